// axe-core on one page per layout and language, narrow and wide, light and dark.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check, closeReader, inParallel, newReader, pagesPerLayout, story, tests } from "./tools.mjs";

export const axe = readFileSync(join(tests, "node_modules/axe-core/axe.min.js"), "utf8");
export const narrow = { width: 390, height: 844 }, wide = { width: 1280, height: 900 };
export const every = [[wide, "light"], [narrow, "light"], [wide, "dark"], [narrow, "dark"]];

// Pages that send the reader on at once are not read.
const notRead = ["root", "redirect"];

// [axe] has been evaluated on the page. Its contrast is measured as it stands, without movement.
export async function faults(page, size, scheme) {
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  const found = await page.evaluate(() => window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"],
  }));
  return found.violations.map((v) => `${v.id}: ${v.help}\n  ${v.nodes.slice(0, 3)
    .map((n) => `${n.target.join(" ")} ${n.any[0]?.message ?? ""}`).join("\n  ")}`);
}

export default async function (base) {
  const chosen = pagesPerLayout(1).filter(({ layout }) => !notRead.includes(layout));
  check(chosen.length >= 40, "there are pages of every layout and language", `${chosen.length} found`);
  await inParallel(chosen, 2, ({ path, layout, language }) => story(`axe ${path}`, async () => {
    const page = await newReader();
    await page.goto(base + encodeURI(path));
    await page.evaluate(axe);
    // The other languages share the layouts: one look each is enough there.
    for (const [size, scheme] of { fi: every, sv: [every[3]], en: [every[0]] }[language] ?? every) {
      const found = await faults(page, size, scheme);
      check(found.length === 0, `axe ${path} (${layout}, ${size.width} px, ${scheme})`, found.join("\n"));
    }
    await closeReader(page, `axe ${path}`);
  }));
}
