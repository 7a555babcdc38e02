// Forms: filled, checked and moved through, by keyboard, from the file system and over http. The fixture in
// forms-site/ has one form with everything; the site's own forms are filled and looked at too.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { program, path, control, step, answers, go } from "./form-tools.mjs";
import { stories as ofComputed } from "./form-computed.mjs";
import { stories as ofFiles } from "./form-files.mjs";
import { stories as ofLooks } from "./form-looks.mjs";
import { stories as ofPages } from "./form-pages.mjs";
import { check, closeReader, fileBase, isShown, newReader, pages, serve, site, story, temporaryFolder, tests } from "./tools.mjs";

// ---- Filling with the keyboard alone

// What somebody would press in the control that has the focus.
function presses(at) {
  if (at.tag === "SELECT") return ["ArrowDown"];
  if (at.type === "radio" || at.type === "checkbox") return at.checked ? [] : ["Space"];
  if (at.type === "textarea") return [`text:Rivi ${at.name}`];
  if (at.kind === "date") return ["text:31.12.2027"];
  if (at.kind === "number") return [`text:${at.minimum || 1}`];
  return [at.pattern ? null : `text:Vastaus ${at.name}`.slice(0, (at.length || 99) + 5)];
}
function focused(page) {
  return page.evaluate(() => {
    const at = document.activeElement, field = at.closest("[data-field]");
    const cell = at.closest("[data-cell]")?.getAttribute("data-cell");
    const asked = cell ? [...field.querySelectorAll("[data-column]")].find((h) => h.getAttribute("data-column") === cell) : field;
    const box = at.getBoundingClientRect();
    return {
      id: at.id, tag: at.tagName, type: at.type, name: at.name, checked: at.checked, isIn: !!field, value: at.value,
      kind: asked?.getAttribute("data-type"), minimum: asked?.getAttribute("data-minimum"), pattern: asked?.getAttribute("data-pattern"),
      length: Number(asked?.getAttribute("data-length")), isSeen: box.width > 0 && box.height > 0,
      isWay: at.name?.startsWith("~"),
    };
  });
}
async function fillByKeyboard(page, name) {
  let before = await step(page), presses_ = 0;
  for (let tabs = 0; tabs < 3000; tabs++) {
    await page.keyboard.press("Tab");
    const at = await focused(page);
    if (at.isIn && !at.isSeen) check(false, `${name}: what has the focus is to be seen`, JSON.stringify(at));
    if (at.isIn && at.name && !at.isWay && at.tag !== "BUTTON") {
      for (const press of presses(at).filter(Boolean)) {
        presses_++;
        if (press.startsWith("text:")) await page.keyboard.type(press.slice(5));
        else await page.keyboard.press(press);
      }
    }
    if (at.id !== "form-next") continue;
    await page.keyboard.press("Enter");
    const after = await step(page);
    if (after === before) return check(false, `${name}: 'continue' leads on from ${before}`, await page.textContent("#form-errors"));
    const heading = await page.evaluate(() => document.activeElement.tagName);
    if (heading !== "H2") check(false, `${name}: the focus goes to the heading of ${after}`, heading);
    before = after;
    if (await page.isVisible("#form-finish")) break;
  }
  check(presses_ > 3, `${name}: something was filled in`);
  return check(await page.locator("#form-check.is-fine").count() === 1, `${name}: filled whole by keyboard`,
    await page.textContent("#form-check"));
}

// The forms of the site with the most to fill in, by the controls and by the fields.
function longestForms() {
  const longest = (mark) => pages.filter((one) => one.startsWith("fi/"))
    .map((one) => [one, readFileSync(join(site, one), "utf8").split(mark).length])
    .filter(([, count]) => count > 1).sort((a, b) => b[1] - a[1])[0]?.[0];
  return [...new Set([longest('" name="'), longest("data-field=")])].filter(Boolean);
}

