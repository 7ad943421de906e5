// Accessibility: axe-core on every state of the page, keys alone, zoom, colours.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {after, before, test} from "node:test";
import {closeBrowser, goTo, item, makeRecords, open, remove, serve, until} from "./page.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let folder, server;
before(async () => { folder = makeRecords(); server = await serve(folder); });
after(async () => { await server.stop(); await closeBrowser(); remove(folder); });

// The page's policy refuses injected scripts, so axe comes in over the debugger.
async function violations(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setBypassCSP", {enabled: true});
  await session.send("Runtime.evaluate", {expression: axe});
  const result = await page.evaluate(() => axe.run(document, {resultTypes: ["violations"]}));
  return result.violations.filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [{width: 1440, height: 900}, {width: 640, height: 450}]) {
    test(`axe: ${colorScheme}, ${viewport.width} px`, async () => {
      const page = await open(server.url, {colorScheme, viewport});
      assert.deepEqual(await violations(page), []);
      await page.keyboard.press("r");
      await page.keyboard.press("w");
      await page.keyboard.press("u");
      await page.keyboard.press("i");
      await page.keyboard.press("h");
      assert.deepEqual(await violations(page), [], "after verdicts, with proof");
      await page.keyboard.press("c");
      assert.deepEqual(await violations(page), [], "correcting");
      await page.keyboard.press("Escape");
      await page.keyboard.press("m");
      assert.deepEqual(await violations(page), [], "adding");
      await page.keyboard.press("Escape");
      await page.keyboard.press("?");
      assert.deepEqual(await violations(page), [], "keys");
      await page.context().close();
    });
  }
}

test("at 200 % nothing is cut off sideways", async () => {
  for (const width of [720, 400]) {
    const page = await open(server.url, {viewport: {width, height: 450}, deviceScaleFactor: 2});
    const wide = await page.evaluate(() => [document.documentElement, document.getElementById("fields"), document.getElementById("report")]
      .filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.id || "page"));
    assert.deepEqual(wide, [], `${width} px`);
    await page.context().close();
  }
});

test("everything is reached by tab, and the focus is seen", async () => {
  const page = await open(server.url);
  const seen = new Set();
  await page.evaluate(() => document.activeElement.blur());
  for (let i = 0; i < 40; ++i) {
    await page.keyboard.press("Tab");
    seen.add(await page.evaluate(() => {
      const element = document.activeElement;
      return element.id || element.className || element.tagName;
    }));
  }
  for (const id of ["queue-toggle", "hidden-toggle", "undo", "export", "theme", "help", "search", "filter-field", "queue-list", "report"]) {
    assert.ok(seen.has(id), `${id} of ${[...seen]}`);
  }
  await page.context().close();
});

test("letters can be turned off as keys", async () => {
  const page = await open(server.url);
  await page.keyboard.press("?");
  await page.locator("#keys input").uncheck();
  await page.keyboard.press("Escape");
  const before = await page.locator("#progress-text").textContent();
  await page.keyboard.press("r");
  assert.equal(await page.locator("#progress-text").textContent(), before);
  await page.context().close();
});

test("screen readers hear what a key did", async () => {
  const page = await open(server.url);
  await goTo(page, "thigh");
  await item(page, "Histology").click();
  await page.keyboard.press("r");
  await until(page, () => /Histology right/.test(document.getElementById("live").textContent));
  await page.context().close();
});
