// The flows of the review page, by keys, in a real Chromium.
import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {readFileSync, rmSync} from "node:fs";
import {pathToFileURL} from "node:url";
import {after, before, test} from "node:test";
import {closeBrowser, goTo, item, join, launch, makeRecords, open, program, remove, REPORTS, saved, serve, until} from "./page.mjs";

let folder, server;
before(async () => { folder = makeRecords(); server = await serve(folder, "--reviewer", "ann"); });
after(async () => { await server.stop(); await closeBrowser(); remove(folder); });

async function fresh(options) {
  await server.stop();
  for (const end of ["", "-wal", "-shm"]) rmSync(join(folder, "review.sqlite" + end), {force: true});
  server = await serve(folder, "--reviewer", "ann", ...(options ?? []));
  return open(server.url);
}
const verdicts = () => execFileSync(program, ["verdicts", "review.sqlite", "--as", "ndjson"], {cwd: folder, encoding: "utf8"})
  .split("\n").filter(Boolean).map((line) => JSON.parse(line));
const current = (page) => page.locator("#items li.current .label").textContent();

test("one key judges and goes on; undo takes it back; reload keeps it", async () => {
  const page = await fresh();
  await goTo(page, "thigh");
  await item(page, "Histology").click();
  await page.keyboard.press("r");
  assert.notEqual(await current(page), "Histology");
  const second = await current(page);
  await page.keyboard.press("w");
  await page.keyboard.press("u");
  await saved(page);
  assert.deepEqual(verdicts().map((line) => [line.field, line.verdict]).slice(0, 2), [["Histology", "right"], [second, "wrong"]]);
  await page.keyboard.press("z");
  await page.keyboard.press("z");
  assert.equal(await current(page), second);
  await saved(page);
  assert.deepEqual(verdicts().map((line) => [line.field, line.verdict]), [["Histology", "right"]]);
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  assert.equal(await page.locator("#report-head h2").textContent(), "thigh");
  assert.match(await item(page, "Histology").getAttribute("class"), /\bright\b/);
  assert.match(await page.locator("#progress-text").textContent(), /^1 of /);
  assert.deepEqual(page.errors, []);
  await page.context().close();
});

test("marks sit exactly on the quoted text, whatever the letters", async () => {
  const page = await open(server.url);
  for (const id of ["letters", "script", "rtl", "two"]) {
    await goTo(page, id);
    const seen = await page.evaluate(async () => {
      const n = Number(document.querySelector('[role="option"][aria-selected="true"]').dataset.n);
      const sheet = await (await fetch(`api/sheet?n=${n}`)).json();
      const out = [];
      for (const mention of sheet.mentions) {
        const marks = [...document.querySelectorAll("mark")].filter((mark) => mark.dataset.mentions.split(" ").includes(mention.id));
        out.push([mention.text, marks.map((mark) => mark.textContent).join(""), mention.spans.length]);
      }
      return out;
    });
    assert.ok(seen.length > 3, id);
    for (const [quoted, marked, spans] of seen) {
      if (spans === 1) assert.equal(marked, quoted.replace(/[\r\n]/g, ""), id);
    }
    await page.locator("#search").fill("");
  }
  await page.context().close();
});

test("what is shown is the report, to the character", async () => {
  const page = await open(server.url);
  await goTo(page, "letters");
  const lines = await page.locator(".line").evaluateAll((all) => all.map((line) => line.textContent));
  assert.deepEqual(lines, REPORTS["letters.txt"].split("\r\n").slice(0, -1));
  await page.context().close();
});

test("report text is data", async () => {
  const page = await open(server.url);
  await goTo(page, "script");
  assert.match(await page.locator("#paper").textContent(), /<script>window\.broken = 1<\/script><img src=x/);
  assert.equal(await page.locator("#paper img, #paper script").count(), 0);
  assert.equal(await page.evaluate(() => window.broken), undefined);
  // Even if there were a way to HTML, the browser would not take it.
  const refused = await page.evaluate(() => { try { document.body.innerHTML = "<b>x</b>"; return false; } catch { return true; } });
  assert.ok(refused);
  await page.context().close();
});

test("a value leads to its evidence, a mark to its value", async () => {
  const page = await open(server.url);
  await goTo(page, "thigh");
  await item(page, "Size").click();
  assert.match(await page.locator("mark.lit.first").allTextContents().then((all) => all.join("")), /6\.2 cm/);
  await page.locator("mark", {hasText: "leiomyosarcoma"}).first().click();
  assert.equal(await current(page), "Histology");
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await current(page), "Histology");
  await page.keyboard.press("i");
  assert.match(await page.locator(".proof").textContent(), /rule en\//);
  assert.match(await page.locator(".proof").textContent(), /line \d+/);
  await page.context().close();
});

