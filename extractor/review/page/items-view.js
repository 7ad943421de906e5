// The values of a record, in the order a pathologist reads, each with its verdict and its proof.
import {h, byId} from "./dom.js";
import {formatValue, words} from "./format.js";
import {whyNotUsed} from "./report-view.js";

const SIGNS = {right: "✓", wrong: "✗", unsure: "?", corrected: "✎", missing: "+"};
const REASONS = {
  conflict: "the report says different things",
  fnclcc_sum_mismatch: "the scores do not add up",
  several_tumors_unresolved: "several types in one place",
  several_tumors: "more than one tumour: whose finding is it?",
  outranked: "another place says otherwise",
  unread: "named, but no value was read for it",
  suggested_repair: "read from damaged text",
  weak_section_only: "only said in passing",
  hedged: "the report says \"probable\"",
  derived_from_partial_evidence: "concluded from little",
  key_field_absent_in_resection: "not found, though a resection should say it",
  input_diagnostic: "the file was odd",
};
export const reasonText = (name) => REASONS[name] ?? words(name);

const quoted = (text) => h("q", {dir: "auto"}, text.length > 240 ? text.slice(0, 160) + " … " + text.slice(-60) : text);

export class ItemsView {
  constructor(model, table, {onSelect, onVerdict, onCorrect, onWhy, onMissing, onNext, onRemove}) {
    Object.assign(this, {model, table, onSelect, onVerdict, onCorrect, onWhy, onMissing, onNext, onRemove});
    this.box = byId("items");
    this.box.addEventListener("click", (event) => {
      const row = event.target.closest("li[data-i]");
      if (row && !event.target.closest("button, summary, a")) this.onSelect(Number(row.dataset.i));
    });
  }

  field(item) { return this.table.fields[item.field]; }
  // The last group is for what the table does not know; see main.js.
  groupOf(item) {
    const at = this.table.groups.findIndex((group) => group.id === this.field(item)?.group);
    return at < 0 ? this.table.groups.length - 1 : at;
  }
  label(item) {
    const field = this.field(item);
    if (item.pointer === "") return "The whole report";
    if (!field) return words(item.pointer.split("/").filter((step) => step && !/^\d+$/.test(step)).join(" "));
    const name = field.name && item.value?.[field.name];
    return name ? words(name) : field.label;
  }
  text(item) {
    if (item.pointer === "") return "nothing was read from it";
    if (item.value === null) return "not found";
    return this.textOf(item, item.value);
  }
  textOf(item, value) {
    const field = this.field(item);
    if (!field) return words(value);
    const label = field.name && item.value?.[field.name] === value?.[field.name] ? field.name : undefined;
    return formatValue(field.text, value, label);
  }

  show(record, sheet, items, lineOf) {
    Object.assign(this, {record, sheet, items, lineOf});
    this.mentions = new Map(sheet.mentions.map((mention) => [mention.id, mention]));
    this.rows = [];
    this.open = -1;  // the item whose proof is open
    const out = [];
    let heading = null, list = null;
    items.forEach((item, i) => {
      const title = this.blockOf(item);
      if (title !== heading || !list) {
        heading = title;
        list = h("ol", {class: "items", "aria-label": title});
        out.push(h("h2", {}, title), list);
      }
      this.rows[i] = this.row(item, i);
      list.append(this.rows[i]);
    });
    this.end = h("div", {class: "end"});
    this.box.replaceChildren(...out, this.end);
    this.drawNotes();
    this.drawEnd();
  }

  // Items stand below a heading for each tumour, and one for all else.
  blockOf(item) {
    const [, list, index] = item.pointer.split("/");
    if (!/^\d+$/.test(index ?? "") || item.pointer.split("/").length < 4) return "Report";
    const several = this.items.some((other) => other.pointer.startsWith(`/${list}/1/`));
    const name = list === "tumors" ? "Tumour" : words(list);
    return several ? `${name} ${Number(index) + 1}` : name;
  }

