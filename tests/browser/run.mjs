// The published site in a browser, as readers meet it.
//
// usage: node browser/run.mjs [PUBLIC] [STORY...]     stories: the files beside this one
import { closeBrowser, openBrowser, pages, removeFolders, serve, site, story, tally } from "./tools.mjs";

const stories = ["pages", "accessibility", "diagrams", "reading", "lists", "search", "search-page", "search-hostile", "checklist", "forms", "kit",
  "changes", "preview", "network", "names"];
const wanted = process.argv.slice(3);

await openBrowser();
const server = await serve(site);
try {
  if (pages.length === 0) throw new Error(`there are no pages in ${site}`);
  for (const name of stories.filter((s) => wanted.length === 0 || wanted.includes(s))) {
    const before = { ...tally }, start = Date.now();
    const { default: tell } = await import(`./${name}.mjs`);
    await story(name, () => tell(server.base));
    console.log(`${name}: ${tally.passed - before.passed} passed, ${tally.failed - before.failed} failed in ` +
      `${((Date.now() - start) / 1000).toFixed(1)} s`);
  }
} finally {
  server.close();
  await closeBrowser();
  removeFolders();
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 ? 0 : 1);