test("correct: the schema's choices, checked before it is saved", async () => {
  const page = await fresh();
  await goTo(page, "thigh");
  await item(page, "Size").click();
  await page.keyboard.press("c");
  await page.locator('#editor [name="greatest_mm"]').fill("many");
  await page.keyboard.press("Enter");
  assert.match(await page.locator("#editor .problem").textContent(), /greatest mm is no number/);
  await page.locator('#editor [name="greatest_mm"]').fill("62,5");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#editor").evaluate((dialog) => dialog.open), false);
  await item(page, "Grade").click();
  await page.keyboard.press("c");
  const choices = await page.locator('#editor [name="system"] option').allTextContents();
  assert.ok(choices.includes("FNCLCC") && choices.includes("FIGO"));
  await page.keyboard.press("Escape");
  assert.equal(await current(page), "Grade");
  await saved(page);
  assert.deepEqual(verdicts().map((line) => [line.field, line.verdict, line.correction]), [["Size", "corrected", {greatest_mm: 62.5}]]);
  assert.match(await item(page, "Size").textContent(), /should be: 62\.5 mm/);
  await page.context().close();
});

test("missing: select the words, choose the field", async () => {
  const page = await fresh();
  await goTo(page, "letters");
  // "Épaule", behind two emoji: 4 units, but 2 code points.
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.getElementById("paper"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf("Épaule");
      if (at >= 0) getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + 6);
    }
  });
  await page.keyboard.press("m");
  assert.match(await page.locator("#editor").textContent(), /Épaule/);
  await page.locator('#editor [name="field"]').selectOption({label: "Stain"});
  await page.locator('#editor [name="marker"]').fill("h caldesmon");
  await page.locator('#editor [name="result"]').selectOption({label: "negative"});
  await page.keyboard.press("Enter");
  await saved(page);
  const [line] = verdicts();
  assert.equal(line.verdict, "missing");
  assert.match(line.pointer, /^\/tumors\/0\/immunohistochemistry\/2$/);
  assert.deepEqual(line.correction, {marker: "h_caldesmon", result: "negative"});
  const points = [...REPORTS["letters.txt"]];
  const begin = points.findIndex((_, i) => points.slice(i, i + 6).join("") === "Épaule");
  assert.deepEqual(line.quote, {part: "/", char: [begin, begin + 6], text: "Épaule"});
  assert.match(await page.locator(".item.missing").textContent(), /h caldesmon/);
  await page.locator(".item.missing .remove").click();
  await saved(page);
  await until(page, () => !document.querySelector(".item.missing"));
  assert.deepEqual(verdicts(), []);
  await page.context().close();
});

test("what was not used is shown on demand", async () => {
  const page = await open(server.url);
  await goTo(page, "thigh");
  const unused = page.locator("mark.unused").first();
  if (await unused.count() > 0) {
    const line = () => unused.evaluate((mark) => getComputedStyle(mark).textDecorationLine);
    assert.equal(await line(), "none");
    await page.keyboard.press("h");
    assert.equal(await line(), "underline");
  }
  assert.equal(await page.locator("#hidden-toggle").getAttribute("aria-pressed"), String(await unused.count() > 0));
  await page.context().close();
});

test("several tumours, each below its heading", async () => {
  const page = await open(server.url);
  await goTo(page, "two");
  assert.deepEqual((await page.locator("#items h2").allTextContents()).filter((text) => /^Tumour/.test(text)), ["Tumour 1", "Tumour 2"]);
  const second = page.locator("#items ol").nth(2);
  await second.locator("li", {hasText: "91 mm"}).click();
  assert.match((await page.locator("mark.lit.first").allTextContents()).join(""), /9\.1 cm/);
  await page.context().close();
});

test("a report without values can be judged, too", async () => {
  const page = await fresh();
  await goTo(page, "empty");
  const items = await page.locator("#items li").count();
  for (let i = 0; i < items; ++i) await page.keyboard.press("r");
  await saved(page);
  assert.match(await page.locator(".finish").textContent(), /All values judged/);
  await page.context().close();
});

