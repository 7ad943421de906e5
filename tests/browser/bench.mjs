// How the review page does with many records: measured figures, not a test.
//
//   tests/browser/run --bench [RECORDS]     (default 10,000)
import {execFileSync} from "node:child_process";
import {mkdtempSync, rmSync, statSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {closeBrowser, launch, program, serve, until} from "./page.mjs";

const count = Number(process.argv[2] ?? 10000);
const folder = mkdtempSync(join(tmpdir(), "pathex-bench-"));
const row = (name, value, unit = "ms") => console.log(`${name.padEnd(52)}${value.toFixed(value < 10 ? 1 : 0).padStart(8)} ${unit}`);
const sorted = (times) => times.slice().sort((a, b) => a - b);
const at = (times, share) => sorted(times)[Math.min(times.length - 1, Math.floor(times.length * share))];

try {
  execFileSync(join(dirname(program), "pathex_corpus"), [String(count), "7", join(folder, "texts")]);
  execFileSync(program, ["extract", "texts", "-q", "-o", "records.ndjson"], {cwd: folder});
  console.log(`${count} records, ${(statSync(join(folder, "records.ndjson")).size / 2 ** 20).toFixed(0)} MiB`);
  let began = performance.now();
  const server = await serve(folder);
  row("pathex review: from start to its address", performance.now() - began);
  const browser = await launch();

  const opened = [];
  for (let i = 0; i < 5; ++i) {
    const page = await (await browser.newContext({viewport: {width: 1440, height: 900}})).newPage();
    began = performance.now();
    await page.goto(server.url);
    await page.waitForSelector("html[data-ready]", {timeout: 60000});
    opened.push(performance.now() - began);
    await page.context().close();
  }
  row("open the page: first time", opened[0]);
  row("open the page: median of 5", at(opened, 0.5));

  const page = await (await browser.newContext({viewport: {width: 1440, height: 900}})).newPage();
  await page.goto(server.url);
  await page.waitForSelector("html[data-ready]", {timeout: 60000});
  // From the key to its answer: handled and laid out, and until the frame that shows it.
  const press = (key) => page.evaluate(async (key) => {
    const began = performance.now();
    (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
    document.body.getBoundingClientRect();
    const answered = performance.now() - began;
    await new Promise((next) => requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = next; channel.port2.postMessage(0); }));
    return [answered, performance.now() - began];
  }, key);
  const answered = [], shown = [];
  for (let i = 0; i < 200; ++i) {
    if (await page.evaluate(() => /All values judged/.test(document.querySelector(".finish").textContent))) {
      const name = await page.locator("#report-head h2").textContent();
      await page.keyboard.press("n");
      await until(page, (old) => document.querySelector("#report-head h2").textContent !== old, name);
    }
    const [one, two] = await press(["r", "r", "w", "u"][i % 4]);
    answered.push(one);
    shown.push(two);
  }
  row("a verdict's key, answered: median of 200", at(answered, 0.5));
  row("a verdict's key, answered: 95 %", at(answered, 0.95));
  row("a verdict's key, until the frame: median", at(shown, 0.5));
  row("a verdict's key, until the frame: 95 %", at(shown, 0.95));

  const next = [];
  for (let i = 0; i < 30; ++i) {
    const name = await page.locator("#report-head h2").textContent();
    next.push(await page.evaluate(async (old) => {
      const began = performance.now();
      document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "n", bubbles: true, cancelable: true}));
      while (document.querySelector("#report-head h2").textContent === old) await new Promise((step) => setTimeout(step, 1));
      document.body.getBoundingClientRect();
      return performance.now() - began;
    }, name));
  }
  row("next record: median of 30", at(next, 0.5));
  row("next record: 95 %", at(next, 0.95));
  began = performance.now();
  await page.evaluate(async () => (await fetch("api/search?q=leiomyosarcoma")).json());
  row("search in the records", performance.now() - began);
  await server.stop();
} finally {
  await closeBrowser();
  rmSync(folder, {recursive: true, force: true});
}
