// What every browser test uses: the browser, a small server, the site's pages, and the count of checks.
import { createReadStream, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const tests = dirname(dirname(fileURLToPath(import.meta.url)));
export const site = resolve(process.argv[2] ?? join(tests, "../public"));

// ---- Counting

export const tally = { passed: 0, failed: 0 };

export function check(condition, name, detail = "") {
  if (condition) {
    tally.passed++;
    return true;
  }
  tally.failed++;
  console.log(`FAILED  ${name}`);
  for (const line of String(detail).split("\n").slice(0, 20)) if (line) console.log(`        ${line}`);
  return false;
}

async function tellOnce(name, tell) {
  try {
    await tell();
  } catch (fault) {
    check(false, name, fault.message);
  }
}

// Failed checks that stood a second telling of the story they are in.
let confirmed = 0;

// Runs one story; what it throws is one failed check, and the next story still runs. A story with a failed
// check is told once more: a fault of the site fails both times, a browser short of processor time only
// once. The first telling is then reported as unsteady and not counted.
export async function story(name, tell) {
  const before = { ...tally }, confirmedBefore = confirmed;
  await tellOnce(name, tell);
  if (tally.failed - before.failed === confirmed - confirmedBefore) return;
  Object.assign(tally, before);
  confirmed = confirmedBefore;
  await tellOnce(name, tell);
  if (tally.failed === before.failed) console.log(`UNSTEADY  ${name}: the checks above passed at the second try`);
  confirmed = confirmedBefore + tally.failed - before.failed;
}

// ---- The site's files

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

export const pages = (statSync(site, { throwIfNoEntry: false })?.isDirectory() ? filesBelow(site) : [])
  .filter((path) => path.endsWith(".html"))
  .map((path) => relative(site, path).split(sep).join("/"))
  .sort();

// {path, layout, language, size} of every page.
export function pageFacts() {
  return pages.map((path) => {
    const html = readFileSync(join(site, path), "utf8");
    const body = html.match(/<body[^>]*class="([^"]*)"/)?.[1] ?? "";
    const layout = body.match(/layout-([a-z-]+)/)?.[1] ?? "other";
    const language = html.match(/<html[^>]*lang="([a-z]+)"/)?.[1] ?? "";
    return { path, layout, language, size: html.length };
  });
}

// At most [count] pages per language and layout: the largest, since they show most of what the layout can.
export function pagesPerLayout(count) {
  const chosen = new Map();
  for (const page of pageFacts().sort((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1))) {
    const key = `${page.language} ${page.layout}`;
    if (!chosen.has(key)) chosen.set(key, []);
    if (chosen.get(key).length < count) chosen.get(key).push(page);
  }
  return [...chosen.values()].flat();
}

// ---- A server for files, nothing more

const types = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg",
  ".webp": "image/webp", ".xml": "application/xml", ".zip": "application/zip", ".pdf": "application/pdf",
};

// [headers] go with every answer.
export async function serve(folder, headers = {}) {
  const server = createServer((request, response) => {
    const path = resolve(folder, "." + decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    const isFile = path.startsWith(folder) && statSync(path, { throwIfNoEntry: false })?.isFile();
    const type = types[extname(path)] ?? "application/octet-stream";
    response.writeHead(isFile ? 200 : 404, { "Content-Type": type, ...headers });
    if (isFile) createReadStream(path).pipe(response);
    else response.end("not found");
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { base: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

export function fileBase(folder) {
  return pathToFileURL(folder).href + "/";
}

// ---- The browser

let browser;

export async function openBrowser() {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
}

export async function closeBrowser() {
  await browser?.close();
}

// A fresh reader. [page.faults] collects what should never happen: errors on the console, requests that
// fail, requests that leave the site.
export async function newReader(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "fi-FI", ...options });
  context.setDefaultTimeout(30000);
  const page = await context.newPage();
  page.faults = [];
  page.on("console", (message) => {
    if (message.type() === "error") page.faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (fault) => page.faults.push(`script: ${fault.message}`));
  page.on("requestfailed", (request) => {
    // A page left while something loads is no fault of the page.
    if (request.failure()?.errorText !== "net::ERR_ABORTED")
      page.faults.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["file:", "data:", "blob:"].includes(url.protocol) && url.hostname !== "127.0.0.1")
      page.faults.push(`leaves the site: ${request.url()}`);
  });
  return page;
}

export async function closeReader(page, name) {
  check(page.faults.length === 0, `${name}: no errors, nothing missing, nothing from elsewhere`,
    [...new Set(page.faults)].join("\n"));
  await page.context().close();
}

// Whether [place], a selector of the page or a locator, is seen: at once, or when the page has come that far.
export async function isShown(page, place) {
  const locator = typeof place === "string" ? page.locator(place) : place;
  return locator.first().waitFor({ state: "visible", timeout: 10000 }).then(() => true, () => false);
}

// ---- Temporary folders

const folders = [];

export function temporaryFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), name));
  folders.push(folder);
  return folder;
}

export function removeFolders() {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

// Calls [work] for every item, [count] at a time.
export async function inParallel(items, count, work) {
  const waiting = [...items];
  await Promise.all(Array.from({ length: count }, async () => {
    while (waiting.length > 0) await work(waiting.shift());
  }));
}
