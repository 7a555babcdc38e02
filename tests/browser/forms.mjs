// Forms: filled, checked, kept, saved, opened, printed; by keyboard, from files and over http. The fixture
// in forms-site/ has one form with everything; the site's own forms are filled and looked at too.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check, closeReader, fileBase, inParallel, newReader, pages, serve, site, story, temporaryFolder, tests } from "./tools.mjs";

const program = process.env.DIGITORI ?? join(tests, "../build/digitori");
const axe = readFileSync(join(tests, "node_modules/axe-core/axe.min.js"), "utf8");
const path = "fi/lomakkeet/koe.html";

const full = {
  _process: "Kamerat", _phase: "3", _filled_by: "Aino Mäkelä", _date: "2026-11-22",
  nimi: "Eero Järnefelt", alaikainen: "kylla", huoltaja: "Saimi", tunnus: "1234567-8", kysymys: "Miten: \"me\" #voisimme?",
  tarve: "# Ei otsikko\n\n<b>ei lihavaa</b> [ei linkki](javascript:alert(1))\n---\nloppu", lupa: "annan",
  kaytot: ["digitori", "painettu"], kaytot_other: "Seinälehti", voimassa: "2027-12-31", hinta: 12.5, kayttajat: "a3",
  tila: "open", paikka: "Espoo: \\keskus\\", alku: "2026-12-01", ehdot: true, lisatiedot: "lisää", lisa: "Haluan nähdä kuvan.",
  liite: "valtakirja.pdf", osapuolet: [{ nimi: "Kaupunki", rooli: "kaupunki", tunnit: 12 }, { nimi: "Yritys", rooli: "yritys" }],
  polku: [{ vaihe: "Kuvaus", pvm: "2026-12-01", kipu: "yksi\nkaksi", valmis: true, pisteet: 2 }],
  arvosana: 4, toinen: 5, iso: 7, allekirjoitus: "Saimi Järnefelt",
};

const control = (page, name) => page.locator(`[name="${name}"]`);
const step = (page) => page.textContent("#form-step");
const answers = (page) => page.evaluate(() => window.DigitoriForm.answers());
const stored = (page) => page.evaluate(() => Object.keys(localStorage).length + Object.keys(sessionStorage).length);
const go = (page, section) => page.evaluate((wanted) => {
  const form = window.DigitoriForm;
  form.go(form.steps().findIndex((one) => one.getAttribute("data-section") === wanted), true);
}, section);

function fileOf(content, name = "vastaukset.json") {
  const file = join(temporaryFolder("digitori-form-"), name);
  writeFileSync(file, typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return file;
}
async function openFile(page, file) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click("#form-open")]);
  await chooser.setFiles(file);
  await page.locator(".form-message").waitFor();
  return page.textContent(".form-message");
}
async function saved(page, selector) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(selector)]);
  const file = join(temporaryFolder("digitori-form-"), download.suggestedFilename());
  await download.saveAs(file);
  return { name: download.suggestedFilename(), text: readFileSync(file, "utf8") };
}
const file = async (page, answersOf, more = {}) => {
  const version = await page.getAttribute("#form", "data-version");
  return { form: "koe", version, language: "fi", filled: "2026-11-22", answers: answersOf, ...more };
};

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

function longestForm() {
  const sizes = pages.map((one) => [one, readFileSync(join(site, one), "utf8").split("data-field=").length])
    .filter(([one, count]) => count > 1 && one.startsWith("fi/"));
  return sizes.sort((a, b) => b[1] - a[1])[0]?.[0];
}

