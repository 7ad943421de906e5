// The page's modules that need no document.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {test} from "node:test";
import {pathToFileURL} from "node:url";
import {join, root} from "./page.mjs";

const load = (name) => import(pathToFileURL(join(root, "extractor/review/page", name)).href);
const {codePoints, cutText, lineOf} = await load("marks.js");
const {formatValue, setWritten, words} = await load("format.js");
const {faults, schemaAt} = await load("schema.js");
const {Model} = await load("model.js");
const table = JSON.parse(readFileSync(join(root, "schemas/review.json"), "utf8"));
const schema = JSON.parse(readFileSync(join(root, "schemas/report.schema.json"), "utf8"));

test("pieces cover the text, each with the marks over it", () => {
  let seed = 7;
  const random = (n) => { seed = (seed * 48271) % 2147483647; return seed % n; };
  for (let round = 0; round < 300; ++round) {
    const text = Array.from({length: random(60)}, () => ["a", "é", "😀", "\r\n", "\n", "\r", " "][random(7)]).join("");
    const marks = Array.from({length: random(8)}, (_, id) => {
      const begin = random(text.length + 1);
      return {begin, end: Math.min(text.length, begin + random(12)), id};
    });
    const lines = cutText(text, marks);
    assert.equal(lines.map((line) => line.pieces.map((piece) => piece.text).join("")).join("|"),
                 text.split(/\r\n|\r|\n/).slice(0, /[\r\n]$/.test(text) ? -1 : undefined).join("|"));
    for (const {pieces} of lines) {
      for (const piece of pieces) {
        assert.equal(text.slice(piece.begin, piece.begin + piece.text.length), piece.text);
        const over = marks.filter((mark) => mark.begin <= piece.begin && piece.begin + piece.text.length <= mark.end && mark.begin < mark.end);
        assert.deepEqual(new Set(piece.marks.map((mark) => mark.id)), new Set(over.map((mark) => mark.id)));
      }
    }
    lines.forEach((line, i) => assert.equal(lineOf(lines, line.begin), i + 1));
  }
});

test("code points before a UTF-16 unit", () => {
  const text = "a😀e\u0301👩‍⚕️";
  for (let unit = 0; unit <= text.length; ++unit) {
    const code = text.charCodeAt(unit);
    if (code >= 0xdc00 && code < 0xe000) continue;
    assert.equal(codePoints(text, unit), [...text.slice(0, unit)].length);
  }
});

test("values are written whole", () => {
  setWritten(table.written);
  const written = (pointer, value, skip) => formatValue(table.fields.find((field) => field.pointer === pointer).text, value, skip);
  assert.equal(written("/tumors/*/size", {greatest_mm: 34, dimensions_mm: [34, 28, 25]}), "34 mm (34 × 28 × 25)");
  assert.equal(written("/tumors/*/size", {relation: ">", greatest_mm: 34}), "> 34 mm");
  assert.equal(written("/tumors/*/grade", {system: "fnclcc", value: 2, necrosis: 0}), "FNCLCC 2; necrosis 0");
  assert.equal(written("/tumors/*/site", {text: "thigh"}), "thigh");
  assert.equal(written("/tumors/*/immunohistochemistry/*", {marker: "desmin", result: "positive", percent: 80}, "marker"), "positive 80 %");
  assert.equal(written("/operation/en_bloc", false), "no");
  assert.equal(words("h_caldesmon"), "h caldesmon");
});

test("the schema's choices and what is wrong", () => {
  for (const field of table.fields) assert.ok(schemaAt(schema, field.pointer), field.pointer);
  const check = (pointer, value) => faults(schema, schemaAt(schema, pointer), value);
  assert.deepEqual(check("/tumors/0/size", {greatest_mm: 30, relation: "<"}), []);
  assert.deepEqual(check("/tumors/0/size", {greatest_mm: 30000}), ["greatest mm is more than 2000"]);
  assert.deepEqual(check("/tumors/0/immunohistochemistry/3", {result: "positive"}), ["marker is needed"]);
  assert.deepEqual(check("/tumors/0/margins", {status: "R0"}), ["status needs basis"]);
  assert.deepEqual(check("/tumors/0/stage", {pt: "four"}), ["pT is not written as it must be"]);
  assert.deepEqual(check("/tumors/0/lymph_nodes", {examined: 1.5}), ["examined is no whole number"]);
});

test("verdicts are counted once, whatever the order they come in", () => {
  const deck = {records: [["h1", "a", "a.txt", [], [0], 2, "all"], ["h2", "b", "b.txt", [0], [1], 1, "all"]]};
  const model = new Model(deck);
  const say = (seq, pointer, verdict, record = "h1") => model.put({seq, record, pointer, verdict});
  say(1, "/a", "right");
  say(3, "/a", "wrong");
  say(2, "/a", "unsure");  // older than what is there
  assert.equal(model.of("h1", "/a").verdict, "wrong");
  assert.equal(model.judged, 1);
  say(4, "/new", "missing");
  assert.equal(model.judged, 1);
  say(5, "/b", "right");
  assert.deepEqual([model.judged, model.complete], [2, 1]);
  say(6, "/b", "none");
  assert.deepEqual([model.judged, model.complete], [1, 0]);
  model.setFilter({verdict: "wrong"});
  assert.deepEqual(model.shown.map((record) => record.id), ["a"]);
  model.setFilter({verdict: null, reason: 0});
  assert.deepEqual(model.shown.map((record) => record.id), ["b"]);
  assert.equal(say(7, "/x", "right", "unknown"), false);
});