  row(item, i) {
    const verdict = this.model.of(this.record.hash, item.pointer);
    const word = verdict && verdict.verdict !== "none" ? verdict.verdict : null;
    const current = i === this.current;
    const group = this.groupOf(item);
    const label = this.label(item), text = this.text(item);
    const reasons = [...new Set(item.reasons)].map((reason) => h("span", {class: "reason"}, "⚑ " + reasonText(reason)));
    const row = h("li", {
      class: ["item", `g${group}`, word ?? "", current ? "current" : "", item.value === null ? "absent" : "", verdict?.pending ? "pending" : ""].join(" "),
      "data-i": i, tabindex: current ? 0 : -1, "aria-current": current ? "true" : null,
    },
      h("span", {class: "shape", "aria-hidden": "true"}, this.table.groups[group].shape),
      h("span", {class: "label"}, label),
      h("span", {class: "sign", title: word ?? "not judged"}, h("span", {class: "unseen"}, word ?? "not judged"), h("span", {"aria-hidden": "true"}, SIGNS[word] ?? "")),
      h("bdi", {class: "value"}, text),
      item.reliability && item.reliability.precision < 0.9
        ? h("span", {class: "reason"}, `⚑ such values were right in ${Math.round(item.reliability.precision * 100)} %`) : null,
      item.pointer !== "" && item.value !== null && item.evidence.length === 0 ? h("span", {class: "reason"}, "no source in the report") : null,
      reasons,
      verdict?.correction !== null && verdict?.correction !== undefined && word
        ? h("span", {class: "correction"}, "should be: ", h("bdi", {}, this.textOf(item, verdict.correction))) : null,
      verdict?.note && word ? h("span", {class: "note"}, verdict.note) : null,
      current ? this.actions(item, i) : null,
      this.open === i ? this.proof(item) : null);
    return row;
  }

  actions(item, i) {
    const button = (key, text, action, title) => h("button", {type: "button", title, onclick: action, class: `do ${text}`}, h("kbd", {}, key), " " + text);
    const judged = item.pointer === "" || item.value === null;
    return h("span", {class: "actions"},
      button("r", "right", () => this.onVerdict(i, "right"), judged ? "the report does not say it" : "the report says so"),
      judged ? null : button("w", "wrong", () => this.onVerdict(i, "wrong"), "the report does not say so: take it out"),
      button("u", "unsure", () => this.onVerdict(i, "unsure"), "cannot be decided"),
      item.pointer === "" ? null : button("c", "correct", () => this.onCorrect(i), "give the value that the report says"),
      button("i", "why", () => this.onWhy(i), "rule, cue, section, competing values"));
  }

  // Rule, cue and section of each mention that supports the value, and what lost to them.
  proof(item) {
    const evidence = item.evidence.map((id) => this.mentions.get(id)).filter(Boolean);
    const ids = new Set(item.evidence);
    const rivals = this.sheet.mentions.filter((mention) => ids.has(mention.lost_to) && !ids.has(mention.id));
    const out = h("div", {class: "proof"});
    if (evidence.length === 0) out.append(h("p", {}, item.value === null ? "No mention of it was found." : "This value has no source in the report."));
    for (const mention of evidence) out.append(this.mention(mention));
    if (rivals.length > 0) {
      out.append(h("h3", {}, "Lost to these"));
      for (const mention of rivals) out.append(this.mention(mention));
    }
    if (item.reliability) {
      const {precision, low, n} = item.reliability;
      out.append(h("p", {class: "quiet"}, `Measured: such values were right in ${Math.round(precision * 100)} % of ${n} cases (at least ${Math.round(low * 100)} %).`));
    }
    const notes = (this.sheet.diagnostics ?? []).filter((note) => note.where && (note.where === item.pointer || note.where.startsWith(item.pointer + "/")));
    for (const note of notes) out.append(h("p", {class: "quiet"}, `${note.code} ${note.message}`));
    return out;
  }

  mention(mention) {
    const line = this.lineOf(mention);
    const facts = [line ? `line ${line}` : null, mention.section ? `section ${words(mention.section)}` : null,
                   mention.specimen ? `specimen ${mention.specimen}` : null].filter(Boolean).join(" · ");
    const slots = Object.entries(mention.slots).map(([name, value]) => `${words(name)} ${words(value)}`).join(", ");
    const cues = mention.context?.cues ?? [];
    const why = whyNotUsed(mention);
    return h("div", {class: "mention"},
      quoted(mention.text ?? ""),
      h("p", {}, h("b", {}, mention.id), facts ? ` · ${facts}` : "", mention.misplaced ? " · its place was not found in the text" : ""),
      h("p", {}, "rule ", h("code", {}, mention.rule), slots ? ` reads ${slots}` : ""),
      cues.map((cue) => h("p", {}, "cue ", h("code", {}, cue.id), cue.text ? [" ", quoted(cue.text)] : "")),
      why ? h("p", {class: "reason"}, why) : null,
      mention.repairs?.length ? h("p", {class: "reason"}, "repaired: " + mention.repairs.join(", ")) : null);
  }