async function keyboard(base, from) {
  const longest = longestForm();
  const every = [[from.files + path, "the fixture from the file system"], [from.http + path, "the fixture over http"]];
  if (longest) every.push([fileBase(site) + longest, `${longest}, the longest form`]);
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
  check(await control(page, "huoltaja").isVisible() && await step(page) === "Osa 2/8", "conditions: the choice shows field and section",
    await step(page));
  await control(page, "huoltaja").fill("Salainen");
  check((await answers(page)).huoltaja === "Salainen", "conditions: what is shown is an answer");
  await page.check('[name="alaikainen"][value="ei"]');
  check(!("huoltaja" in await answers(page)) && !await control(page, "huoltaja").isVisible(), "conditions: what is hidden is none");
  await page.waitForTimeout(600);
  check(!(await page.evaluate(() => JSON.stringify(localStorage))).includes("Salainen"), "conditions: nor is it stored");
  await go(page, "kaytto");
  await page.check('[name="lupa"][value="annan"]');
  check(await control(page, "kaytot__digitori").isVisible(), "conditions: a group of boxes");
  await page.check('[name="ehdot"]');
  check(await control(page, "lisatiedot").isVisible(), "conditions: a ticked box");
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

// ---- Drafts

async function drafts(base, from) {
  for (const [where, root] of [["from the file system", from.files], ["over http", from.http]]) {
    const page = await newReader();
    page.on("dialog", (dialog) => dialog.accept());
    await page.goto(root + path);
    check(await stored(page) === 0, `drafts ${where}: nothing is stored before anything is written`);
    await go(page, "kuvattava");
    await control(page, "nimi").fill("Ensimmäinen");
    await go(page, "kaytto");
    await control(page, "voimassa").fill("31.2.");
    await page.reload();
    check((await answers(page)).nimi === "Ensimmäinen", `drafts ${where}: a draft is there after reloading`);
    check(await control(page, "voimassa").inputValue() === "31.2.", `drafts ${where}: with what is not yet a date`);
    check((await page.textContent("#form-kept")).includes("Luonnos 1"), `drafts ${where}: the page says where it is`);
    await page.click("#form-drafts-title");
    await page.click("#form-draft-new");
    check(Object.keys(await answers(page)).length === 0, `drafts ${where}: a new draft is empty`);
    await go(page, "kuvattava");
    await control(page, "nimi").fill("Toinen");
    await page.fill("#form-draft-name", "Äidin lupa");
    await page.waitForTimeout(600);
    check(await page.locator("#form-drafts li").count() === 2, `drafts ${where}: two drafts are listed`);
    await page.goto(root + path.replace("fi/lomakkeet", "en/forms"));
    check((await answers(page)).nimi === "Toinen", `drafts ${where}: the other language opens the same draft`);
    await page.goto(root + path);
    await page.click("#form-drafts-title");
    check((await page.textContent("#form-drafts .is-current")).includes("Äidin lupa"), `drafts ${where}: names are kept`);
    await page.locator("#form-drafts li:not(.is-current) button").first().click();
    check((await answers(page)).nimi === "Ensimmäinen", `drafts ${where}: the other draft opens`);
    await page.click("#form-forget");
    check(Object.keys(await answers(page)).length === 0 && await page.locator("#form-drafts li").count() === 1,
      `drafts ${where}: forgetting clears the page and the draft`);
    await page.locator("#form-drafts li button").last().click();
    await page.waitForTimeout(500);
    check(await stored(page) === 0, `drafts ${where}: nothing is left when all are deleted`);
    await closeReader(page, `drafts ${where}`);
  }
}

async function sharedComputer(base, from) {
  for (const [where, root] of [["from the file system", from.files], ["over http", from.http]]) {
    const page = await newReader({ acceptDownloads: true });
    await page.goto(root + path);
    await go(page, "kuvattava");
    await control(page, "nimi").fill("Ennen");
    await page.waitForTimeout(600);
    check(await stored(page) === 1, `shared ${where}: there is a draft at first`);
    await page.check("#form-shared");
    check(await stored(page) === 0, `shared ${where}: it goes away with the tick`);
    await control(page, "nimi").fill("Salainen");
    await saved(page, '#form-quick [data-form-action="save"]');
    await page.waitForTimeout(600);
    check(await stored(page) === 0 && await page.evaluate(() => document.cookie) === "", `shared ${where}: nothing is stored`);
    await page.reload();
    check(await page.isChecked("#form-shared") && !("nimi" in await answers(page)), `shared ${where}: reloading forgets the answers, not the tick`);
    await go(page, "kuvattava");
    await control(page, "nimi").fill("Uusi");
    await page.evaluate(() => window.dispatchEvent(new Event("pagehide")));
    check(await stored(page) === 0, `shared ${where}: still nothing is stored`);
    check((await page.textContent("#form-kept")).includes("Mitään ei tallenneta"), `shared ${where}: the page says so`);
    await closeReader(page, `shared ${where}`);
  }
}

// Where the browser keeps nothing, the form works and says so.
async function withoutStorage(base, from) {
  const page = await newReader({ acceptDownloads: true });
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get() { throw new Error("forbidden"); } });
  });
  await page.goto(from.http + path);
  await go(page, "kuvattava");
  await control(page, "nimi").fill("Eero");
  check((await page.textContent("#form-kept")).includes("ei tallenna luonnosta"), "without storage the page says so");
  const { text } = await saved(page, '#form-quick [data-form-action="save"]');
  check(JSON.parse(text).answers.nimi === "Eero", "without storage answers are saved to a file");
  await closeReader(page, "without storage");
}

