// Checklists: ticks are kept, taken out, cleared and brought back.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check, closeReader, fileBase, newReader, site, story, temporaryFolder } from "./tools.mjs";

const path = "fi/tarkistuslistat/mittarointi.html";

async function ticked(page) {
  return page.locator("main input[type=checkbox]:checked").count();
}

async function tickAndSave(page, where) {
  const boxes = page.locator("main input[type=checkbox]");
  const total = await boxes.count();
  check(total >= 5 && await ticked(page) === 0, `${where}: a fresh list has boxes, none ticked`, `${total} boxes`);
  await boxes.nth(0).check();
  await boxes.nth(3).check();
  const said = await page.textContent("#checklist-count");
  check(said.includes("2") && said.includes(String(total)), `${where}: the progress is told`, said);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click('[data-checklist="export"]')]);
  const file = join(temporaryFolder("digitori-checklist-"), download.suggestedFilename());
  await download.saveAs(file);
  check(file.endsWith(".json") && JSON.parse(readFileSync(file, "utf8")), `${where}: ticks are saved as JSON`, file);
  return file;
}

async function clearAndRestore(page, file, where) {
  page.once("dialog", (dialog) => dialog.accept());
  await page.click('[data-checklist="reset"]');
  check(await ticked(page) === 0, `${where}: the list can be cleared`);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click('[data-checklist="import"]')]);
  await chooser.setFiles(file);
  await page.waitForFunction(() => document.querySelectorAll("main input[type=checkbox]:checked").length === 2);
  const boxes = page.locator("main input[type=checkbox]");
  check(await boxes.nth(0).isChecked() && await boxes.nth(3).isChecked(), `${where}: the same ticks come back from the file`);
}

async function overHttp(base) {
  const page = await newReader({ acceptDownloads: true });
  await page.goto(base + path);
  const file = await tickAndSave(page, "over http");
  await page.reload();
  check(await ticked(page) === 2, "over http: ticks are there after reloading");
  await clearAndRestore(page, file, "over http");
  const wrong = join(temporaryFolder("digitori-checklist-"), "wrong.json");
  writeFileSync(wrong, '{"something": "else"}');
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click('[data-checklist="import"]')]);
  await chooser.setFiles(wrong);
  await page.waitForFunction(() => document.getElementById("checklist-message").textContent.trim() !== "");
  check(await ticked(page) === 2, "over http: a file of something else changes nothing");
  await page.goto(`${base}fi/tarkistuslistat/tarjouspyynto.html`);
  check(await ticked(page) === 0, "over http: another list has its own ticks");
  await closeReader(page, "checklist over http");
}

async function fromFiles() {
  const page = await newReader({ acceptDownloads: true });
  await page.goto(fileBase(site) + path);
  const file = await tickAndSave(page, "from the file system");
  await clearAndRestore(page, file, "from the file system");
  await closeReader(page, "checklist from the file system");
}

// On paper and without scripts a list is still a list of boxes.
async function withoutScripts(base) {
  const page = await newReader({ javaScriptEnabled: false });
  await page.goto(base + path);
  check(await page.locator("main input[type=checkbox]").first().isVisible(), "without scripts the boxes are there");
  check(!await page.isVisible('[data-checklist="export"]'), "without scripts no buttons that do nothing");
  await closeReader(page, "checklist without scripts");
}

export default async function (base) {
  await story("checklist over http", () => overHttp(base));
  await story("checklist from the file system", () => fromFiles());
  await story("checklist without scripts", () => withoutScripts(base));
}
