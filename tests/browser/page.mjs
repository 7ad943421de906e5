// What the browser tests share: a folder with fictional reports and their records, a running review, a
// real Chromium.
import {execFileSync, spawn} from "node:child_process";
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {chromium} from "playwright-core";

export const root = process.env.PATHEX_ROOT ?? join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");
export const program = process.env.PATHEX_PROGRAM ?? join(root, "build/release/pathex");
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));

export const REPORTS = {
  "thigh.txt": `FINAL DIAGNOSIS
Right thigh, wide excision: leiomyosarcoma, FNCLCC grade 2.
Tumor size: 6.2 cm. Margins are free. No necrosis. pT2 pN0
MICROSCOPIC DESCRIPTION
Desmin: positive. S100: negative. There is no lymphovascular invasion.
`,
  "letters.txt": "Clinical 😀 naïve e\u0301 👩‍⚕️ text\r\nFINAL DIAGNOSIS\r\n😀😀 Épaule – Left calf, excision: leiomyosarcoma, FNCLCC grade 3.\r\n" +
    "𝓞 Tumor size: 4.1 × 3 cm 👍🏽. Margins are free.\r\n\r\nDesmin: positive 😀. S100: negative.\r\n",
  "script.txt": `FINAL DIAGNOSIS <script>window.broken = 1</script><img src=x onerror="window.broken = 2">
Left arm, excision: leiomyosarcoma, FNCLCC grade 1. &lt;b&gt; Tumor size: 2.0 cm.
Margins: negative.
`,
  "two.txt": `SPECIMENS
A. Left thigh mass
B. Uterus

FINAL DIAGNOSIS
A. Left thigh mass, wide excision:
   - Myxofibrosarcoma, FNCLCC grade 2
   - Tumor size: 5.5 cm
   - Margins are free
B. Uterus, hysterectomy:
   - Leiomyosarcoma
   - Tumor size: 9.1 cm
   - Desmin: positive
`,
  "empty.txt": "Nothing of interest is said here.\n",
  "rtl.txt": "תוצאה: FINAL DIAGNOSIS\nLeft thigh, excision: leiomyosarcoma. ירך שמאל\nTumor size: 3.3 cm.\n",
};

// A record of two tumours, whatever the rules make of the report: the second one is put in by hand,
// with the mentions that say it as its evidence.
function withTwoTumours(record) {
  if (record.source.id !== "two") return record;
  const evidence = (text) => record.mentions.filter((one) => one.text.includes(text)).map((one) => one.id);
  record.report.tumors = [record.report.tumors[0], {histology: {type: "leiomyosarcoma"}, size: {greatest_mm: 91}}];
  for (const pointer of Object.keys(record.evidence)) if (pointer.startsWith("/tumors/1/")) delete record.evidence[pointer];
  record.evidence["/tumors/1/histology/type"] = evidence("Leiomyosarcoma");
  record.evidence["/tumors/1/size/greatest_mm"] = evidence("9.1 cm");
  return record;
}

export function makeRecords(reports = REPORTS, options = []) {
  const folder = mkdtempSync(join(tmpdir(), "pathex-page-"));
  for (const [name, text] of Object.entries(reports)) {
    mkdirSync(dirname(join(folder, "in", name)), {recursive: true});
    writeFileSync(join(folder, "in", name), text);
  }
  execFileSync(program, ["extract", "in", "-q", "--lang", "en", "-o", "records.ndjson", ...options], {cwd: folder});
  const path = join(folder, "records.ndjson");
  const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
  writeFileSync(path, lines.map((line) => JSON.stringify(withTwoTumours(JSON.parse(line))) + "\n").join(""));
  return folder;
}

// {url, stop(signal)}
export async function serve(folder, ...options) {
  const child = spawn(program, ["review", "records.ndjson", ...options], {cwd: folder, stdio: ["ignore", "pipe", "pipe"]});
  const url = await new Promise((found, failed) => {
    let out = "", err = "";
    child.stderr.on("data", (data) => { err += data; });
    child.stdout.on("data", (data) => { out += data; if (out.includes("\n")) found(out.trim()); });
    child.on("exit", () => failed(new Error(err)));
  });
  return {url, stop: (signal = "SIGTERM") => new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    child.on("exit", done);
    child.kill(signal);
  })};
}

let browser;
export async function launch() {
  browser ??= await chromium.launch({executablePath, args: ["--disable-dev-shm-usage", ...(process.getuid() === 0 ? ["--no-sandbox"] : [])]});
  return browser;
}
export async function closeBrowser() { await browser?.close(); browser = undefined; }

// A tab on `url` that has finished opening; errors of the page fail the test that asked for it.
export async function open(url, options = {}, context = undefined) {
  context ??= await (await launch()).newContext({viewport: {width: 1440, height: 900}, ...options});
  const page = await context.newPage();
  page.errors = [];
  page.on("pageerror", (error) => page.errors.push(error.message));
  page.on("console", (message) => { if (message.type() === "error") page.errors.push(message.text()); });
  await page.goto(url);
  await page.waitForSelector("html[data-ready]", {timeout: 60000});
  return page;
}

// Until `test` holds in the page. Not waitForFunction: it needs eval, which the page's policy refuses.
export async function until(page, test, argument, milliseconds = 20000) {
  const end = Date.now() + milliseconds;
  while (!(await page.evaluate(test, argument))) {
    if (Date.now() > end) throw new Error(`waited in vain for ${test}`);
    await new Promise((next) => setTimeout(next, 30));
  }
}

// To the record with this id, through the search, as a user would.
export async function goTo(page, id) {
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.keyboard.type(`in/${id}.txt`);
  await until(page, (name) => document.querySelector("#report-head h2")?.textContent === name, id);
  await page.keyboard.press("Escape");
  await page.locator("#items li").first().click();
}

export const item = (page, label) => page.locator("#items li.item", {has: page.locator(`.label:text-is("${label}")`)}).first();
export const saved = (page) => until(page, () => document.getElementById("saved").textContent === "saved");
export function remove(folder) { rmSync(folder, {recursive: true, force: true}); }
export {join};
