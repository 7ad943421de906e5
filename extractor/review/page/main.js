// The review page: wires the state, the views, the keys and the backend.
import {FileBackend, ServerBackend} from "./backend.js";
import {announce, byId, h} from "./dom.js";
import {Editor} from "./editor.js";
import {ItemsView, reasonText} from "./items-view.js";
import {setWritten} from "./format.js";
import {Keys} from "./keys.js";
import {isJudgement, Model, nameOf} from "./model.js";
import {Outbox} from "./outbox.js";
import {QueueView} from "./queue-view.js";
import {ReportView} from "./report-view.js";

const VERDICTS = [["open", "not complete"], ["complete", "complete"], ["right", "with right"], ["wrong", "with wrong"],
                  ["corrected", "with corrections"], ["missing", "with missing values"], ["unsure", "with unsure"]];

class Page {
  async start() {
    this.backend = byId("deck") ? new FileBackend() : new ServerBackend();
    this.deck = await this.backend.deck();
    this.deck.table.groups.push({id: "", label: "Other", shape: "·"});
    setWritten(this.deck.table.written ?? {});
    this.model = new Model(this.deck);
    for (const verdict of await this.backend.changes()) this.model.put(verdict);
    this.sheets = new Map();
    this.outbox = new Outbox(this.model, this.backend, {
      told: (outcome, verdict) => this.told(outcome, verdict),
      waiting: (count, error) => this.waiting(count, error),
    });
    this.report = new ReportView({onMark: (ids) => this.selectMention(ids)});
    this.items = new ItemsView(this.model, this.deck.table, {
      onSelect: (i) => this.select(i, true), onVerdict: (i, verdict) => this.judge(i, verdict),
      onCorrect: (i) => this.correct(i), onWhy: (i) => this.items.toggleProof(i), onMissing: () => this.missing(),
      onNext: () => this.nextRecord(), onRemove: (verdict) => this.remove(verdict),
    });
    this.queue = new QueueView(this.model, {onOpen: (record) => this.open(record), reasonNames: this.deck.reasons.map(reasonText)});
    this.editor = new Editor(this.deck);
    this.keys = new Keys(this.actions());
    this.bar();
    this.filters();
    this.backend.watch((verdicts) => this.merge(verdicts));
    window.addEventListener("hashchange", () => this.openHash());
    window.addEventListener("beforeunload", (event) => { if (this.outbox.size > 0) event.preventDefault(); });
    await this.openHash();
    document.documentElement.dataset.ready = "true";
  }

  actions() {
    const judge = (verdict) => () => this.judge(this.items.current, verdict);
    return {
      right: judge("right"), wrong: judge("wrong"), unsure: judge("unsure"),
      correct: () => this.correct(this.items.current), missing: () => this.missing(), acceptAll: () => this.acceptAll(),
      nextRecord: () => this.nextRecord(), previousRecord: () => this.open(this.model.neighbour(this.record, -1)),
      undo: () => this.undo(), nextItem: () => this.step(1), previousItem: () => this.step(-1),
      nextEvidence: () => this.evidence(1), backToItem: () => this.select(this.items.current, true),
      why: () => this.items.toggleProof(this.items.current), hidden: () => this.toggleHidden(),
      search: () => { this.showQueue(true); byId("search").focus(); byId("search").select(); },
      filter: () => { this.showQueue(true); byId("filter-field").focus(); },
      queue: () => this.showQueue(document.body.classList.contains("no-queue")), help: () => this.keys.help(),
    };
  }

  // ------------------------------------------------------------------------------------ records

  async openHash() {
    const wanted = this.model.byHash.get(new URLSearchParams(location.hash.slice(1)).get("record"));
    await this.open(wanted ?? this.model.shown.find((record) => !this.model.isComplete(record)) ?? this.model.shown[0]);
  }

  sheet(record) {
    if (!this.sheets.has(record.n)) {
      if (this.sheets.size > 20) this.sheets.delete(this.sheets.keys().next().value);
      const sheet = this.backend.sheet(record);
      sheet.catch(() => this.sheets.delete(record.n));
      this.sheets.set(record.n, sheet);
    }
    return this.sheets.get(record.n);
  }

