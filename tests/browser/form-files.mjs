// Forms: drafts, answers files, pages made of answers; and files that mean harm.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { program, path, full, control, answers, stored, go, fileOf, openFile, saved, file } from "./form-tools.mjs";
import { check, closeReader, newReader, temporaryFolder, tests } from "./tools.mjs";

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

// One draft on two pages: whoever writes second gets a draft of their own, and is told.
async function twoPages(base, from) {
  for (const [where, root] of [["from the file system", from.files], ["over http", from.http]]) {
    const first = await newReader();
    first.on("dialog", (dialog) => dialog.accept());
    await first.goto(root + path);
    await go(first, "kuvattava");
    await control(first, "nimi").fill("Ensin");
    await first.waitForTimeout(600);
    const second = await first.context().newPage();
    second.on("dialog", (dialog) => dialog.accept());
    await second.goto(root + path);
    check((await answers(second)).nimi === "Ensin", `two pages ${where}: the second opens the draft`);
    await go(second, "kuvattava");
    await control(second, "nimi").fill("Toisella sivulla");
    await first.locator("#form-draft-latest").waitFor();
    check((await first.textContent(".form-message")).includes("toisessa välilehdessä"), `two pages ${where}: the first is told`);
    check((await answers(first)).nimi === "Ensin", `two pages ${where}: nothing changes under the reader's hands`);
    await control(first, "kysymys").fill("Jatkan täällä");
    await first.waitForTimeout(700);
    check(await second.locator("#form-drafts li").count() === 2 && (await first.textContent("#form-kept")).includes("Luonnos 1 (2)"),
      `two pages ${where}: what the first goes on with is a draft of its own`, await first.textContent("#form-kept"));
    await second.reload();
    await second.click("#form-drafts-title");
    const drafts = await second.evaluate(() => Object.keys(localStorage).map((key) => JSON.parse(localStorage[key]).answers.nimi).sort().join());
    check(drafts === "Ensin,Toisella sivulla", `two pages ${where}: neither is lost`, drafts);

    await first.reload();
    await second.reload();
    await go(second, "kuvattava");
    await control(second, "nimi").fill("Uusin");
    await first.locator("#form-draft-latest").click();
    check((await answers(first)).nimi === "Uusin", `two pages ${where}: the latest can be opened`);
    await second.click("#form-forget");
    await first.waitForFunction(() => document.getElementById("form-kept").textContent.includes("poistettiin toisessa"));
    await first.evaluate(() => window.dispatchEvent(new Event("pagehide")));
    check(await stored(first) === 1, `two pages ${where}: what was forgotten on one page is not brought back by the other`);
    await closeReader(first, `two pages ${where}`);
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


export const stories = { drafts, twoPages, sharedComputer, withoutStorage, files, texts, hostile, hostileDraft };
