// The search page as readers use it: typing, keyboard, narrowing, other languages, small screens, no scripts.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check, closeReader, fileBase, isShown, newReader, serve, site, story, tests } from "./tools.mjs";

const axe = readFileSync(join(tests, "node_modules/axe-core/axe.min.js"), "utf8");

// The strictest policy a server may send: scripts from the site only, and their addresses from a policy of ours.
const strict = {
  "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
    "font-src 'self'; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'",
};

async function open(base, language = "fi", options = {}) {
  const page = await newReader(options);
  page.loaded = [];
  page.on("request", (request) => {
    if (request.url().includes("/assets/search/")) page.loaded.push(request.url());
  });
  await page.goto(`${base}${language}/search.html`);
  return page;
}

// Fills the field and waits until the hits of these words are there.
async function ask(page, words) {
  await page.fill("#search-q", words);
  await page.press("#search-q", "Enter");
  await page.waitForFunction((text) => document.title && document.querySelector("#search-q").value === text &&
    document.querySelector("#search-count").textContent !== "", words);
  await page.waitForTimeout(250);
}

const hits = (page) => page.locator("#search-results li a");
const addresses = (page) => hits(page).evaluateAll((links) => links.map((link) => link.href));

async function typing(base, where) {
  const page = await open(base);
  await page.locator("#search-q").pressSequentially("valokuvauslupa", { delay: 30 });
  // The first letters have hits of their own.
  const come = page.waitForFunction(() => document.querySelector("#search-results li a")?.textContent.includes("Valokuvauslupa"));
  check(await come.then(() => true, () => false), `${where}: hits come as one types`);
  check(page.loaded.length > 0 && page.loaded.length <= 30, `${where}: typing does not load for every letter`,
    `${page.loaded.length} files\n${page.loaded.join("\n")}`);
  check(new Set(page.loaded).size === page.loaded.length, `${where}: no file is loaded twice`);
  const before = page.loaded.length;
  await ask(page, "valokuvauslupa");
  check(page.loaded.length === before, `${where}: the same words load nothing more`);
  await closeReader(page, `typing ${where}`);
}

async function keyboard(base, where) {
  const page = await open(base);
  await page.locator("body").press("/");
  check(await page.evaluate(() => document.activeElement.id) === "search-q", `${where}: '/' leads to the field`);
  await ask(page, "sopimus");
  const at = () => page.evaluate(() => document.activeElement.getAttribute("href") ?? document.activeElement.id);
  const links = await hits(page).evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  await page.keyboard.press("ArrowDown");
  check(await at() === links[0], `${where}: arrow down goes to the first hit`, await at());
  await page.keyboard.press("ArrowDown");
  check(await at() === links[1], `${where}: and to the next`, await at());
  await page.keyboard.press("ArrowUp");
  check(await at() === links[0], `${where}: arrow up goes back`);
  await page.keyboard.press("Escape");
  check(await at() === "search-q", `${where}: escape leads back to the field`);
  await page.keyboard.press("Escape");
  check(await page.inputValue("#search-q") === "" && await hits(page).count() === 0, `${where}: and then empties it`);
  await ask(page, "sopimus");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.endsWith("search.html"));
  check(await page.locator("h1").count() === 1, `${where}: enter opens the hit`);
  await page.locator("body").press("/");
  const role = await page.evaluate(() => document.activeElement.getAttribute("type") ?? document.activeElement.tagName);
  check(role === "search", `${where}: '/' works on other pages`, role);
  await closeReader(page, `keyboard ${where}`);
}

async function tellingAndMarks(base, where) {
  const page = await open(base);
  check(await page.getAttribute("#search-count", "role") === "status", `${where}: the count is announced`);
  await ask(page, "kunnantalo");
  check(/\d/.test(await page.textContent("#search-count")), `${where}: it tells how many`);
  const marked = await page.locator("#search-results mark").allTextContents();
  check(marked.some((word) => /^kunnantalo[a-zäö]+$/i.test(word)), `${where}: inflected words are marked`, marked.join(" "));
  check(marked.every((word) => word.trim() === word && word.length > 1), `${where}: marks hold whole words`, marked.join("|"));
  await ask(page, "xqzwvblargh");
  check(/\S/.test(await page.textContent("#search-count")), `${where}: that nothing was found is announced`);
  check(await isShown(page, "#search-none"), `${where}: with advice`);
  check(await isShown(page, "#search-index"), `${where}: and the index of pages`);
  await closeReader(page, `announcements ${where}`);
}

