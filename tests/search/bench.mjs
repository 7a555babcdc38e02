// How large the search index is, how long it takes to make and how long it takes to ask.
//
// usage: node search/bench.mjs PROGRAM [PAGES...]      PAGES: 1000 10000 unless told
//
// Publishes a generated handbook, once with no words kept from earlier builds and once more, and asks it in
// Chromium from the file system. Prints a table in Markdown: seconds of processor time for the whole site, the
// largest process, medians and 95th percentiles. Bytes are what gzip makes of the files. A cold query is the first on a freshly opened search page.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { closeBrowser, newReader, openBrowser } from "../browser/tools.mjs";

const bench = join(dirname(fileURLToPath(import.meta.url)), "../bench");
const program = resolve(process.argv[2] ?? "build/digitori");
const sizes = process.argv.length > 3 ? process.argv.slice(3).map(Number) : [1000, 10000];

// What the generated pages may be asked: whole words, inflected ones, parts, beginnings, misspellings, several words.
const queries = `palvelutyöpaja kouluryhmä asukaskysymys kirjastotalo nuorisopäivä hankesuunnitelma kulttuuriverkko
  talousvaikutus päätöslista terveyspalvelu ideakierros torijoukko palvelutyöpajasta kouluryhmällä asukaskysymyksen
  kirjastotalossa nuorisopäivästä hankesuunnitelman kulttuuriverkolla talousvaikutusta päätöslistalle terveyspalvelut
  työpaja kysymys kirjasto kartta mittari sopimus lomake verkosto palvelu asukas kaupunki oppilas palvelutyöpja
  koulurymhä asukaskysmys kirjastotal nuorisopävä hankesunnitelma kulturiverkko talousvaikutsu`.split(/\s+/)
  .concat("asukas kirjasto;kaupunki kysyy;nuoriso talo;hanke mittari tulos;palvelu koulu;yritys sopimus;kulttuuri ilta;vaihe kuka".split(";"))
  .concat("työpaja kirjastossa;avoin päätös;kokeilu koulussa;terveys ja liikunta;digipalvelu perhe;\"kaupunki kysyy\"".split(";"));

function filesOf(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesOf(path) : [path];
  });
}

const zipped = new Map();
function zippedSize(path) {
  if (!zipped.has(path)) zipped.set(path, gzipSync(readFileSync(path)).length);
  return zipped.get(path);
}

function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

function both(values, unit = 1, digits = 0) {
  return [0.5, 0.95].map((part) => (quantile(values, part) / unit).toFixed(digits)).join(" / ");
}

// {seconds, memory} of a build: of processor time, and of the largest process in MB.
function build(measurer, site, out) {
  const said = execFileSync(measurer, [program, "build", site, "-o", out, "--quiet"], { encoding: "utf8" });
  const [, kilobytes, seconds] = said.trim().split(/\s+/).map(Number);
  return { seconds, memory: kilobytes / 1024 };
}

async function askInPage(page, text) {
  return page.evaluate(async (words) => {
    const start = performance.now();
    const hits = await window.DigitoriSearch.query(words, { language: "fi", limit: 10 });
    return { time: performance.now() - start, count: hits.length };
  }, text);
}

async function askCold(out, text) {
  const page = await newReader(), loaded = [];
  page.on("request", (request) => {
    if (request.url().includes("/assets/search/")) loaded.push(fileURLToPath(request.url().replace(/\?.*/, "")));
  });
  await page.goto(`${pathToFileURL(out).href}/fi/search.html`);
  const answer = await askInPage(page, text);
  await page.context().close();
  const present = loaded.filter((path) => existsSync(path));
  return { ...answer, requests: loaded.length, bytes: present.reduce((sum, path) => sum + zippedSize(path), 0) };
}

async function askWarm(out) {
  const page = await newReader(), times = [];
  await page.goto(`${pathToFileURL(out).href}/fi/search.html`);
  for (const text of queries) await askInPage(page, text);
  for (const text of queries) times.push((await askInPage(page, text)).time);
  await page.context().close();
  return times;
}

async function measure(count) {
  const work = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "digitori-search-bench-"));
  try {
    const site = join(work, "site"), out = join(work, "out"), measurer = join(work, "measure");
    execFileSync("gcc", ["-std=c17", "-D_GNU_SOURCE", "-O2", join(bench, "measure.c"), "-o", measurer]);
    execFileSync("python3", [join(bench, "corpus.py"), site, String(count), "rich"]);
    const first = build(measurer, site, out), second = build(measurer, site, out);
    const index = join(out, "assets/search"), files = filesOf(index);
    const raw = files.reduce((sum, path) => sum + statSync(path).size, 0);
    const small = files.reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0);
    const cold = [];
    for (const text of queries) cold.push(await askCold(out, text));
    const warm = await askWarm(out);
    const empty = cold.filter((one) => one.count === 0).length;
    console.log(`| ${[count, first.seconds.toFixed(1), second.seconds.toFixed(1), first.memory.toFixed(0), (raw / 1e6).toFixed(1),
      (small / 1e6).toFixed(1), files.length, both(cold.map((one) => one.bytes), 1000, 0), both(cold.map((one) => one.requests)),
      both(cold.map((one) => one.time)), both(warm, 1, 1), empty].join(" | ")} |`);
  } finally {
    rmSync(work, { recursive: true, force: true });
    zipped.clear();
  }
}

console.log("| pages | build, CPU s | again, CPU s | memory, MB | index, MB | gzipped, MB | files | cold query, kB | requests | cold, ms | warm, ms | found nothing |");
console.log("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
await openBrowser();
for (const count of sizes) await measure(count);
await closeBrowser();