async function keyboard(base, from) {
  const every = [[from.files + path, "the fixture from the file system"], [from.http + path, "the fixture over http"]];
  for (const one of longestForms()) every.push([fileBase(site) + one, `${one}, the longest form, from the file system`]);
  for (const [address, name] of every) {
    const page = await newReader();
    await page.goto(address);
    await fillByKeyboard(page, name);
    await closeReader(page, name);
  }
}

// ---- Mistakes

async function mistakes(base, from) {
  const page = await newReader();
  await page.goto(from.files + path);
  await page.click("#form-next");
  check((await step(page)).includes("2/"), "a section without mistakes leads on", await step(page));
  await page.click("#form-next");
  check(await page.evaluate(() => document.activeElement.id === "form-errors"), "mistakes: the summary has the focus");
  check(await page.locator("#form-errors a").count() === 4, "mistakes: the summary has a link for each",
    await page.textContent("#form-errors"));
  await page.locator("#form-errors a").first().click();
  check(await page.evaluate(() => document.activeElement.name === "nimi"), "mistakes: the link leads to the field");
  const told = await page.evaluate(() => {
    const at = document.activeElement;
    return { invalid: at.getAttribute("aria-invalid"), text: at.getAttribute("aria-describedby").split(" ")
      .map((id) => document.getElementById(id)?.textContent).join("|") };
  });
  check(told.invalid === "true" && told.text.includes("Kirjoita vastaus") && told.text.includes("Etunimi"),
    "mistakes: the field is described by its help and what is wrong", JSON.stringify(told));
  await control(page, "nimi").fill("Eero");
  check(await page.locator('[data-field="nimi"] .field-error').count() === 0, "mistakes: a mended one goes away at once");
  await control(page, "tunnus").fill("12");
  await page.click("#form-next");
  check((await page.textContent('[data-field="tunnus"] .field-error')).includes("Seitsemän numeroa"),
    "mistakes: a pattern is explained in words");
  await page.locator("#form-errors button").click();
  check((await step(page)).includes("3/"), "mistakes: nobody is kept from going on", await step(page));

  await control(page, "voimassa").fill("31.2.2027");
  await control(page, "hinta").fill("3,456");
  await page.click("#form-next");
  const errors = await page.textContent("#form-errors");
  check(errors.includes("voimassa") && errors.includes("Palkkio"), "mistakes: no such day, too many decimals", errors);
  check(!("voimassa" in await answers(page)), "mistakes: what is no date is no answer");
  await control(page, "voimassa").fill("1.1.2019");
  await control(page, "hinta").fill("99999");
  await page.click("#form-next");
  const range = await page.locator("#form .field-error").allTextContents();
  check(range.some((t) => t.includes("1.1.2020")) && range.some((t) => t.includes("10000")), "mistakes: ranges", range.join("\n"));
  for (const written of ["31.12.2027", "31/12/2027", "2027-12-31", " 31. 12. 2027"]) {
    await control(page, "voimassa").fill(written);
    await control(page, "hinta").focus();
    check((await answers(page)).voimassa === "2027-12-31", `a date written as '${written}'`);
    check(await control(page, "voimassa").inputValue() === "31.12.2027", `is shown as people write it`);
  }
  for (const [written, number] of [["1 234,5", 1234.5], ["7", 7], ["0.25", 0.25], ["abc", undefined], ["1e5", undefined]]) {
    await control(page, "hinta").fill(written);
    check((await answers(page)).hinta === number, `the number '${written}'`);
  }
  await closeReader(page, "mistakes");
}

// ---- Conditional parts