// ---- Files

async function files(base, from) {
  for (const [where, root] of [["from the file system", from.files], ["over http", from.http]]) {
    const page = await newReader({ acceptDownloads: true });
    await page.goto(root + path);
    await page.waitForLoadState("networkidle");
    const requests = [];
    page.on("request", (request) => { if (!/^(blob|data):/.test(request.url())) requests.push(request.url()); });
    const told = await openFile(page, fileOf(await file(page, full)));
    check(told.includes("avattiin") && !told.includes("jätettiin pois"), `files ${where}: a file opens`, told);
    const { name, text } = await saved(page, '#form-quick [data-form-action="save"]');
    const back = JSON.parse(text);
    check(/^koe-\d{4}-\d\d-\d\d\.json$/.test(name) && back.form === "koe" && back.language === "fi" && /^1\.[0-9a-f]{6}$/.test(back.version)
      && /^\d{4}-\d\d-\d\d$/.test(back.filled), `files ${where}: the saved file is as agreed`, JSON.stringify(back).slice(0, 200));
    const sorted = (o) => JSON.stringify(Object.entries(o).sort());
    const { _total, ...rest } = back.answers;
    check(sorted(rest) === sorted(full) && _total === 20.5, `files ${where}: answers come back as they went`, sorted(rest) + "\n" + sorted(full));
    await go(page, "_finish");
    check(await page.locator("#form-check.is-fine").count() === 1, `files ${where}: a full form is fine`, await page.textContent("#form-check"));
    const made = await saved(page, '[data-form-action="page"]');
    checkPage(made, where);
    check(requests.length === 0, `files ${where}: nothing was asked from anywhere`, requests.join("\n"));
    await closeReader(page, `files ${where}`);
  }
}

// The page is read by the generator itself, which says what it thinks of it.
function checkPage({ name, text }, where) {
  const front = text.split("\n---\n")[0];
  check(name === "eero-jarnefelt.md" && front.includes('\ntitle: "Eero Järnefelt"\n'),
    `page ${where}: named after its title`, name + "\n" + front);
  check(front.includes('question: "Miten: \\"me\\" #voisimme?"') && front.includes('environment: "Espoo: \\\\keskus\\\\"'),
    `page ${where}: values are quoted`, front);
  const folder = temporaryFolder("digitori-form-page-");
  cpSync(join(tests, "browser/forms-site"), folder, { recursive: true, dereference: true });
  mkdirSync(join(folder, "content/fi/tarpeet"), { recursive: true });
  writeFileSync(join(folder, "content/fi/tarpeet/eero-jarnefelt.md"), text);
  let said = "";
  try {
    said = execFileSync(program, ["build", folder, "-o", join(folder, "public")], { encoding: "utf8", stdio: "pipe" });
  } catch (fault) {
    said = `failed: ${fault.stdout}${fault.stderr}`;
  }
  const html = existsSync(join(folder, "public/fi/tarpeet/eero-jarnefelt.html"))
    ? readFileSync(join(folder, "public/fi/tarpeet/eero-jarnefelt.html"), "utf8") : "";
  check(!/error|warning:/.test(said.replace("0 errors", "")) && html !== "", `page ${where}: the generator publishes it`, said);
  const article = html.slice(html.indexOf('<div class="prose">'), html.indexOf("article-foot"));
  check(article.includes("# Ei otsikko") && !article.includes("<b>ei") && !/<a[^>]*javascript/.test(article),
    `page ${where}: words of its writer stay words`, article.slice(0, 500));
}

