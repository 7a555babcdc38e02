// Reads reports as a browser and a validator do: reading.mjs FILE...; prints what is wrong, one line each.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { HtmlValidate } from "html-validate";
import { chromium } from "playwright-core";

const tests = dirname(dirname(fileURLToPath(import.meta.url)));
const axe = readFileSync(createRequire(join(tests, "package.json")).resolve("axe-core/axe.min.js"), "utf8");
const validator = new HtmlValidate({ extends: ["html-validate:standard"] });
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic",
  "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });

for (const file of process.argv.slice(2).map((name) => resolve(name))) {
  const tell = (what) => console.log(`${file}: ${what}`);
  for (const { messages } of validator.validateStringSync(readFileSync(file, "utf8")).results)
    for (const { line, ruleId, message } of messages)
      tell(`${line}: ${ruleId}: ${message}`);
  // The report's own policy lets nothing run, which holds for axe too: it looks at the same page without it.
  const strict = await browser.newPage(), open = await (await browser.newContext({ bypassCSP: true })).newPage();
  for (const page of [strict, open]) {
    page.on("request", (request) => request.url().startsWith("file:") || request.url().startsWith("data:") || tell(`asks for ${request.url()}`));
    page.on("console", (message) => message.type() === "error" && tell(message.text()));
    page.on("pageerror", (error) => tell(String(error)));
    page.on("dialog", (dialog) => tell(`a dialog: ${dialog.message()}`));
    await page.goto(pathToFileURL(file).href);
  }
  if (!(await strict.evaluate(() => getComputedStyle(document.querySelector(".site-header")).backgroundColor !== "rgba(0, 0, 0, 0)")))
    tell("its styles do not hold");
  for (const [width, colorScheme] of [[1280, "light"], [390, "light"], [390, "dark"]]) {
    await strict.setViewportSize({ width, height: 850 });
    if (await strict.evaluate(() => document.documentElement.scrollWidth > innerWidth))
      tell(`wider than ${width} pixels`);
    await open.setViewportSize({ width, height: 850 });
    await open.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const found = await open.evaluate(async (source) => {
      if (!window.axe) (0, eval)(source);
      return (await window.axe.run(document, { resultTypes: ["violations"],
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })).violations
        .map((v) => `${v.id}: ${v.help}: ${v.nodes[0].target.join(" ")}`);
    }, axe);
    for (const one of found)
      tell(`axe, ${width} ${colorScheme}: ${one}`);
  }
  await open.context().close();
  await strict.close();
}
await browser.close();