async function conditions(base, from) {
  const page = await newReader();
  await page.goto(from.files + path);
  check(await step(page) === "Osa 1/7", "conditions: hidden sections are not counted", await step(page));
  await go(page, "kuvattava");
  check(!await control(page, "huoltaja").isVisible(), "conditions: a part is hidden until asked for");
  await page.check('[name="alaikainen"][value="kylla"]');
  check(await isShown(page, control(page, "huoltaja")) && await step(page) === "Osa 2/8", "conditions: the choice shows field and section",
    await step(page));
  await control(page, "huoltaja").fill("Salainen");
  check((await answers(page)).huoltaja === "Salainen", "conditions: what is shown is an answer");
  await page.check('[name="alaikainen"][value="ei"]');
  check(!("huoltaja" in await answers(page)) && !await control(page, "huoltaja").isVisible(), "conditions: what is hidden is none");
  await page.waitForTimeout(600);
  check(!(await page.evaluate(() => JSON.stringify(localStorage))).includes("Salainen"), "conditions: nor is it stored");
  await go(page, "kaytto");
  await page.check('[name="lupa"][value="annan"]');
  check(await isShown(page, control(page, "kaytot__digitori")), "conditions: a group of boxes");
  await page.check('[name="ehdot"]');
  check(await isShown(page, control(page, "lisatiedot")), "conditions: a ticked box");
  // The same part, hanging on one of several options.
  await page.evaluate(() => {
    const part = document.querySelector('[data-field="lisatiedot"]');
    part.setAttribute("data-when", "kaytot");
    part.setAttribute("data-value", "some");
  });
  await page.check('[name="kaytot__digitori"]');
  check(!await control(page, "lisatiedot").isVisible(), "conditions: another option than the one it hangs on");
  await page.check('[name="kaytot__some"]');
  check(await isShown(page, control(page, "lisatiedot")), "conditions: its option among others");
  await closeReader(page, "conditions");
}

// ---- Tables

async function tables(base, from) {
  const page = await newReader();
  await page.goto(from.files + path);
  await go(page, "osat");
  const rows = page.locator('[data-field="osapuolet"] tbody tr');
  const names = async () => (await answers(page)).osapuolet?.map((row) => row.nimi).join(" ");
  for (const [i, name] of ["A", "B", "C"].entries()) await control(page, `osapuolet__${i + 1}__nimi`).fill(name);
  await page.locator('[data-field="osapuolet"] .rows-add').focus();
  await page.keyboard.press("Enter");
  check(await rows.count() === 4 && await page.evaluate(() => document.activeElement.name === "osapuolet__4__nimi"),
    "tables: a row is added, and the focus is in it");
  await page.keyboard.type("D");
  const said = () => page.waitForFunction(() => document.getElementById("form-status").textContent).then(() => page.textContent("#form-status"));
  check((await said()).includes("4"), "tables: it is said aloud", await said());
  await rows.nth(3).locator('[data-move="up"]').focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  check(await names() === "A D B C", "tables: a row moves by keyboard", await names());
  await page.waitForTimeout(150);
  check((await said()).includes("2"), "tables: its new place is said", await said());
  await page.keyboard.press("Enter");
  check(await page.evaluate(() => document.activeElement.getAttribute("data-move")) === "down",
    "tables: at the top the focus stays on the row's buttons");
  check(await page.locator("label[for='f.osapuolet__1__nimi']").textContent() === "Nimi (pakollinen), Rivi 1", "tables: labels follow the rows");
  await rows.nth(1).locator('[data-move="remove"]').focus();
  await page.keyboard.press("Enter");
  check(await names() === "D B C" && await rows.count() === 3, "tables: a row is removed", await names());
  await page.locator(".rows-undo button").focus();
  await page.keyboard.press("Enter");
  check(await names() === "D A B C", "tables: and brought back", await names());
  for (let i = 0; i < 4; i++) await rows.first().locator('[data-move="remove"]').click();
  check(await rows.count() === 1 && !("osapuolet" in await answers(page)), "tables: one empty row is left");
  check(await page.evaluate(() => new Set([...document.querySelectorAll("[id]")].map((e) => e.id)).size
    === document.querySelectorAll("[id]").length), "tables: ids stay unique");
  await closeReader(page, "tables");
}

