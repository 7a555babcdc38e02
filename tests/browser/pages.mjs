// Pages open from the file system on a narrow phone: whole, silent, without sideways scrolling, with the menu closed
// and open. Every page that somebody wrote, and some of each sort that the site makes.
import { check, closeReader, fileBase, inParallel, newReader, pageFacts, pagesPerLayout, site } from "./tools.mjs";

// Without scripts the menu is always open.
async function withoutScripts() {
  const wide = [];
  for (const width of [320, 390]) {
    const page = await newReader({ javaScriptEnabled: false, viewport: { width, height: 640 } });
    for (const { path } of pagesPerLayout(1).filter(({ layout }) => layout !== "root" && layout !== "redirect")) {
      await page.goto(fileBase(site) + encodeURI(path), { waitUntil: "load" });
      const seen = await page.evaluate(() => document.documentElement.scrollWidth);
      if (seen > width) wide.push(`${path}: ${seen} px at ${width}`);
    }
    await closeReader(page, `pages without scripts at ${width} pixels`);
  }
  check(wide.length === 0, "no page scrolls sideways without scripts", wide.join("\n"));
}

// Beside the menu button the site's name may have a line for each word, and no more.
async function nameOfSite() {
  const page = await newReader({ viewport: { width: 320, height: 640 } });
  for (const language of ["fi", "sv", "en"]) {
    await page.goto(`${fileBase(site)}${language}/index.html`);
    const { lines, words } = await page.locator(".brand span").evaluate((name) => {
      const range = document.createRange();
      range.selectNodeContents(name);
      const tops = [...range.getClientRects()].map((line) => Math.round(line.top));
      return { lines: new Set(tops).size, words: name.textContent.trim().split(/\s+/).length };
    });
    check(lines <= words, `${language}: the site's name keeps its words whole at 320 pixels`, `${lines} lines`);
  }
  await closeReader(page, "the site's name");
}

// What moves while a page comes is read twice: the sum of the browser's layout shifts.
async function nothingMoves() {
  const moved = [];
  for (const viewport of [{ width: 390, height: 844 }, { width: 1280, height: 900 }]) {
    const page = await newReader({ viewport });
    await page.addInitScript(() => {
      window.shifts = [];
      new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((entry) => entry.value)))
        .observe({ type: "layout-shift", buffered: true });
    });
    for (const { path, layout } of pagesPerLayout(2)) {
      if (layout === "root" || layout === "redirect") continue;
      await page.goto(fileBase(site) + encodeURI(path), { waitUntil: "load" });
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))));
      const sum = await page.evaluate(() => window.shifts.reduce((all, one) => all + one, 0));
      if (sum > 0.01) moved.push(`${path} at ${viewport.width} px: ${sum.toFixed(3)}`);
    }
    await closeReader(page, `pages that come, ${viewport.width} px wide`);
  }
  check(moved.length === 0, "nothing moves while a page comes", moved.join("\n"));
}

export default async function () {
  const made = ({ layout }) => layout.startsWith("list") || layout === "tag";
  // These send the reader on at once.
  const left = ({ layout }) => layout === "root" || layout === "redirect";
  const opened = [...pageFacts().filter((page) => !made(page) && !left(page)), ...pagesPerLayout(8).filter(made)];
  const wide = [];
  await inParallel([0, 1], 2, async (half) => {
    const page = await newReader({ viewport: { width: 320, height: 640 } });
    for (const { path } of opened.filter((_, number) => number % 2 === half)) {
      const before = page.faults.length;
      await page.goto(fileBase(site) + encodeURI(path), { waitUntil: "load" });
      const width = () => page.evaluate(() => document.documentElement.scrollWidth);
      const closed = await width();
      if (closed > 320) wide.push(`${path}: ${closed} px`);
      if (await page.isVisible(".menu-button")) await page.click(".menu-button");
      const open = await width();
      if (open > Math.max(closed, 320)) wide.push(`${path}, menu open: ${open} px`);
      for (let i = before; i < page.faults.length; i++) page.faults[i] = `${path}: ${page.faults[i]}`;
    }
    await closeReader(page, `pages from the file system (half ${half + 1})`);
  });
  check(wide.length === 0, "no page scrolls sideways at 320 pixels", wide.join("\n"));
  await withoutScripts();
  await nameOfSite();
  await nothingMoves();
}