  async open(record) {
    if (!record || record === this.record) return;
    this.wanted = record;
    let sheet;
    try {
      sheet = await this.sheet(record);
    } catch (error) {
      return this.alarm(`The record cannot be loaded: ${error.message}. Is pathex review still running?`);
    }
    if (this.wanted !== record) return;  // another one was asked for meanwhile
    this.record = record;
    this.data = sheet;
    history.replaceState(null, "", `#record=${record.hash}`);
    const filter = this.model.filter.field;
    this.list = filter === null ? sheet.items : sheet.items.filter((item) => item.field === filter);
    const groupOf = new Map();
    for (const item of sheet.items) for (const id of item.evidence) if (!groupOf.has(id)) groupOf.set(id, this.items.groupOf(item));
    this.report.show(sheet, this.deck.table.groups, (id) => groupOf.get(id) ?? -1);
    byId("report").scrollTop = 0;
    this.head();
    this.items.current = -1;
    this.items.show(record, sheet, this.list, (mention) => this.report.lineOfMention(mention));
    this.items.showMention(null);
    byId("fields").scrollTop = 0;
    const first = this.list.findIndex((item) => !isJudgement(this.model.of(record.hash, item.pointer)));
    this.select(Math.max(first, 0), true);
    this.queue.setCurrent(record);
    this.progress();
    announce(`${nameOf(record)}, ${this.list.length} values`);
    const next = this.model.nextOpen(record);
    if (next) this.sheet(next).catch(() => {});
  }

  head() {
    const {id, path, language, format} = this.data.source ?? this.record;
    byId("report-head").replaceChildren(h("h2", {}, h("bdi", {}, nameOf({id, path}))), " ", h("span", {class: "quiet"}, h("bdi", {}, path), language ? ` · ${language}` : "", format ? ` · ${format}` : ""));
  }

  nextRecord() {
    const next = this.model.nextOpen(this.record) ?? this.model.neighbour(this.record, 1);
    if (next && next !== this.record) this.open(next);
    else announce("no other record in this list is open");
  }

  // ------------------------------------------------------------------------------------- values

  select(i, focus) {
    if (i < 0 || i >= this.list.length) return;
    this.nth = 0;
    this.items.select(i, focus);
    this.report.light(this.list[i].evidence);
  }

  step(by) {
    const i = this.items.current + by;
    if (i < 0) return;
    if (i >= this.list.length) return announce("last value; n for the next record");
    this.select(i, true);
    announce(`${this.items.label(this.list[i])}: ${this.items.text(this.list[i])}`);
  }

  evidence(by) {
    const item = this.list[this.items.current];
    this.nth = this.report.light(item.evidence, this.nth + by);
    if (this.nth < 0) this.nth = 0;
    const mention = this.data.mentions.find((one) => one.id === item.evidence[this.nth]);
    announce(mention ? mention.text : "no source in the report");
  }

  // A mark was clicked: to the value it supports (the next one, when it supports several).
  selectMention(ids) {
    const holders = this.list.map((item, i) => [item, i]).filter(([item]) => item.evidence.includes(ids[0])).map(([, i]) => i);
    if (holders.length > 0) {
      this.items.showMention(null);
      const after = holders.find((i) => i > this.items.current) ?? holders[0];
      this.select(after, true);
    } else {
      this.items.showMention(this.data.mentions.find((mention) => mention.id === ids[0]));
    }
  }

  // ----------------------------------------------------------------------------------- verdicts

  send(changes) {
    this.model.remember(changes.map(({pointer}) => ({record: this.record.hash, pointer})));
    for (const change of changes) {
      this.outbox.add({record: this.record.hash, correction: null, quote: null, note: "", value: null, ...change});
    }
    this.changed(this.record, changes.map(({pointer}) => pointer));
  }

  judge(i, verdict) {
    const item = this.list[i];
    if (!item) return;
    if (verdict === "wrong" && item.value === null) return announce("nothing was found here; press c to give the value");
    this.send([{pointer: item.pointer, verdict, value: item.value}]);
    announce(`${this.items.label(item)} ${verdict}`);
    this.advance(i);
  }

  // To the next open value; behind the last one the end of the list comes into sight.
  advance(i) {
    const open = (item) => !isJudgement(this.model.of(this.record.hash, item.pointer));
    const next = this.list.findIndex((item, at) => at > i && open(item));
    if (next >= 0) return this.select(next, true);
    const first = this.list.findIndex(open);
    if (first >= 0) return this.select(first, true);
    byId("items").querySelector(".end")?.scrollIntoView({block: "nearest", behavior: "instant"});
    announce("all values judged; n for the next record");
  }

  acceptAll() {
    const open = this.list.filter((item) => !isJudgement(this.model.of(this.record.hash, item.pointer)));
    if (open.length === 0) return announce("nothing is open here");
    this.send(open.map((item) => ({pointer: item.pointer, verdict: "right", value: item.value})));
    this.items.redraw(this.items.current);
    announce(`${open.length} values right`);
  }

