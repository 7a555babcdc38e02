// Types in what was written by hand, on the page that `digitori collect --review` made, and saves each form's answers.
//
// usage: node tests/collect/review.mjs PAGE FOLDER < PLAN > ASKED
// PLAN: {name of the scan's file: {name of the field: what is typed}}; ASKED: {name of the scan's file: {saved, asked: [name]}}
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [path, folder] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(0, "utf8"));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic",
  "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
const page = await browser.newPage({ acceptDownloads: true });
await page.goto(pathToFileURL(path).href);
const { forms } = await page.evaluate(() => JSON.parse(document.getElementById("told").textContent));
const asked = {};
for (const [number, form] of forms.entries()) {
  const section = page.locator("section.form").nth(number), name = basename(form.path).split("#")[0], typed = plan[name] ?? {};
  const names = form.written.map((one) => one.row ? `${one.field}__${one.row}__${one.column}` : one.field);
  for (const [place, field] of names.entries()) {
    const control = section.locator(".item").nth(place).locator("input, textarea, select");
    if (!(field in typed)) continue;
    if (form.written[place].options) await control.selectOption(typed[field]);
    else await control.fill(typed[field]);
  }
  const [download] = await Promise.all([page.waitForEvent("download"), section.getByRole("button").click()]);
  const saved = join(folder, download.suggestedFilename());
  await download.saveAs(saved);
  asked[name] = { saved, asked: names, doubts: form.doubts.length };
}
await browser.close();
console.log(JSON.stringify(asked));