  // What was added, what follows, and where to go.
  drawEnd() {
    const added = this.model.all(this.record.hash).filter((verdict) => verdict.verdict === "missing");
    const open = this.items.filter((item) => !this.model.of(this.record.hash, item.pointer) || this.model.of(this.record.hash, item.pointer).verdict === "none").length;
    const out = [];
    if (added.length > 0) {
      out.push(h("h2", {}, "Added by you"), h("ol", {class: "items", "aria-label": "added by you"}, added.map((verdict) => this.addedRow(verdict))));
    }
    out.push(h("p", {class: "finish"},
      open === 0 ? h("strong", {}, "✓ All values judged. What is not listed counts as not said. ") : `${open} left. `,
      h("button", {type: "button", onclick: () => this.onMissing(), title: "select its words in the report first"}, h("kbd", {}, "m"), " missing value"), " ",
      h("button", {type: "button", onclick: () => this.onNext()}, h("kbd", {}, "n"), " next record")));
    const derived = this.derived();
    if (derived) out.push(derived);
    this.end.replaceChildren(...out);
  }

  addedRow(verdict) {
    const f = this.table.fields.findIndex((field) => field.pointer === verdict.pointer.replace(/\/\d+(?=\/|$)/g, "/*"));
    const item = {field: f, pointer: verdict.pointer, value: verdict.correction};
    return h("li", {class: `item missing g${this.groupOf(item)}`},
      h("span", {class: "shape", "aria-hidden": "true"}, this.table.groups[this.groupOf(item)].shape),
      h("span", {class: "label"}, this.label(item)),
      h("button", {type: "button", class: "remove", "aria-label": `take ${this.label(item)} back`, onclick: () => this.onRemove(verdict)}, "×"),
      h("bdi", {class: "value"}, this.textOf(item, verdict.correction)),
      verdict.quote ? h("span", {class: "note"}, quoted(verdict.quote.text)) : null);
  }

  // What follows from the values by a rule: shown, not judged.
  derived() {
    const rows = [];
    const walk = (value, path) => {
      if (value !== null && typeof value === "object") for (const [key, member] of Object.entries(value)) walk(member, [...path, key]);
      else rows.push([path.filter((step) => !/^\d+$/.test(step) && step !== "tumors").map(words).join(", "), words(value)]);
    };
    walk(this.sheet.derived ?? {}, []);
    if (rows.length === 0) return null;
    return h("details", {class: "derived"}, h("summary", {}, "Follows from these values"),
      h("dl", {}, rows.flatMap(([key, value]) => [h("dt", {}, key), h("dd", {}, value)])));
  }

  drawNotes() {
    const whole = this.sheet.reasons.filter((reason) => reason.pointer === "").map((reason) => h("p", {class: "reason"}, "⚑ " + reasonText(reason.reason)));
    const notes = (this.sheet.diagnostics ?? []).filter((note) => note.severity !== "info" && !note.code.startsWith("D"))
      .map((note) => h("p", {class: "quiet"}, `${note.code} ${note.message}`));
    byId("record-notes").replaceChildren(...whole, ...notes);
  }

  // Draws one row anew.
  redraw(i) {
    if (!this.rows[i]) return;
    const focused = this.rows[i].contains(document.activeElement);
    const fresh = this.row(this.items[i], i);
    this.rows[i].replaceWith(fresh);
    this.rows[i] = fresh;
    if (focused) fresh.focus({preventScroll: true});
  }

  select(i, focus) {
    const old = this.current;
    this.current = i;
    if (old !== i && old >= 0) {
      if (this.open === old) this.open = -1;
      this.redraw(old);
    }
    this.redraw(i);
    if (focus) this.rows[i]?.focus({preventScroll: true});
    this.rows[i]?.scrollIntoView({block: "nearest", behavior: "instant"});
  }

  toggleProof(i) {
    this.open = this.open === i ? -1 : i;
    this.redraw(i);
    this.rows[i]?.scrollIntoView({block: "nearest", behavior: "instant"});
  }

  showMention(mention) {
    byId("mention-card").replaceChildren(...(mention ? [h("h2", {}, "Not used"), this.mention(mention)] : []));
    if (mention) byId("mention-card").scrollIntoView({block: "nearest", behavior: "instant"});
  }
}
