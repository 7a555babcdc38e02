// Search: words as people write them, over the network and from the file system.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check, closeReader, fileBase, newReader, site, story, tests } from "./tools.mjs";

// Whole words, beginnings, several words, capitals, words without their dots.
// [language, words, page that must be among the first three]
const questions = [
  ["fi", "fasilitaattori", "fi/roolit/fasilitaattori.html"],
  ["fi", "FASILITAATTORI", "fi/roolit/fasilitaattori.html"],
  ["fi", "valokuvauslupa", "fi/lomakkeet/valokuvauslupa.html"],
  ["fi", "osallistava budjetointi", "fi/sanasto/osallistava-budjetointi.html"],
  ["fi", "kayttajatieto", "fi/lomakkeet/kayttajatietosopimus.html"],
  ["fi", "hankintal", "fi/ukk/hankintalaki.html"],
  ["fi", "makerspace", "fi/sanasto/makerspace.html"],
  ["sv", "orkestrerare", "sv/roller/orkestrerare.html"],
  ["sv", "upphandlingslagen", "sv/fragor/upphandlingslagen.html"],
  ["en", "facilitator", "en/roles/facilitator.html"],
  ["en", "procurement act", "en/faq/procurement-act.html"],
];

async function ask(page, words, language, limit) {
  return page.evaluate(async ([words, language, limit]) => (await window.DigitoriSearch.query(words, { language, limit }))
    .map((hit) => ({ ...hit, url: new URL(hit.url, document.baseURI).href })), [words, language, limit]);
}

async function questionsFrom(base, where) {
  const page = await newReader();
  for (const language of ["fi", "sv", "en"]) {
    await page.goto(`${base}${language}/search.html`);
    for (const [, words, path] of questions.filter(([l]) => l === language)) {
      const hits = await ask(page, words, language, 10);
      const rank = hits.findIndex((hit) => hit.url === base + path);
      check(rank >= 0 && rank < 3, `${where}: '${words}' finds ${path}`,
        hits.slice(0, 5).map((hit) => `${hit.score} ${hit.title} ${hit.url}`).join("\n") || "nothing");
    }
  }
  await page.goto(`${base}fi/search.html`);
  const hits = await ask(page, "kehittäminen", "fi", 5);
  check(hits.length > 0 && hits.length <= 5, `${where}: no more hits than asked for`, `${hits.length}`);
  check(hits.every((hit) => hit.title && typeof hit.excerpt === "string" && hit.score > 0), `${where}: hits are complete`,
    JSON.stringify(hits[0]));
  check(hits.every((hit, i) => i === 0 || hits[i - 1].score >= hit.score), `${where}: the best comes first`);
  check((await ask(page, "xqzwvblargh", "fi", 5)).length === 0, `${where}: nonsense finds nothing`);
  check((await ask(page, "  ", "fi", 5)).length === 0, `${where}: no words find nothing`);
  await closeReader(page, `search ${where}`);
}

async function thePage(base, where) {
  const page = await newReader();
  await page.goto(`${base}fi/roolit/orkestroija.html`);
  await page.fill("#header-q", "valokuvauslupa");
  await page.press("#header-q", "Enter");
  await page.waitForURL("**/fi/search.html?q=*");
  const results = page.locator("#search-results li");
  await results.first().waitFor();
  check(await page.inputValue("#search-q") === "valokuvauslupa", `${where}: the search page takes the words over`);
  check(/\d|osuma/i.test(await page.textContent("#search-count")), `${where}: it says how many were found`);
  await page.fill("#search-q", "xqzwvblargh");
  await page.press("#search-q", "Enter");
  await page.locator("#search-none").waitFor();
  check(await results.count() === 0, `${where}: nothing found says so and gives advice`);
  await page.fill("#search-q", '<img src=x onerror="alert(1)">');
  await page.press("#search-q", "Enter");
  await page.waitForTimeout(300);
  check(await page.locator("#search-results img, #search-count img").count() === 0, `${where}: words stay words`);
  await page.fill("#search-q", "fasilitaattori");
  await page.press("#search-q", "Enter");
  const link = results.first().locator("a").first();
  await link.waitFor();
  await link.click();
  await page.locator("h1").waitFor();
  check(!page.url().includes("search.html"), `${where}: a hit opens its page`, page.url());
  await closeReader(page, `search page ${where}`);
}

// Words are compared as in C: the table is that of unit/test_search_fold.c.
async function folding(base) {
  const unseen = (text) => text.replace(/\\u([0-9A-Fa-f]{4})/g, (all, code) => String.fromCharCode(parseInt(code, 16)));
  const rows = readFileSync(join(tests, "unit/search-fold.txt"), "utf8").split("\n")
    .filter((line) => line && !line.startsWith("#")).map((line) => line.split("=").map(unseen));
  const page = await newReader();
  await page.goto(`${base}fi/search.html`);
  const folded = await page.evaluate((words) => words.map((word) => window.DigitoriSearchWords.fold(word)), rows.map(([word]) => word));
  rows.forEach(([word, expected], at) => check(folded[at] === expected, `'${word}' is compared as '${expected}'`, folded[at]));
  await closeReader(page, "folding");
}

export default async function (base) {
  await story("folding", () => folding(base));
  for (const [where, from] of [["over http", base], ["from the file system", fileBase(site)]]) {
    await story(`search ${where}`, () => questionsFrom(from, where));
    await story(`search page ${where}`, () => thePage(from, where));
  }
}