// A desk has a worksheet, a phone has cards, of which only the first empty one is shown.
async function shapes(base, from) {
  const page = await newReader();
  await page.goto(from.files + path);
  await go(page, "osat");
  const shape = () => page.evaluate(() => [...document.querySelectorAll(".form-rows")].map((table) => ({
    row: getComputedStyle(table.rows[1]).display, right: table.getBoundingClientRect().right,
    shown: [...table.tBodies[0].rows].filter((row) => row.offsetParent).length,
    label: getComputedStyle(table.querySelector("tbody th")).position,
  })));
  for (const width of [1280, 1024, 768]) {
    await page.setViewportSize({ width, height: 900 });
    const tables = await shape();
    check(tables.every(({ row, label }) => row === "table-row" && label === "sticky") && tables.map(({ shown }) => shown).join() === "3,2",
      `shapes: tables at ${width} px`, JSON.stringify(tables));
    check(await page.evaluate(() => document.documentElement.scrollWidth) <= width, `shapes: no sideways scrolling at ${width} px`);
  }
  check((await shape())[1].right <= 768 || await page.evaluate(() => {
    const box = document.querySelector(".rows-scroll:has(.rows-wide)");
    return box.scrollWidth > box.clientWidth;
  }), "shapes: what is too wide scrolls within its box");
  await control(page, "osapuolet__1__nimi").fill("A");
  await control(page, "osapuolet__1__nimi").press("Enter");
  check(await page.evaluate(() => document.activeElement.name) === "osapuolet__2__nimi" && (await step(page)).includes("4/"),
    "shapes: Enter leads down the column and not out of the part");
  await control(page, "osapuolet__2__nimi").evaluate((cell) => {
    cell.value = "B\nC";
    cell.dispatchEvent(new Event("input", { bubbles: true }));
  });
  check((await answers(page)).osapuolet[1].nimi === "B C", "shapes: a cell's text is one line");
  await control(page, "osapuolet__2__nimi").fill("");
  await page.setViewportSize({ width: 390, height: 844 });
  await go(page, "osat");
  const cards = await shape();
  check(cards.every(({ row }) => row === "grid") && cards.map(({ shown }) => shown).join() === "2,1",
    "shapes: cards on a phone, one of them empty", JSON.stringify(cards));
  await page.locator('[data-field="osapuolet"] .rows-add').click();
  check((await shape())[0].shown === 3 && await page.locator('[data-field="osapuolet"] tbody tr').count() === 3
    && await page.evaluate(() => document.activeElement.name) === "osapuolet__3__nimi", "shapes: adding shows the next one");
  await page.emulateMedia({ media: "print" });
  check((await shape()).map(({ row }) => row).join() === "table-row,table-row" && (await shape())[1].shown === 2,
    "shapes: paper has the whole table", JSON.stringify(await shape()));
  await closeReader(page, "shapes");
}

// ---- Scores

async function scores(base, from) {
  const page = await newReader();
  await page.goto(from.files + path);
  await go(page, "arviot");
  const total = () => page.locator('[data-section="arviot"] [data-total]').textContent();
  await page.check('[name="arvosana"][value="4"]');
  await page.check('[name="toinen"][value="5"]');
  await page.waitForFunction(() => document.querySelector('[data-section="arviot"] [data-total]').textContent.includes("13"));
  check((await total()).includes("13 / 20 (65 %)"), "scores: weighted total and share", await total());
  check((await answers(page))._total === 13, "scores: the total is among the answers");
  await page.check('[name="iso"][value="5"]');
  await page.waitForFunction(() => document.querySelector('[data-section="arviot"] [data-total]').textContent.includes("15,5"));
  check(await page.evaluate(() => document.querySelector("[data-total]").nodeName) === "OUTPUT", "scores: the total is announced");
  await page.locator('[data-field="toinen"] .take-back').click();
  check(!("toinen" in await answers(page)), "scores: a choice can be taken back");
  await closeReader(page, "scores");
}