  correct(i) {
    const item = this.list[i];
    if (!item || item.pointer === "") return;
    const old = this.model.of(this.record.hash, item.pointer);
    const pattern = this.pattern(item.pointer);
    this.editor.correct({
      title: this.items.label(item), pattern, value: old?.correction ?? item.value, note: old?.note,
      save: ({value, note}) => {
        this.send([{pointer: item.pointer, verdict: "corrected", correction: value, note, value: item.value, quote: this.report.selection()}]);
        this.advance(i);
      },
    });
  }

  pattern(pointer) { return pointer.replace(/\/\d+(?=\/|$)/g, "/*"); }

  // Places where a value may be missing: every field that is not listed, and one more of each list.
  places() {
    const pointers = [...this.data.items.filter((item) => item.value !== null).map((item) => item.pointer),
                      ...this.model.all(this.record.hash).filter((one) => one.verdict === "missing").map((one) => one.pointer)];
    const entities = Math.max(1, ...pointers.map((pointer) => Number(/^\/tumors\/(\d+)\//.exec(pointer)?.[1] ?? -1) + 1));
    const out = [];
    for (const field of this.deck.table.fields) {
      const several = field.pointer.startsWith("/tumors/*/") ? entities : 1;
      for (let e = 0; e < several; ++e) {
        const at = field.pointer.replace(/^(\/tumors)\/\*/, `$1/${e}`);
        const list = at.endsWith("/*") ? at.slice(0, -1) : null;
        if (list === null && pointers.includes(at)) continue;
        const last = list === null ? 0 : Math.max(-1, ...pointers.filter((p) => p.startsWith(list)).map((p) => Number(p.slice(list.length).split("/")[0]))) + 1;
        out.push({pointer: list === null ? at : list + last, pattern: field.pointer,
                  label: several > 1 ? `${field.label}, tumour ${e + 1}` : field.label});
      }
    }
    return out;
  }

  missing() {
    const quote = this.report.selection();
    this.editor.add({quote, choices: this.places(), save: ({choice, value}) => {
      const listed = this.data.items.find((item) => item.pointer === choice.pointer);
      const verdict = listed ? "corrected" : "missing";
      this.send([{pointer: choice.pointer, verdict, correction: value, quote, value: null}]);
      getSelection().removeAllRanges();
      announce(`${choice.label} added`);
    }});
  }

  remove(verdict) {
    this.send([{pointer: verdict.pointer, verdict: "none"}]);
    announce("taken back");
  }

  undo() {
    const changes = this.model.undoStack.pop();
    if (!changes) return announce("nothing to undo");
    for (const change of changes) {
      const item = this.data.items.find((one) => one.pointer === change.pointer);
      this.outbox.add({...change, value: item?.value ?? null});
    }
    const record = this.model.byHash.get(changes[0].record);
    if (record !== this.record) {
      this.open(record);
    } else {
      this.changed(record, changes.map(({pointer}) => pointer));
      const i = this.list.findIndex((item) => item.pointer === changes[0].pointer);
      if (i >= 0) this.select(i, true);
    }
    announce("undone");
  }

  // Draws what these verdicts changed.
  changed(record, pointers) {
    if (record === this.record) {
      for (const pointer of pointers) this.items.redraw(this.list.findIndex((item) => item.pointer === pointer));
      this.items.drawEnd();
    }
    this.queue.refresh(record);
    this.progress();
  }

  merge(verdicts) {
    for (const verdict of verdicts) {
      if (this.model.put(verdict)) this.changed(this.model.byHash.get(verdict.record), [verdict.pointer]);
    }
  }

  told(outcome, verdict) {
    if (outcome.conflict) {
      this.alarm(`Another tab had judged this value (${outcome.verdict.verdict}); that verdict stands. Press the key again to change it.`);
    } else if (outcome.error) {
      this.alarm(`Not saved: ${outcome.error}`);
    } else if (outcome.lost) {
      this.alarm("This browser keeps nothing for this page: export the verdicts before you close it.");
    }
    this.changed(this.model.byHash.get(verdict.record), [verdict.pointer]);
  }

  waiting(count, error) {
    const saved = byId("saved");
    saved.textContent = count === 0 ? "saved" : error ? "" : "saving…";
    if (error) {
      this.alarm(`Not saved yet: ${count} ${count === 1 ? "verdict waits" : "verdicts wait"} in this tab, because pathex review does not answer. Leave the tab open; they are sent when it does.`, "waiting");
    } else if (byId("alarm").dataset.kind === "waiting") {
      this.alarm("");
    }
  }

  // ---------------------------------------------------------------------------------------- bar

  alarm(text, kind = "") {
    const box = byId("alarm");
    box.dataset.kind = kind;
    box.hidden = text === "";
    box.replaceChildren(text, " ", h("button", {type: "button", onclick: () => { box.hidden = true; }}, "Close"));
  }

  progress() {
    const {judged, total, complete, records} = this.model;
    byId("progress").max = Math.max(total, 1);
    byId("progress").value = judged;
    byId("progress-text").textContent = `${judged} of ${total} values · ${complete} of ${records.length} records`;
  }

  toggleHidden() {
    const on = document.body.classList.toggle("show-unused");
    byId("hidden-toggle").setAttribute("aria-pressed", String(on));
    announce(on ? "what was not used is shown" : "what was not used is hidden");
  }

  showQueue(on) {
    document.body.classList.toggle("no-queue", !on);
    byId("queue-toggle").setAttribute("aria-expanded", String(on));
  }

  bar() {
    byId("queue-toggle").addEventListener("click", () => this.showQueue(document.body.classList.contains("no-queue")));
    if (matchMedia("(max-width: 68rem)").matches) this.showQueue(false);
    byId("hidden-toggle").addEventListener("click", () => this.toggleHidden());
    byId("undo").addEventListener("click", () => this.undo());
    const themes = ["auto", "light", "dark"];
    const setTheme = (theme) => {
      document.documentElement.dataset.theme = theme;
      byId("theme").textContent = {auto: "◐ Auto", light: "☀ Light", dark: "☾ Dark"}[theme];
      try { localStorage.setItem("pathex:theme", theme); } catch { /* then for this visit */ }
    };
    let theme = "auto";
    try { theme = localStorage.getItem("pathex:theme") ?? "auto"; } catch { /* none kept */ }
    setTheme(theme);
    byId("theme").addEventListener("click", () => setTheme(themes[(themes.indexOf(document.documentElement.dataset.theme) + 1) % 3]));
    const reviewer = byId("reviewer");
    reviewer.value = this.deck.reviewer;
    if (this.backend.kind === "server") {
      reviewer.readOnly = true;
      reviewer.title = "set by pathex review --reviewer";
    } else {
      reviewer.addEventListener("change", () => { this.backend.setReviewer(reviewer.value.trim() || "reviewer"); location.reload(); });
      byId("export").addEventListener("click", (event) => this.exportFile(event));
    }
  }

  exportFile(event) {
    event.preventDefault();
    const labels = new Map(this.deck.table.fields.map((field) => [field.pointer, field.label]));
    const text = this.backend.export((pointer) => labels.get(this.pattern(pointer)) ?? (pointer || "whole report"));
    const link = h("a", {href: URL.createObjectURL(new Blob([text], {type: "application/x-ndjson"})), download: "verdicts.ndjson"});
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  filters() {
    const option = (value, text) => h("option", {value}, text);
    const used = new Set(this.model.records.flatMap((record) => record.fields));
    byId("filter-field").append(option("", "every field"), ...this.deck.table.fields.map((field, f) => (used.has(f) ? option(f, field.label) : null)).filter(Boolean),
                                ...(used.has(-1) ? [option(-1, "other")] : []));
    byId("filter-reason").append(option("", "every reason"), ...this.deck.reasons.map((reason, r) => option(r, reasonText(reason))));
    byId("filter-verdict").append(option("", "every verdict"), ...VERDICTS.map(([value, text]) => option(value, text)));
    const number = (text) => (text === "" ? null : Number(text));
    const apply = (change) => {
      this.model.setFilter(change);
      byId("queue-list").scrollTop = 0;
      this.queue.redraw();
      const record = this.record;
      if ("field" in change || !this.model.shown.includes(record)) {
        this.record = null;
        this.open(this.model.shown.includes(record) ? record : this.model.shown[0] ?? record);
      }
    };
    byId("filter-field").addEventListener("change", (event) => apply({field: number(event.target.value)}));
    byId("filter-reason").addEventListener("change", (event) => apply({reason: number(event.target.value)}));
    byId("filter-verdict").addEventListener("change", (event) => apply({verdict: event.target.value || null}));
    let timer = 0;
    byId("search").addEventListener("input", (event) => {
      clearTimeout(timer);
      const query = event.target.value.trim();
      timer = setTimeout(async () => {
        const found = query ? await this.backend.search(query) : null;
        if (event.target.value.trim() === query) apply({found});
      }, 150);
    });
    byId("filters").addEventListener("submit", (event) => { event.preventDefault(); document.activeElement.blur(); });
  }
}

new Page().start().catch((error) => {
  byId("alarm").hidden = false;
  byId("alarm").textContent = `The review cannot be opened: ${error.message}. Is pathex review still running, and is this the address that it printed?`;
});
