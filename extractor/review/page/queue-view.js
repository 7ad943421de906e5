// The list of records: only the rows in sight exist, so ten thousand cost what twenty do.
import {h, byId} from "./dom.js";
import {nameOf} from "./model.js";

export class QueueView {
  constructor(model, {onOpen, reasonNames}) {
    Object.assign(this, {model, onOpen, reasonNames});
    this.list = byId("queue-list");
    this.space = byId("queue-space");
    this.rows = new Map();  // place in the list -> element
    this.list.addEventListener("scroll", () => this.draw());
    new ResizeObserver(() => { this.height = 0; this.draw(); }).observe(this.list);
    this.list.addEventListener("click", (event) => {
      const row = event.target.closest("[data-n]");
      if (row) this.onOpen(this.model.records[Number(row.dataset.n)]);
    });
    this.list.addEventListener("keydown", (event) => this.key(event));
  }

  key(event) {
    const step = {ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -1e9, End: 1e9}[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const shown = this.model.shown;
    const at = shown.indexOf(this.current);
    const record = shown[Math.max(0, Math.min(shown.length - 1, at + step))];
    if (record) this.onOpen(record);
  }

  // A row's height in the reader's own font size.
  measure() {
    if (this.height) return;
    const probe = h("div", {class: "row", style: null}, h("b", {}, "x"), h("small", {}, "x"));
    this.space.append(probe);
    this.height = Math.max(probe.getBoundingClientRect().height, 20);
    probe.remove();
  }

  setCurrent(record) {
    this.current = record;
    this.measure();
    const at = this.model.shown.indexOf(record);
    if (at >= 0) {
      const top = at * this.height, list = this.list;
      if (top < list.scrollTop || top + this.height > list.scrollTop + list.clientHeight) {
        list.scrollTop = Math.max(0, top - list.clientHeight / 3);
      }
    }
    this.redraw();
  }

  // Everything anew: the list or the filter has changed.
  redraw() {
    for (const row of this.rows.values()) row.remove();
    this.rows.clear();
    this.draw();
  }

  // One record has a new verdict.
  refresh(record) {
    const at = this.model.shown.indexOf(record);
    this.rows.get(at)?.remove();
    this.rows.delete(at);
    this.draw();
  }

  draw() {
    this.measure();
    const shown = this.model.shown;
    this.space.style.height = `${shown.length * this.height}px`;
    const from = Math.max(0, Math.floor(this.list.scrollTop / this.height) - 5);
    const to = Math.min(shown.length, Math.ceil((this.list.scrollTop + this.list.clientHeight) / this.height) + 5);
    for (const [at, row] of this.rows) {
      if (at >= from && at < to) continue;
      row.remove();
      this.rows.delete(at);
    }
    for (let at = from; at < to; ++at) {
      if (!this.rows.has(at)) this.rows.set(at, this.space.appendChild(this.row(shown[at], at)));
    }
    const current = shown.indexOf(this.current);
    if (this.rows.has(current)) this.list.setAttribute("aria-activedescendant", `record-${this.current.n}`);
    else this.list.removeAttribute("aria-activedescendant");
    byId("queue-count").textContent = shown.length === this.model.records.length
      ? `${shown.length} records` : `${shown.length} of ${this.model.records.length} records`;
  }

  row(record, at) {
    const done = this.model.judgedIn(record);
    const complete = done >= record.items;
    const reasons = record.reasons.map((r) => this.reasonNames[r]);
    const name = nameOf(record);
    const row = h("div", {
      class: `row${complete ? " complete" : ""}`, id: `record-${record.n}`, role: "option", "data-n": record.n,
      "aria-selected": String(record === this.current), "aria-setsize": this.model.shown.length, "aria-posinset": at + 1,
      title: record.path,
      "aria-label": `${name}, ${done} of ${record.items} judged${reasons.length ? ", " + reasons.join(", ") : ""}`,
    }, h("b", {}, h("bdi", {}, name)),
      h("span", {class: "count"}, complete ? "✓" : `${done}/${record.items}`),
      h("small", {}, reasons.length ? `⚑ ${reasons[0]}${reasons.length > 1 ? ` +${reasons.length - 1}` : ""}`
        : record.stratum === "random" ? "drawn at random" : record.path));
    row.style.top = `${at * this.height}px`;
    return row;
  }
}
