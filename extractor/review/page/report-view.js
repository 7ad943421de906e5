// The report with its evidence marked.
import {h, byId} from "./dom.js";
import {cutText, codePoints, lineOf} from "./marks.js";

// Why a mention supports no value, in a word or two; "" when nothing speaks against it.
export function whyNotUsed(mention) {
  const {polarity, certainty, time, subject} = mention.context ?? {};
  const out = [];
  if (polarity === "negated") out.push("negated");
  if (certainty === "uncertain" || certainty === "hypothetical") out.push(certainty);
  if (time === "historical" || time === "planned") out.push(time);
  if (subject === "other") out.push("not of the tumour");
  if (mention.lost_to) out.push(`lost to ${mention.lost_to}`);
  return out.join(", ");
}

export class ReportView {
  // onMark(mentionId, event): a mark was clicked.
  constructor({onMark}) {
    this.onMark = onMark;
    this.paper = byId("paper");
    this.paper.addEventListener("click", (event) => {
      const mark = event.target.closest("mark");
      if (mark && getSelection().isCollapsed) this.onMark(mark.dataset.mentions.split(" "), event);
    });
  }

  // groupOf(mentionId): the number of the field group whose evidence it is, -1 for none.
  show(sheet, groups, groupOf) {
    this.sheet = sheet;
    this.starts = new WeakMap();  // text node -> {part, begin}
    this.elements = new Map();    // mention id -> its <mark>s
    this.lines = [];
    this.lit = [];
    const out = document.createDocumentFragment();
    sheet.parts.forEach((part, p) => {
      if (sheet.parts.length > 1 || part.title) {
        out.append(h("h3", {class: "part"}, part.title || part.locator));
      }
      out.append(this.part(part, p, groups, groupOf));
    });
    if (sheet.problem) {
      out.append(h("div", {class: "problem"}, h("strong", {}, "The report cannot be shown. "), sheet.problem,
        h("p", {}, "The values can still be judged by their quotations.")));
    }
    this.paper.replaceChildren(out);
  }

  part(part, p, groups, groupOf) {
    const marks = [];
    for (const mention of this.sheet.mentions) {
      if (mention.part !== p) continue;
      for (const [begin, end] of mention.spans) {
        marks.push({begin, end, id: mention.id, group: groupOf(mention.id), why: whyNotUsed(mention)});
      }
    }
    const lines = cutText(part.text, marks);
    this.lines[p] = lines;
    const started = new Set();
    const rows = lines.map((line, i) => h("div", {class: "line", dir: "auto", "data-n": i + 1},
      line.pieces.map((piece) => this.piece(piece, p, groups, started))));
    // Of long texts only what is in sight is laid out.
    return h("div", {class: lines.length > 2000 ? "text long" : "text"}, rows);
  }

  piece(piece, p, groups, started) {
    const text = document.createTextNode(piece.text);
    this.starts.set(text, {part: p, begin: piece.begin});
    if (piece.marks.length === 0) return text;
    const size = (mark) => mark.end - mark.begin;
    const used = piece.marks.filter((mark) => mark.group >= 0).sort((a, b) => size(a) - size(b));
    const best = used[0] ?? piece.marks.reduce((a, b) => (size(a) <= size(b) ? a : b));
    const first = !started.has(`${best.id} ${best.begin}`);
    started.add(`${best.id} ${best.begin}`);
    const ids = [best, ...piece.marks.filter((mark) => mark !== best)].map((mark) => mark.id);
    const element = h("mark", {
      class: used.length > 0 ? `g${best.group}` : "unused",
      "data-mentions": ids.join(" "),
      "data-shape": first ? (used.length > 0 ? groups[best.group].shape : best.why || "not used") : null,
    }, text);
    for (const id of ids) {
      if (!this.elements.has(id)) this.elements.set(id, []);
      this.elements.get(id).push(element);
    }
    return element;
  }

  // Lights the evidence of a value and brings its `nth` mention into view. Returns its number.
  light(ids, nth = 0) {
    for (const element of this.lit) element.classList.remove("lit", "first");
    this.lit = ids.flatMap((id) => this.elements.get(id) ?? []);
    for (const element of this.lit) element.classList.add("lit");
    const placed = ids.filter((id) => this.elements.has(id));
    if (placed.length === 0) return -1;
    const at = ((nth % placed.length) + placed.length) % placed.length;
    const elements = this.elements.get(placed[at]);
    for (const element of elements) element.classList.add("first");
    this.reveal(elements[0]);
    return at;
  }

  // Scrolls only when it must: a page that jumps at every key is hard to read.
  reveal(element) {
    const view = byId("report").getBoundingClientRect(), box = element.getBoundingClientRect();
    const head = byId("report-head").offsetHeight;
    if (box.top >= view.top + head + 20 && box.bottom <= view.bottom - 20) return;
    byId("report").scrollBy({top: box.top - view.top - view.height / 3, behavior: "instant"});
  }

  lineOfMention(mention) {
    if (mention.part < 0 || mention.spans.length === 0) return null;
    return lineOf(this.lines[mention.part], mention.spans[0][0]);
  }

  // The selected text as a quote for a verdict, null when nothing of the report is selected.
  selection() {
    const selection = getSelection();
    if (selection.rangeCount === 0 || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const from = this.place(range.startContainer, range.startOffset, false);
    const to = this.place(range.endContainer, range.endOffset, true);
    if (!from || !to || from.part !== to.part || from.offset >= to.offset) return null;
    const {text, locator} = this.sheet.parts[from.part];
    return {part: locator, char: [codePoints(text, from.offset), codePoints(text, to.offset)],
            text: text.slice(from.offset, to.offset)};
  }

  // A place in the document as part and offset; `end` looks at what ends there.
  place(node, offset, end) {
    if (!this.paper.contains(node)) return null;
    if (node.nodeType === Node.TEXT_NODE) {
      const start = this.starts.get(node);
      return start ? {part: start.part, offset: start.begin + offset} : null;
    }
    const walker = document.createTreeWalker(this.paper, NodeFilter.SHOW_TEXT);
    const border = node.childNodes[offset] ?? null;
    let found = null;
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (!this.starts.has(text)) continue;
      const range = document.createRange();
      range.setStart(node, offset);
      const after = border ? (border.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING) || border.contains(text) || border === text
                           : range.comparePoint(text, 0) > 0 || !node.contains(text) && (node.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING);
      const start = this.starts.get(text);
      if (end && !after) found = {part: start.part, offset: start.begin + text.length};
      if (!end && after) return {part: start.part, offset: start.begin};
      if (end && after) return found;
    }
    return found;
  }
}
