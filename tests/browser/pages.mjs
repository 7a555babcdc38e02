// Pages open from the file system on a narrow phone: whole, silent, without sideways scrolling. Every page that
// somebody wrote, and some of each sort that the site makes.
import { check, closeReader, fileBase, inParallel, newReader, pageFacts, pagesPerLayout, site } from "./tools.mjs";

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
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 320) wide.push(`${path}: ${width} px`);
      for (let i = before; i < page.faults.length; i++) page.faults[i] = `${path}: ${page.faults[i]}`;
    }
    await closeReader(page, `pages from the file system (half ${half + 1})`);
  });
  check(wide.length === 0, "no page scrolls sideways at 320 pixels", wide.join("\n"));
}
