// The state of a review: records, verdicts, filters, what to do next. Knows no document; pure but for
// its own fields.

// A record of the deck; see DeckToJson.
function toRecord([hash, id, path, reasons, fields, items, stratum], n) {
  return {n, hash, id, path, reasons, fields, items, stratum};
}

// What people call a record: its id, or the folder of a file that is called like many others.
export function nameOf({id, path}) {
  const steps = path.split("/");
  const file = steps.pop().replace(/\.[^.!]*$/, "");
  return id === file && steps.length > 0 && /^(report|text|document)$/i.test(id) ? steps.pop() : id;
}

// A verdict as it comes from the server or the storage; see Row in session.cc.
export function toVerdict([seq, record, pointer, verdict, correction, quote, note, value]) {
  return {seq, record, pointer, verdict, correction, quote, note, value};
}

export const isJudgement = (verdict) =>
  verdict !== undefined && verdict.verdict !== "none" && verdict.verdict !== "missing";

export class Model {
  constructor(deck) {
    this.deck = deck;
    this.records = deck.records.map(toRecord);
    this.byHash = new Map(this.records.map((record) => [record.hash, record]));
    this.verdicts = new Map();  // hash -> Map(pointer -> verdict)
    this.total = this.records.reduce((sum, record) => sum + record.items, 0);
    this.judged = 0;
    this.complete = 0;
    this.filter = {field: null, reason: null, verdict: null, found: null};
    this.shown = this.records;
    this.undoStack = [];
  }

  of(hash, pointer) { return this.verdicts.get(hash)?.get(pointer); }

  // The last number that the store gave to a verdict on this value; 0 when it has none.
  base(hash, pointer) { return this.of(hash, pointer)?.seq ?? 0; }

  all(hash) { return [...(this.verdicts.get(hash)?.values() ?? [])]; }

  judgedIn(record) {
    return this.all(record.hash).filter(isJudgement).length;
  }

  isComplete(record) { return this.judgedIn(record) >= record.items; }

  // Takes a verdict into the state; an older one than what is there is left out.
  put(verdict) {
    const record = this.byHash.get(verdict.record);
    if (!record) return false;
    if (!this.verdicts.has(record.hash)) this.verdicts.set(record.hash, new Map());
    const ofRecord = this.verdicts.get(record.hash);
    const old = ofRecord.get(verdict.pointer);
    if (old && !verdict.pending && old.seq > verdict.seq) return false;
    const before = this.isComplete(record);
    this.judged += Number(isJudgement(verdict)) - Number(isJudgement(old));
    ofRecord.set(verdict.pointer, verdict);
    this.complete += Number(this.isComplete(record)) - Number(before);
    return true;
  }

  matches(record) {
    const {field, reason, verdict, found} = this.filter;
    if (found && !found.has(record.n)) return false;
    if (field !== null && !record.fields.includes(field)) return false;
    if (reason !== null && !record.reasons.includes(reason)) return false;
    if (verdict === "open") return !this.isComplete(record);
    if (verdict === "complete") return this.isComplete(record);
    if (verdict !== null) return this.all(record.hash).some((one) => one.verdict === verdict);
    return true;
  }

  // The list is made anew only when a filter changes, so that a record does not vanish while it is
  // being judged.
  setFilter(change) {
    Object.assign(this.filter, change);
    this.shown = this.records.filter((record) => this.matches(record));
  }

  // The record `step` places after (before) `record` in the list that is shown.
  neighbour(record, step) {
    const at = this.shown.indexOf(record);
    if (at >= 0) return this.shown[at + step];
    return step > 0 ? this.shown.find((other) => other.n > record.n)
                    : this.shown.findLast((other) => other.n < record.n);
  }

  // The next record of the list that is not complete; from the top when there is none below.
  nextOpen(record) {
    const at = this.shown.indexOf(record);
    const order = [...this.shown.slice(at + 1), ...this.shown.slice(0, Math.max(at, 0))];
    return order.find((other) => !this.isComplete(other));
  }

  // What undoes `changes`: [{record, pointer}], to be called before they are made.
  remember(changes) {
    this.undoStack.push(changes.map(({record, pointer}) => {
      const old = this.of(record, pointer);
      return {record, pointer, verdict: old?.verdict ?? "none", correction: old?.correction ?? null,
              quote: old?.quote ?? null, note: old?.note ?? ""};
    }));
  }
}