async function texts(base, from) {
  const page = await newReader();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(from.http + path);
  await openFile(page, fileOf(await file(page, full)));
  await go(page, "_finish");
  await page.click('[data-form-action="copy"]');
  await page.waitForFunction(() => document.querySelector(".form-message")?.textContent.includes("kopioitiin"));
  const text = await page.evaluate(() => navigator.clipboard.readText());
  check(text.includes("Kuvattavan nimi: Eero Järnefelt") && text.includes("1. Nimi: Kaupunki; Rooli: Kaupunki; Tunnit: 12")
    && text.includes("31.12.2027") && text.includes("Pisteet yhteensä: 20,5"), "text: answers in words", text);
  await closeReader(page, "text");
}

// ---- Files that mean harm, and files that are wrong

async function hostile(base, from) {
  const page = await newReader({ acceptDownloads: true });
  let dialogs = 0;
  page.on("dialog", (dialog) => { dialogs++; dialog.dismiss(); });
  await page.goto(from.files + path);
  const markup = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
  const version = await page.getAttribute("#form", "data-version");
  const raw = JSON.stringify(await file(page, {
    nimi: markup, kysymys: '=HYPERLINK("http://evil.example","x")', tarve: markup + "\u202e\u0000\u0007x", alaikainen: markup, tila: ["open"],
    kaytot: "digitori", voimassa: "2027-02-31", hinta: "12", ehdot: "yes", arvosana: 99, toinen: 2.5, tuntematon: markup, constructor: 1,
    [`${markup}`]: 1, osapuolet: [{ nimi: markup, rooli: "nobody", evil: 1 }, null, 5, { tunnit: 1e300 }],
    polku: { length: 5 }, allekirjoitus: "data:image/svg+xml;base64,PHN2Zy8+", toinen_allekirjoitus: "data:image/png;base64,AAAA", kayttajat_other: 5,
    nimi_other: "x", lupa: "annan",
  })).replace('"constructor"', '"__proto__":{"polluted":true},"constructor"');
  const told = await openFile(page, fileOf(raw, `${"<b>x</b>".replaceAll("/", "")}.json`));
  check(await page.evaluate(() => ({}).polluted === undefined), "hostile: prototypes are left alone");
  check(told.includes("tuntematon") && told.includes("constructor") && told.includes("osapuolet.evil") && told.includes("nimi_other"),
    "hostile: unknown fields are listed", told);
  check(["Onko kuvattava", "Tila", "Lupa on voimassa", "Palkkio", "Kuinka selvä", "Osapuolet 2", "Osapuolet 1: Rooli", "Kuvien polku",
    "allekirjoitus"].every((name) => told.includes(name)), "hostile: answers that do not fit are listed", told);
  const kept = await answers(page);
  check(kept.nimi === markup && kept.tarve === `${markup}x` && Object.keys(kept).sort().join() === "kysymys,lupa,nimi,osapuolet,tarve",
    "hostile: only what fits is taken, as text", JSON.stringify(kept));
  await go(page, "_finish");
  await page.click("#form-whole");
  await page.waitForTimeout(300);
  check(await page.locator("main img[src], #form script, .form-message img, .form-place b").count() === 0 && dialogs === 0,
    "hostile: markup stays text");
  const { text } = await saved(page, '#form-quick [data-form-action="save"]');
  check(JSON.parse(text).answers.kysymys.startsWith("=HYPERLINK"), "hostile: a formula is text and stays so");

  const wrong = [
    ["not JSON", "{", "ei ole lomakkeen"], ["a list", "[]", "ei ole lomakkeen"], ["null", "null", "ei ole lomakkeen"],
    ["another form", { form: markup, version, answers: {} }, "toiseen lomakkeeseen"],
    ["no answers", { form: "koe", version }, "ei ole lomakkeen"], ["answers in a list", { form: "koe", version, answers: [] }, "ei ole lomakkeen"],
    ["deep", `${"[".repeat(400000)}`, "ei ole lomakkeen"], ["too large", "x".repeat(1024 * 1024 + 1), "liian suuri"],
    ["binary", Buffer.from(Array.from({ length: 5000 }, (_, i) => i % 256)), "ei ole lomakkeen"],
  ];
  for (const [name, content, words] of wrong) {
    const said = await openFile(page, fileOf(content));
    check(said.includes(words), `hostile: ${name} is refused in words`, said.slice(0, 200));
    check((await answers(page)).nimi === markup, `hostile: ${name} changes nothing`);
  }
  const long = await openFile(page, fileOf(await file(page, { nimi: "a".repeat(900000), tarve: "b".repeat(19000), polku: Array.from({ length: 5000 }, () => ({ vaihe: "x" })) })));
  check(long.includes("Kuvattavan nimi") && long.includes("100"), "hostile: a value of a megabyte is left out, rows are limited", long.slice(0, 300));
  check((await answers(page)).tarve.length === 19000, "hostile: a long text is taken whole");
  const older = await openFile(page, fileOf(await file(page, { nimi: "Vanha" }, { version: "1.abcdef" })));
  check(older.includes("1.abcdef") && older.includes(version), "another version is told", older);
  await closeReader(page, "hostile");
}

