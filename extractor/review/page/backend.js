// Where verdicts go: to the server that sent the page, or, in a page that is one file, into the
// browser's storage. Both only ever add.
import {toVerdict} from "./model.js";

const nonce = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join("-");

async function ask(path, options) {
  const answer = await fetch(path, options);
  const body = await answer.json().catch(() => ({error: answer.statusText}));
  return {status: answer.status, body};
}

export class ServerBackend {
  constructor() { this.seq = 0; this.kind = "server"; }

  async deck() { return (await ask("api/deck")).body; }
  async sheet(record) { return (await ask(`api/sheet?n=${record.n}`)).body; }
  async search(query) { return new Set((await ask(`api/search?q=${encodeURIComponent(query)}`)).body.found); }

  // Verdicts of this and other tabs since the last call.
  async changes() {
    const {status, body} = await ask(`api/changes?since=${this.seq}`);
    if (status !== 200) throw new Error(body.error);
    this.seq = body.seq;
    return body.verdicts.map(toVerdict);
  }

  // {verdict} when it is saved; {verdict, conflict: true} when another tab was first; {error} when
  // it was refused. Throws when the server does not answer: the caller tries again with the same nonce.
  async save(verdict, base) {
    verdict.nonce ??= nonce();
    const {record, pointer, correction, quote, note} = verdict;
    const {status, body} = await ask("api/verdict", {
      method: "POST",
      headers: {"Content-Type": "application/json"},
      body: JSON.stringify({record, pointer, verdict: verdict.verdict, correction, quote, note, base, nonce: verdict.nonce}),
    });
    if (status === 200 || status === 409) return {verdict: toVerdict(body.verdict), conflict: status === 409};
    if (status >= 500) throw new Error(body.error);
    return {error: body.error ?? `refused (${status})`};
  }

  // Calls back when another tab has saved something.
  watch(callback) {
    const look = async () => { try { callback(await this.changes()); } catch { /* `save` tells */ } };
    setInterval(() => { if (!document.hidden) look(); }, 2000);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  }
}

const data = (id) => document.getElementById(id)?.textContent;

export class FileBackend {
  constructor() { this.kind = "file"; this.memory = new Map(); this.last = 0; }

  async deck() {
    const deck = JSON.parse(data("deck"));
    this.prefix = `pathex:${deck.id}:`;
    this.records = deck.records;
    this.design = deck.design;
    deck.reviewer = this.reviewer = this.read("reviewer") ?? deck.reviewer;
    return deck;
  }
  async sheet(record) { return JSON.parse(data(`sheet-${record.n}`)); }
  async search(query) {
    const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("_", " ");
    const wanted = plain(query).split(" ").filter(Boolean);
    const found = new Set();
    this.records.forEach((record, n) => {
      const text = record.at(-1);
      if (wanted.every((word) => text.includes(word))) found.add(n);
    });
    return found;
  }

  read(key) {
    try { return localStorage.getItem(this.prefix + key); } catch { return this.memory.get(key) ?? null; }
  }
  // False when the browser keeps nothing for files: then the caller warns.
  write(key, value) {
    this.memory.set(key, value);
    try { localStorage.setItem(this.prefix + key, value); return true; } catch { return false; }
  }
  setReviewer(name) { this.reviewer = name; this.write("reviewer", name); }

  rows() {
    const rows = new Map();
    try {
      for (let i = 0; i < localStorage.length; ++i) {
        const key = localStorage.key(i);
        if (key.startsWith(this.prefix + "v:")) rows.set(key, localStorage.getItem(key));
      }
    } catch { /* only memory then */ }
    for (const [key, value] of this.memory) if (key.startsWith("v:")) rows.set(this.prefix + key, value);
    return [...rows.values()].map((row) => JSON.parse(row)).sort((a, b) => a.seq - b.seq);
  }
  async changes() { return this.rows().filter((row) => row.reviewer === this.reviewer); }

  async save(verdict) {
    // Later than anything this browser has saved, and a whole number.
    this.last = Math.max(Date.now() * 1000, this.last + 1);
    const row = {...verdict, pending: undefined, seq: this.last, reviewer: this.reviewer, time: new Date().toISOString()};
    const kept = this.write(`v:${this.last}:${nonce()}`, JSON.stringify(row));
    return {verdict: row, lost: !kept};
  }

  watch(callback) {
    window.addEventListener("storage", (event) => {
      if (event.key?.startsWith(this.prefix + "v:") && event.newValue) callback([JSON.parse(event.newValue)]);
    });
  }

  // NDJSON in the form of VerdictToJson (verdict.h); of all reviewers who used this file.
  export(labelOf) {
    const standing = new Map();
    for (const row of this.rows()) standing.set(`${row.reviewer}\n${row.record}\n${row.pointer}`, row);
    const byHash = new Map(this.records.map((record, n) => [record[0], n]));
    let out = "";
    for (const row of standing.values()) {
      const n = byHash.get(row.record);
      if (row.verdict === "none" || n === undefined) continue;
      const {id, path, sha256} = JSON.parse(data(`sheet-${n}`)).source ?? {};
      const line = {record: row.record, source: {id, path, sha256}, pointer: row.pointer, field: labelOf(row.pointer),
                    verdict: row.verdict, value: row.value ?? null};
      if (row.correction !== null && row.correction !== undefined) line.correction = row.correction;
      if (row.quote) line.quote = row.quote;
      if (row.note) line.note = row.note;
      Object.assign(line, {reviewer: row.reviewer, time: row.time});
      if (this.design.seed !== 0) line.sample = {stratum: this.records[n][6], ...this.design};
      out += JSON.stringify(line) + "\n";
    }
    return out;
  }
}