test("filters by field, reason and verdict, and search", async () => {
  const page = await fresh();
  const count = async () => Number((await page.locator("#queue-count").textContent()).split(" ")[0]);
  await page.locator("#filter-field").selectOption({label: "Stain"});
  await until(page, () => document.querySelectorAll("#items h2").length > 0);
  const stains = await count();
  assert.ok(stains >= 2 && stains < 6, String(stains));
  await until(page, () => [...document.querySelectorAll("#items li.item .label")].every((label) => !/Size|Grade|Histology/.test(label.textContent)));
  await page.locator("#filter-field").selectOption({label: "every field"});
  await page.keyboard.press("Escape");
  await goTo(page, "thigh");
  await page.locator("#search").fill("");
  await until(page, (text) => document.getElementById("queue-count").textContent === text, `${Object.keys(REPORTS).length} records`);
  await page.keyboard.press("Escape");
  await item(page, "Grade").click();
  await page.keyboard.press("w");
  await saved(page);
  await page.locator("#filter-verdict").selectOption({label: "with wrong"});
  assert.equal(await count(), 1);
  await page.locator("#filter-verdict").selectOption({label: "not complete"});
  assert.equal(await count(), Object.keys(REPORTS).length);
  await page.context().close();
});

test("accept all, next record, and where the list ends", async () => {
  const page = await fresh();
  const names = new Set();
  for (let i = 0; i < Object.keys(REPORTS).length; ++i) {
    names.add(await page.locator("#report-head h2").textContent());
    const before = await page.locator("#report-head h2").textContent();
    await page.keyboard.press("a");
    await page.keyboard.press("n");
    if (names.size < Object.keys(REPORTS).length) {
      await until(page, (name) => document.querySelector("#report-head h2").textContent !== name, before);
    }
  }
  await saved(page);
  assert.equal(names.size, Object.keys(REPORTS).length);
  assert.match(await page.locator("#progress-text").textContent(), /6 of 6 records/);
  await page.context().close();
});

test("two tabs see each other and do not overwrite each other", async () => {
  const one = await fresh();
  await goTo(one, "thigh");
  const two = await open(one.url(), {}, one.context());
  await item(one, "Size").click();
  await one.keyboard.press("r");
  await saved(one);
  // At once, before the second tab has heard of it.
  await item(two, "Size").click();
  await two.keyboard.press("w");
  await until(two, () => !document.getElementById("alarm").hidden || /\bright\b/.test(document.querySelector("#items").innerHTML));
  await saved(two);
  const size = verdicts().filter((line) => line.field === "Size");
  assert.equal(size.length, 1);
  if (size[0].verdict === "right") assert.match(await two.locator("#alarm").textContent(), /Another tab/);
  await item(two, "Grade").click();
  await two.keyboard.press("u");
  await saved(two);
  await one.bringToFront();
  await until(one, () => [...document.querySelectorAll("#items li.unsure .label")].some((label) => label.textContent === "Grade"));
  await one.context().close();
});

test("kill -9 of the server loses nothing; what was not saved says so", async () => {
  const page = await fresh();
  await goTo(page, "thigh");
  await item(page, "Size").click();
  await page.keyboard.press("r");
  await saved(page);
  await server.stop("SIGKILL");
  assert.equal(verdicts().length, 1);
  await page.keyboard.press("w");
  await until(page, () => /Not saved yet: 1 verdict waits/.test(document.getElementById("alarm").textContent));
  server = await serve(folder, "--reviewer", "ann");
  const again = await open(server.url);
  await goTo(again, "thigh");
  assert.match(await item(again, "Size").getAttribute("class"), /\bright\b/);
  await again.context().close();
  await page.context().close();
});

test("one file: no server, no network, verdicts kept and exported", async () => {
  execFileSync(program, ["review", "records.ndjson", "--html", "page.html", "--reviewer", "bea"], {cwd: folder});
  const url = pathToFileURL(join(folder, "page.html")).href;
  const context = await (await launch()).newContext({viewport: {width: 1440, height: 900}, acceptDownloads: true});
  const asked = [];
  context.on("request", (request) => asked.push(request.url()));
  const page = await open(url, {}, context);
  await goTo(page, "letters");
  await item(page, "Size").click();
  await page.keyboard.press("r");
  await item(page, "Grade").click();
  await page.keyboard.press("w");
  await saved(page);
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  assert.match(await item(page, "Size").getAttribute("class"), /\bright\b/);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#export").click()]);
  const path = join(folder, "exported.ndjson");
  await download.saveAs(path);
  const lines = readFileSync(path, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
  assert.deepEqual(lines.map((line) => [line.field, line.verdict, line.reviewer]), [["Size", "right", "bea"], ["Grade", "wrong", "bea"]]);
  assert.match(execFileSync(program, ["verdicts", path, "--records", "records.ndjson"], {cwd: folder, encoding: "utf8"}), /Size +1 /);
  assert.ok(asked.every((one) => one.startsWith("file:") || one.startsWith("blob:")), asked.join());
  assert.deepEqual(page.errors, []);
  await context.close();
});