// Drafts are read as carefully: somebody else may have written them.
async function hostileDraft(base, from) {
  const page = await newReader();
  await page.goto(from.http + path);
  await go(page, "kuvattava");
  await control(page, "nimi").fill("x");
  await page.waitForTimeout(600);
  await page.evaluate(() => {
    const key = Object.keys(localStorage)[0];
    localStorage.setItem(key, JSON.stringify({ name: "<img src=x onerror=alert(1)>", changed: "<b>", answers: { nimi: 5, tila: {}, osapuolet: "x" }, raw: { hinta: 7, voimassa: "x" }, paper: ["__proto__", "allekirjoitus"] }));
    localStorage.setItem(`${key}2`, "{broken");
    localStorage.setItem(`${key}3`, '{"name":1,"changed":2,"answers":[]}');
    window.addEventListener("pagehide", (event) => event.stopImmediatePropagation(), true);
  });
  await page.reload();
  check(await page.locator("#form-place img").count() === 0 && await page.locator("#form-next").isVisible(), "a broken draft does no harm");
  await closeReader(page, "hostile draft");
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
  check(await page.isVisible("#form-finish"), "signatures: one left for paper is enough");
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
  check(await page.locator("#form .form-section:visible").count() === 6 && await page.isVisible("#form-finish"), "steps: the whole form can be shown");
  await page.click("#form-check-all");
  check(await page.locator("#form-errors a").count() > 5, "steps: and checked at once");
  await page.locator('[name="nimi"]').press("Enter");
  check(page.url().endsWith("koe.html"), "steps: Enter sends nothing into the address", page.url());
  await closeReader(page, "steps");
}

async function paper(base, from) {
  const page = await newReader();
  await page.goto(from.files + path);
  const long = "Pitkä teksti. ".repeat(120).trim();
  await openFile(page, fileOf(await file(page, { ...full, tarve: long, huoltaja: undefined })));
  await page.emulateMedia({ media: "print" });
  const shown = await page.evaluate(() => {
    const box = document.querySelector('[data-field="tarve"] .print-value');
    return { text: box.textContent, whole: box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1 };
  });
  check(shown.text === long && shown.whole, "paper: a long text stands whole");
  check(await page.locator("#form .form-section:visible").count() === 7, "paper: every part that was filled in");
  check(await control(page, "huoltaja").isVisible(), "paper: what is empty is a line");
  const buttons = await page.evaluate(() => [...document.querySelectorAll("main button, main [role=radiogroup], .form-place, .form-errors")]
    .filter((e) => e.getClientRects().length > 0).map((e) => e.className || e.id));
  check(buttons.length === 0, "paper: no buttons, no notices of the screen", buttons.join("\n"));
  check(await page.isVisible(".form-identity"), "paper: id and version of the form");
  await closeReader(page, "paper");
}