// ---- Signatures

async function signatures(base, from) {
  const page = await newReader({ acceptDownloads: true });
  await page.goto(from.files + path);
  await go(page, "allekirjoitukset");
  await page.check('[id="f.allekirjoitus.way.draw"]');
  await page.locator('[data-field="allekirjoitus"] canvas').scrollIntoViewIfNeeded();
  const box = await page.locator('[data-field="allekirjoitus"] canvas').boundingBox();
  await page.mouse.move(box.x + 30, box.y + 60);
  await page.mouse.down();
  for (let i = 0; i < 20; i++) await page.mouse.move(box.x + 30 + i * 12, box.y + 60 + (i % 5) * 8);
  await page.mouse.up();
  const drawn = (await answers(page)).allekirjoitus;
  check(drawn?.startsWith("data:image/png;base64,"), "signatures: drawn");
  await page.check('[id="f.toinen_allekirjoitus.way.paper"]');
  await page.reload();
  await page.waitForFunction(() => document.querySelector('[data-field="allekirjoitus"] .signature-picture[src]'));
  check((await answers(page)).allekirjoitus.length > 1000, "signatures: the drawing comes back with the draft");
  check(await page.isChecked('[id="f.toinen_allekirjoitus.way.paper"]'), "signatures: and what is left for paper");
  await go(page, "allekirjoitukset");
  await page.locator('[data-field="allekirjoitus"] .signature-board button').click();
  check(!("allekirjoitus" in await answers(page)), "signatures: cleared");
  await page.click("#form-next");
  check((await page.textContent("#form-errors")).includes("allekirjoitus"), "signatures: a required one is asked for");
  await page.check('[id="f.allekirjoitus.way.paper"]');
  await page.click("#form-next");
  check(await isShown(page, "#form-finish"), "signatures: one left for paper is enough");
  await closeReader(page, "signatures");
}

// ---- Steps, paper, no scripts

async function steps(base, from) {
  const page = await newReader();
  await page.goto(from.http + path);
  await page.click("#form-next");
  await page.goBack();
  check((await step(page)).includes("1/") && page.url().includes("koe.html"), "steps: the browser's back button goes back one part", await step(page));
  await page.locator("#form-progress li button").nth(3).click();
  check((await step(page)).includes("4/"), "steps: the bars lead to their parts");
  check(await page.locator('#form-progress [aria-current="step"]').count() === 1, "steps: the current one is marked");
  await page.click("#form-back");
  check((await step(page)).includes("3/"), "steps: back");
  await page.click("#form-whole");
  check(await page.locator("#form .form-section:visible").count() === 6 && await isShown(page, "#form-finish"), "steps: the whole form can be shown");
  await page.click("#form-check-all");
  check(await page.locator("#form-errors a").count() > 5, "steps: and checked at once");
  await page.locator('[name="nimi"]').press("Enter");
  check(page.url().endsWith("koe.html"), "steps: Enter sends nothing into the address", page.url());
  await closeReader(page, "steps");
}

export default async function (base) {
  const folder = temporaryFolder("digitori-forms-");
  execFileSync(program, ["build", join(tests, "browser/forms-site"), "-o", folder], { stdio: "pipe" });
  check(readdirSync(folder).length > 0, "the fixture is published");
  const server = await serve(folder);
  const from = { files: fileBase(folder), http: server.base };
  const every = { keyboard, mistakes, conditions, tables, shapes, scores, signatures, steps, ...ofComputed, ...ofFiles, ...ofLooks, ...ofPages };
  const wanted = (process.env.FORM_STORIES ?? "").split(" ").filter(Boolean);
  try {
    for (const [name, tell] of Object.entries(every))
      if (wanted.length === 0 || wanted.includes(name)) await story(`forms ${name}`, () => tell(base, from));
  } finally {
    server.close();
  }
}
