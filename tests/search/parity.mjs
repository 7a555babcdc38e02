// 'digitori search' answers as Chromium does: the same pages, scores, excerpts, totals and suggestions.
//
// usage: node search/parity.mjs [SITE] [PROGRAM]
import { closeBrowser, closeReader, fileBase, newReader, openBrowser, site, tally } from "../browser/tools.mjs";
import { askInPage, checkAlike } from "./alike.mjs";
import { languages } from "./judged.mjs";

await openBrowser();
try {
  for (const language of languages) {
    const page = await newReader();
    await page.goto(`${fileBase(site)}${language}/search.html`);
    await checkAlike("Chromium", language, (text) =>
      page.evaluate(`(${askInPage})(${JSON.stringify(text)}, ${JSON.stringify(language)})`));
    await closeReader(page, language);
  }
} finally {
  await closeBrowser();
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 ? 0 : 1);