async function withoutScripts(base, from) {
  const page = await newReader({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await page.goto(from.http + path);
  check(await page.locator("#form .form-section:visible").count() === 7, "without scripts every part is shown");
  check(await control(page, "huoltaja").isVisible() && (await page.textContent('[data-field="huoltaja"] .field-when')).includes("Kyllä"),
    "without scripts conditions are in words");
  check(await page.locator("main button:visible").count() === 0 && await page.isVisible(".form-place .no-script"), "without scripts no buttons that do nothing");
  await control(page, "nimi").press("Enter");
  check(page.url().endsWith("koe.html"), "without scripts Enter sends nothing into the address", page.url());
  const markup = await page.content();
  check(!/<b onclick/.test(markup) && markup.includes("&lt;b onclick"), "labels with markup are text");
  check(!/ style="| on[a-z]+="(?!alert)/.test(markup.slice(markup.indexOf("<form class=\"form\""), markup.indexOf("</form>", markup.indexOf("<form class=\"form\""))).replaceAll(/&[^;]+;/g, "")),
    "no inline styles or handlers");
  await closeReader(page, "without scripts");
}

// ---- How it looks and sounds

const narrow = { width: 320, height: 640 }, wide = { width: 1280, height: 900 };

async function faults(page, options) {
  await page.emulateMedia({ reducedMotion: "reduce", ...options });
  const found = await page.evaluate(() => window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"],
  }));
  return found.violations.map((v) => `${v.id}: ${v.help}\n  ${v.nodes.slice(0, 3).map((n) => `${n.target.join(" ")} ${n.any[0]?.message ?? ""}`).join("\n  ")}`);
}
async function lookAt(address, name, isThorough) {
  const page = await newReader({ viewport: wide });
  await page.goto(address);
  await page.evaluate(axe);
  for (const [size, colorScheme] of isThorough ? [[wide, "light"], [narrow, "light"], [wide, "dark"], [narrow, "dark"]] : [[narrow, "light"], [wide, "dark"]]) {
    await page.setViewportSize(size);
    const count = await page.locator("#form-progress li").count();
    for (let i = 0; isThorough && i < count; i++) {
      await page.evaluate((number) => window.DigitoriForm.go(number, true), i);
      const found = await faults(page, { colorScheme });
      check(found.length === 0, `axe ${name}, part ${i + 1}, ${size.width} px, ${colorScheme}`, found.join("\n"));
    }
    if (await page.isVisible("#form-progress ol")) await page.click("#form-whole");
    await page.click("#form-check-all");
    const found = await faults(page, { colorScheme });
    check(found.length === 0, `axe ${name}, whole with mistakes, ${size.width} px, ${colorScheme}`, found.join("\n"));
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    check(width <= size.width, `${name}: no sideways scrolling at ${size.width} px`, `${width} px`);
    if (isThorough) await page.click("#form-whole");
  }
  await closeReader(page, `looking at ${name}`);
}
async function targets(base, from) {
  const page = await newReader({ viewport: narrow });
  await page.goto(from.files + path);
  await page.click("#form-whole");
  await page.click("#form-drafts-title");
  const small = await page.evaluate(() => [...document.querySelectorAll("main button, #form input, #form select, #form textarea, main summary")]
    .filter((e) => e.getClientRects().length > 0 && getComputedStyle(e).opacity !== "0")
    .map((e) => [e.name || e.className || e.id, e.getBoundingClientRect()]).filter(([, b]) => b.width < 24 || b.height < 24)
    .map(([n, b]) => `${n}: ${Math.round(b.width)} × ${Math.round(b.height)}`));
  check(small.length === 0, "targets are at least 24 pixels", small.join("\n"));
  await closeReader(page, "targets");
}
async function accessibility(base, from) {
  await lookAt(from.http + path, "the fixture", true);
  const forms = pages.filter((one) => readFileSync(join(site, one), "utf8").includes('id="form-next"'));
  await inParallel(forms, 2, (one) => story(one, () => lookAt(base + encodeURI(one), one, false)));
}

export default async function (base) {
  const folder = temporaryFolder("digitori-forms-");
  execFileSync(program, ["build", join(tests, "browser/forms-site"), "-o", folder], { stdio: "pipe" });
  check(readdirSync(folder).length > 0, "the fixture is published");
  const server = await serve(folder);
  const from = { files: fileBase(folder), http: server.base };
  const every = { keyboard, mistakes, conditions, tables, scores, drafts, sharedComputer, withoutStorage, files, texts, hostile,
    hostileDraft, signatures, steps, paper, withoutScripts, targets, accessibility };
  const wanted = (process.env.FORM_STORIES ?? "").split(" ").filter(Boolean);
  try {
    for (const [name, tell] of Object.entries(every))
      if (wanted.length === 0 || wanted.includes(name)) await story(`forms ${name}`, () => tell(base, from));
  } finally {
    server.close();
  }
}
