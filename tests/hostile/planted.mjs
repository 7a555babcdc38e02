// Opens every page of the sites in Chromium, from the file system, and touches what can be touched: nothing that was planted
// runs, and nothing is asked for but files of the site.
//
// usage: planted.mjs SITE...
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequire } from "node:module";

const { chromium } = createRequire(new URL("../package.json", import.meta.url))("playwright-core");

function pagesBelow(folder) {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? pagesBelow(path) : name.endsWith(".html") || name.endsWith(".svg") ? [path] : [];
  });
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
let failed = 0;

// The page that leads on at once, to a page of the site.
const leadsOn = /<meta http-equiv="refresh" content="0; ?url=[\w./-]+"/;

async function look(page, path, base, faults) {
  const html = readFileSync(path, "utf8");
  if (leadsOn.test(html)) {
    // Taken apart, not shown: shown it would lead on.
    await page.goto("about:blank");
    const isMore = await page.evaluate((text) => {
      const parts = [...new DOMParser().parseFromString(text, "text/html").querySelectorAll("*")];
      return parts.some((part) => /^(script|img|iframe|base|object|style|form)$/i.test(part.tagName)
        || [...part.attributes].some((attribute) => attribute.name.startsWith("on")));
    }, html);
    if (isMore) faults.push(`${relative(base, path)}: more than an address`);
    return;
  }
  await page.goto(pathToFileURL(path).href, { waitUntil: "load" });
  await page.evaluate(() => {
    for (const element of document.querySelectorAll("details")) element.open = true;
    for (const element of document.querySelectorAll("a, button, input, select, textarea, summary, td, th, label, span"))
      for (const type of ["mouseover", "focus", "mouseenter"]) element.dispatchEvent(new Event(type, { bubbles: true }));
  });
  const found = await page.evaluate(() => ({
    planted: "planted" in window,
    elements: [...document.querySelectorAll("script:not([src]), iframe, object, embed, base, meta[http-equiv=refresh]")].map((e) => e.outerHTML.slice(0, 80)),
    handlers: [...document.querySelectorAll("*")].flatMap((e) => [...e.attributes].filter((a) => /^on/i.test(a.name)).map((a) => `${e.tagName} ${a.name}`)),
    addresses: [...document.querySelectorAll("[href], [src], [action], [formaction], [data]")].flatMap((e) => ["href", "src", "action", "formaction", "data"]
      .map((name) => e.getAttribute(name) ?? "").filter((value) => /^\s*(javascript|data|vbscript|file):/i.test(value))),
  }));
  const where = relative(base, path);
  if (found.planted) faults.push(`${where}: what was planted ran`);
  faults.push(...found.elements.filter((html) => !/application\/(ld\+)?json/.test(html)).map((html) => `${where}: ${html}`), ...found.handlers.map((name) => `${where}: ${name}`),
    ...found.addresses.map((value) => `${where}: ${value.slice(0, 60)}`));
}

for (const site of process.argv.slice(2)) {
  const faults = [];
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on("request", (request) => {
    if (!request.url().startsWith(pathToFileURL(site).href) && !request.url().startsWith("data:image")) faults.push(`asked for ${request.url().slice(0, 100)}`);
  });
  page.on("dialog", (dialog) => { faults.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
  const pages = pagesBelow(site);
  for (const path of pages) await look(page, path, site, faults);
  // What is searched for, and the hits with the words of pages.
  await page.goto(`${pathToFileURL(join(site, "en/search.html")).href}?q=${encodeURIComponent("\"><img src=x onerror=window.planted=1> planted script")}`);
  await page.waitForTimeout(150);
  if (await page.evaluate(() => "planted" in window)) faults.push("search: what was planted ran");
  await context.close();
  failed += faults.length > 0 || pages.length < 10;
  process.stdout.write(`${faults.length === 0 && pages.length >= 10 ? "ok" : "FAILED"} ${pages.length} pages in Chromium, ${relative(join(site, "../.."), site)}: ${[...new Set(faults)].slice(0, 6).join("; ")}\n`);
}
await browser.close();
process.exit(failed > 0 ? 1 : 0);
