// Search under attack: odd queries, and indexes that are missing, broken or from another build.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { queries } from "../search/odd-queries.mjs";
import { check, closeReader, fileBase, newReader, serve, site, story, temporaryFolder } from "./tools.mjs";

const LONGEST = 3000;     // milliseconds for an answer

async function askAll(base, where) {
  const page = await newReader();
  await page.goto(`${base}fi/search.html`);
  for (const [name, text] of Object.entries(queries)) {
    const told = await page.evaluate(async ([words, longest]) => {
      const start = performance.now();
      const late = new Promise((done) => setTimeout(done, longest, "too late"));
      const found = await Promise.race([window.DigitoriSearch.query(words, { language: "fi", limit: 10 }), late])
        .catch((fault) => `fault: ${fault.message}`);
      return { found: Array.isArray(found) ? found.map((hit) => hit.title) : found, time: performance.now() - start };
    }, [text, LONGEST]);
    check(Array.isArray(told.found), `${where}: '${name}' gets an answer`, String(told.found));
  }
  for (const name of ["html", "mixed scripts", "10,000 letters", "half a character"]) {
    await page.fill("#search-q", queries[name]);
    await page.press("#search-q", "Enter");
    await page.waitForTimeout(300);
    check(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${where}: '${name}' fits the page`);
    check(await page.locator("main img[src=x]").count() === 0, `${where}: '${name}' stays text`);
  }
  for (const limit of [0, -1, 1.5, NaN, 1e9, "3", null]) {
    const count = await page.evaluate(async (most) =>
      (await window.DigitoriSearch.query("lupa", { language: "fi", limit: most })).length, limit);
    check(count > 0, `${where}: a limit of ${limit} gives hits`);
  }
  const unknown = await page.evaluate(() => window.DigitoriSearch.query("lupa", { language: "../../x" }).then(() => "hits", (fault) => fault.name));
  check(unknown === "Error", `${where}: a language that is not there is refused`, unknown);
  page.faults = page.faults.filter((fault) => !/\.\.%2F|ERR_FILE_NOT_FOUND|ERR_INVALID_URL|404/.test(fault));
  await closeReader(page, `odd queries ${where}`);
}

// ---- Broken indexes

function filesOf(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesOf(path) : [path];
  });
}

// A copy of what the Finnish search page needs.
function copySite() {
  const folder = temporaryFolder("digitori-search-");
  cpSync(join(site, "assets"), join(folder, "assets"), { recursive: true });
  mkdirSync(join(folder, "fi"));
  cpSync(join(site, "fi/search.html"), join(folder, "fi/search.html"));
  return folder;
}

function change(folder, kinds, make) {
  for (const kind of kinds)
    for (const path of filesOf(join(folder, "assets/search/fi", kind))) {
      const made = make(readFileSync(path, "utf8"));
      if (made === null) rmSync(path);
      else writeFileSync(path, made);
    }
}

const every = ["d", "f", "p", "s", "t"];
const stamp = /"([0-9a-f]{8,})"/;
const payload = /("[0-9a-f]{8,}",)([\s\S]*)(\);\s*)$/;

function withPayload(text, other) {
  return text.replace(payload, (all, before, own, after) => before + other + after);
}

// Every so many letters and digits of what a piece holds is another one; the script stays a script.
function withNoise(text, step) {
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_!.";
  let number = 0;
  return text.replace(payload, (all, before, own, after) => before + own.replace(/[A-Za-z0-9!.](?![^"\\]{0,3}\\)/g, (letter, at) =>
    (++number % step === 0 && own[at - 1] !== "\\" && own.startsWith('"') ? digits[(at * 31 + number) % digits.length] : letter)) + after);
}

const damages = {
  "words missing": (folder) => change(folder, ["d"], () => null),
  "lists missing": (folder) => change(folder, ["p"], () => null),
  "texts missing": (folder) => change(folder, ["t"], () => null),
  "spellings missing": (folder) => change(folder, ["s"], () => null),
  "fields missing": (folder) => change(folder, ["f"], () => null),
  "pieces empty": (folder) => change(folder, every, () => ""),
  "pieces cut": (folder) => change(folder, every, (text) => text.slice(0, text.length / 2)),
  "pieces of noise": (folder) => change(folder, every, (text) => withNoise(text, 7)),
  "pieces with a little noise": (folder) => change(folder, every, (text) => withNoise(text, 101)),
  "pieces of nothing": (folder) => change(folder, every, (text) => withPayload(text, "null")),
  "pieces of numbers": (folder) => change(folder, every, (text) => withPayload(text, "7")),
  "pieces of lists": (folder) => change(folder, every, (text) => withPayload(text, '[[1], [null, null, null], "x", ["a", "b", "____"]]')),
  "pieces of objects": (folder) => change(folder, every, (text) => withPayload(text, '{"length": 1e9}')),
  "pieces of another build": (folder) => change(folder, every, (text) => text.replace(stamp, '"0123456789ab"')),
  "root missing": (folder) => rmSync(join(folder, "assets/search/fi.js")),
  "root cut": (folder) => damageRoot(folder, (text) => text.slice(0, 300)),
  "root of null": (folder) => damageRoot(folder, () => 'DigitoriSearch.open("fi", null);'),
  "root of another version": (folder) => damageRoot(folder, (text) => text.replace(/"version":\s*\d+/, '"version":99')),
};

function damageRoot(folder, make) {
  const path = join(folder, "assets/search/fi.js");
  writeFileSync(path, make(readFileSync(path, "utf8")));
}

async function damaged(name, damage) {
  const folder = copySite();
  damage(folder);
  const page = await newReader();
  await page.goto(`${fileBase(folder)}fi/search.html`);
  for (const words of ["valokuvauslupa", "fasilitattori", '"osallistava budjetointi" -kuva laji:lomake']) {
    const told = await page.evaluate(async ([text, longest]) => Promise.race([
      window.DigitoriSearch.query(text, { language: "fi" }).then((hits) => (Array.isArray(hits) ? "hits" : "no list"), () => "refused"),
      new Promise((done) => setTimeout(done, longest, "too late")),
    ]), [words, LONGEST]);
    check(told === "hits" || told === "refused", `${name}: '${words}' ends`, told);
    await page.fill("#search-q", words);
    await page.press("#search-q", "Enter");
    await page.waitForFunction(() => document.querySelector("#search-count").textContent.trim() !== "", null, { timeout: LONGEST })
      .catch(() => check(false, `${name}: the page tells something for '${words}'`));
  }
  const faults = page.faults.filter((fault) => fault.startsWith("script:") && !/SyntaxError|Invalid or unexpected|Unexpected|missing \)/.test(fault));
  check(faults.length === 0, `${name}: no script fails`, faults.join("\n"));
  await page.context().close();
}

// The site is published anew while a reader has the page open, with its old root at hand.
async function publishedMeanwhile() {
  const folder = copySite(), server = await serve(folder), page = await newReader();
  await page.goto(`${server.base}fi/search.html`);
  const count = (words) => page.evaluate(async (text) => (await window.DigitoriSearch.query(text, { language: "fi" })).length, words);
  check(await count("valokuvauslupa") > 0, "published anew: before");
  const made = (text) => text.replace(/"([0-9a-f]{10,})"/g, (all, old) => `"${[...old].reverse().join("")}"`);
  damageRoot(folder, made);
  change(folder, every, (text) => text.replace(stamp, (all, old) => `"${[...old].reverse().join("")}"`));
  check(await count("tilavaraus") > 0, "published anew: a new word finds its pages in the new index");
  check(await count("valokuvauslupa") > 0, "published anew: so does the old word");
  await closeReader(page, "published anew");
  server.close();
}

export default async function (base) {
  for (const [where, from] of [["over http", base], ["from the file system", fileBase(site)]])
    await story(`odd queries ${where}`, () => askAll(from, where));
  for (const [name, damage] of Object.entries(damages)) await story(name, () => damaged(name, damage));
  await story("published anew", publishedMeanwhile);
}
