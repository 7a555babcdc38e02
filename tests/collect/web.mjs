// Fills the form in the browser and saves its answers file, as a person does.
//
// usage: node tests/collect/web.mjs SITE < PLAN      PLAN: a JSON list of {page, to, shown}
// [shown]: what is typed, by the names of fields in documents; options by their ids, ticks true.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [site] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic",
  "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });

// Puts a value where a person would, by the name of its control.
const put = (page, name, value) => page.evaluate(([of, typed]) => {
  const controls = [...document.querySelectorAll(`#form [name="${of}"]`)];
  const box = controls.find((one) => typed === true || one.value === typed);
  if (controls[0].type === "radio" || controls[0].type === "checkbox") {
    if (!box.checked) box.click();
    return;
  }
  controls[0].value = typed;
  for (const event of ["input", "change"]) controls[0].dispatchEvent(new Event(event, { bubbles: true }));
}, [name, value]);

for (const { page: path, to, shown } of JSON.parse(readFileSync(0, "utf8"))) {
  const page = await browser.newPage({ acceptDownloads: true });
  await page.goto(pathToFileURL(join(site, path)).href);
  const rows = Math.max(0, ...Object.keys(shown).map((name) => Number(/__(\d+)__/.exec(name)?.[1] ?? 0)));
  await page.evaluate((count) => {
    const form = window.DigitoriForm, field = form.find("osapuolet");
    if (count > 0) form.tables.setCount(field, count);
  }, rows);
  for (const [name, value] of Object.entries(shown))
    await put(page, name, value);
  const [download] = await Promise.all([page.waitForEvent("download"),
    page.evaluate(() => document.querySelector('[data-form-action="save"]').click())]);
  await download.saveAs(to);
  await page.close();
}
await browser.close();