async function accessible(page, where) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"],
  }));
  check(found.violations.length === 0, `${where}: results and choices pass axe`,
    found.violations.map((fault) => `${fault.id}: ${fault.nodes[0].target.join(" ")}`).join("\n"));
}

async function narrowing(base, where) {
  const page = await open(base);
  await ask(page, "osallistuminen");
  const all = Number((await page.textContent("#search-count")).match(/\d+/)[0]);
  await page.locator("#search-narrow > summary").click();
  const choice = page.locator("#search-facets button[data-value^='0:']").first();
  await choice.waitFor();
  const number = Number((await choice.textContent()).match(/\((\d+)\)/)[1]);
  await choice.focus();
  await page.keyboard.press("Enter");
  await page.locator("#search-facets button[aria-pressed=true]").waitFor();
  await page.waitForTimeout(200);
  const fewer = Number((await page.textContent("#search-count")).match(/\d+/)[0]);
  check(fewer === number && fewer < all, `${where}: a choice gives as many hits as it says`, `${all} → ${fewer}, said ${number}`);
  check(await page.evaluate(() => document.activeElement.getAttribute("aria-pressed")) === "true",
    `${where}: the choice keeps the focus`);
  const second = page.locator("#search-facets button[data-value^='0:'][aria-pressed=false]").first();
  const added = Number((await second.textContent()).match(/\((\d+)\)/)[1]);
  await second.click();
  await page.waitForFunction(() => document.querySelectorAll("#search-facets button[aria-pressed=true]").length === 2);
  await page.waitForTimeout(200);
  const two = Number((await page.textContent("#search-count")).match(/\d+/)[0]);
  check(two === number + added, `${where}: two choices of one field give the hits of both`, `${two}, said ${number} + ${added}`);
  if (base.startsWith("http")) await accessible(page, where);
  await page.locator("#search-clear").click();
  await page.waitForTimeout(300);
  check(Number((await page.textContent("#search-count")).match(/\d+/)[0]) === all, `${where}: and can be undone`);
  await page.locator("#search-more").click();
  await page.waitForFunction(() => document.querySelectorAll("#search-results li").length > 10);
  check(await hits(page).count() === Math.min(20, all), `${where}: more hits are ten more`, `${await hits(page).count()}`);
  await closeReader(page, `narrowing ${where}`);
}

async function meant(base, where) {
  const page = await open(base);
  await ask(page, "fasilitattori");
  const suggestion = page.locator("#search-meant button");
  check(await suggestion.textContent() === "fasilitaattori", `${where}: a misspelled word gets a suggestion`);
  const marked = await page.locator("#search-results mark").allTextContents();
  check(marked.some((word) => /^fasilitaattori/i.test(word)), `${where}: what was meant is marked`, marked.join(" "));
  await suggestion.click();
  await page.waitForTimeout(300);
  check(await page.inputValue("#search-q") === "fasilitaattori", `${where}: which can be taken`);
  check(await page.locator("#search-meant").isHidden(), `${where}: and goes away`);
  await closeReader(page, `suggestion ${where}`);
}

async function sections(base, where) {
  const page = await open(base);
  await ask(page, "vuosikello");
  const target = (await addresses(page)).find((url) => url.includes("#"));
  check(target !== undefined, `${where}: a word in one section links to its heading`, (await addresses(page)).join("\n"));
  if (target) {
    await page.goto(target);
    const id = decodeURIComponent(new URL(target).hash.slice(1));
    check(await page.evaluate((name) => document.getElementById(name) !== null, id), `${where}: the heading is there`, target);
  }
  await closeReader(page, `sections ${where}`);
}

async function otherLanguages(base, where) {
  const page = await open(base);
  await ask(page, "procurement");
  const link = page.locator("#search-others li a").first();
  await link.waitFor({ timeout: 5000 }).catch(() => {});
  check(await link.count() === 1, `${where}: few hits bring those of other languages`);
  check(await page.locator("#search-others li[lang=en]").count() > 0, `${where}: which say their language`);
  await ask(page, "sopimus");
  check(await page.locator("#search-others").isHidden(), `${where}: many hits do not`);
  await closeReader(page, `other languages ${where}`);
}

async function operators(base, where) {
  const page = await open(base);
  const urls = async (words) => page.evaluate(async (text) => (await window.DigitoriSearch.query(text, { language: "fi", limit: 60 }))
    .map((hit) => new URL(hit.url, document.baseURI).href.replace(/#.*/, "")), words);
  const loose = await urls("osallistava budjetointi"), together = await urls('"osallistava budjetointi"');
  check(together.length > 0 && together.length < loose.length, `${where}: words in quotation marks stand together`,
    `${together.length} of ${loose.length}`);
  for (const url of together) {
    const text = readFileSync(join(site, decodeURIComponent(url.slice(url.lastIndexOf("/fi/") + 1))), "utf8").replace(/<[^>]*>/g, " ");
    check(/osallistava\S*\s+budjetoin/i.test(text), `${where}: they do on ${url.split("/").pop()}`);
  }
  const cases = await urls("kuopio"), without = await urls("kuopio -botti");
  check(without.length > 0 && without.length < cases.length, `${where}: -word leaves pages out`);
  check(!without.some((url) => /botti/.test(url)), `${where}: '-botti' leaves the bots out`, without.join("\n"));
  const forms = await urls("laji:lomake");
  check(forms.length > 20 && forms.every((url) => url.includes("/lomakkeet/")), `${where}: 'laji:lomake' gives forms`, forms.join("\n"));
  const both = await urls("mittari laji:tapaus");
  check(both.length > 0 && both.every((url) => url.includes("/tapaukset/")), `${where}: a field narrows words`, both.join("\n"));
  await closeReader(page, `operators ${where}`);
}

async function nothingKept(base, where) {
  const page = await open(base);
  await ask(page, "tietosuoja");
  const kept = await page.evaluate(async () => ({
    local: localStorage.length, session: sessionStorage.length, cookies: document.cookie,
    databases: (await indexedDB.databases?.() ?? []).length,
  }));
  check(kept.local + kept.session + kept.databases === 0 && kept.cookies === "", `${where}: search keeps nothing`, JSON.stringify(kept));
  await closeReader(page, `keeping ${where}`);
}

async function smallScreen(base, where) {
  const page = await open(base, "fi", { viewport: { width: 320, height: 640 } });
  await ask(page, "yhteiskehittämissopimus");
  await page.locator("#search-narrow > summary").click();
  await page.waitForTimeout(300);
  check(await page.evaluate(() => document.documentElement.scrollWidth <= 320), `${where}: nothing is wider than 320 px`);
  await closeReader(page, `320 px ${where}`);
}

async function withoutScripts(base, where) {
  for (const language of ["fi", "sv", "en"]) {
    const page = await open(base, language, { javaScriptEnabled: false });
    check(await page.locator("#search-form").isHidden(), `${where} ${language}: without scripts there is no form`);
    const links = await page.locator("#search-index a:visible").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    check(links.length > 60, `${where} ${language}: but an index of pages and terms`, `${links.length} links`);
    check(await isShown(page, "#search-terms"), `${where} ${language}: the terms are there`);
    await closeReader(page, `without scripts ${where} ${language}`);
  }
}

export default async function () {
  const server = await serve(site, strict);
  const stories = { typing, keyboard, tellingAndMarks, narrowing, meant, sections, otherLanguages, operators, nothingKept,
    smallScreen, withoutScripts };
  try {
    for (const [where, base] of [["strict http", server.base], ["file", fileBase(site)]])
      for (const [name, tell] of Object.entries(stories)) await story(`${name} ${where}`, () => tell(base, where));
  } finally {
    server.close();
  }
}
