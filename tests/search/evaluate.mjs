// How well search finds what the judged queries ask, beside other engines over the same pages.
//
// usage: node search/evaluate.mjs [SITE] [--ours] [--each] [--check]
//   --ours   only our own engine; --each  a line for every query that misses something
//   --check  closes with 'N passed, N failed' against floors.json
import { readFileSync } from "node:fs";
import { check, closeBrowser, openBrowser, removeFolders, tally } from "../browser/tools.mjs";
import { engines, Missing, readPages } from "./engines.mjs";
import { languages, measure, readJudgedPages, readQueries, summarize } from "./judged.mjs";

const flags = process.argv.slice(2).filter((word) => word.startsWith("--"));
const chosen = flags.includes("--ours") || flags.includes("--check") ? engines.slice(0, 1) : engines;

function row(name, all) {
  const { queries, recall, mrr, ndcg, none } = summarize(all);
  const figures = [recall, mrr, ndcg].map((value) => value.toFixed(3).padStart(7)).join("");
  console.log(`${name.padEnd(30)}${String(queries).padStart(5)}${figures}${String(none).padStart(6)}`);
}

function tellMisses(query, pages) {
  const missed = [...query.grades.keys()].filter((page) => !pages.slice(0, 10).includes(page));
  if (missed.length === 0) return;
  const strange = pages.slice(0, 10).filter((page) => !query.grades.has(page));
  console.log(`  ${query.kind} '${query.text}': misses ${missed.map((page) => page + (query.grades.get(page) === 1 ? "?" : "")).join(" ")}` +
    `\n      gives besides ${strange.join(" ") || "nothing"}`);
}

// [{kind, recall, mrr, ndcg, none}] of an engine in a language; null when it is not here.
async function ask(engine, language) {
  const queries = readQueries(language), judged = readJudgedPages(language), measured = [];
  let opened;
  try {
    opened = await engine.open(readPages(language), language);
  } catch (fault) {
    if (!(fault instanceof Missing)) throw fault;
    console.log(`left out: ${engine.name}: ${fault.message}`);
    return null;
  }
  for (const query of queries) {
    const pages = [...new Set(await opened.ask(query.text))].filter((page) => judged.has(page));
    measured.push({ kind: query.kind, ...measure(query, pages) });
    if (flags.includes("--each") && engine === engines[0]) tellMisses(query, pages);
  }
  await opened.close();
  return measured;
}

function checkFloors(language, found) {
  const floors = JSON.parse(readFileSync(new URL("floors.json", import.meta.url), "utf8"))[language];
  const { recall, mrr, ndcg, none } = summarize(found);
  for (const [name, value] of Object.entries({ recall, mrr, ndcg }))
    check(value >= floors[name], `${language}: ${name} is not below ${floors[name]}`, value.toFixed(3));
  check(none <= floors.none, `${language}: no more than ${floors.none} queries find nothing`, none);
}

await openBrowser();
try {
  for (const language of languages) {
    console.log(`\n${language.padEnd(30)}    n  R@10    MRR   nDCG  none`);
    for (const engine of chosen) {
      const found = await ask(engine, language);
      if (!found) continue;
      row(engine.name, found);
      if (engine !== engines[0]) continue;
      for (const kind of [...new Set(found.map((one) => one.kind))]) row(`  ${kind}`, found.filter((one) => one.kind === kind));
      if (flags.includes("--check")) checkFloors(language, found);
    }
  }
} finally {
  await closeBrowser();
  removeFolders();
}
if (flags.includes("--check")) console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 ? 0 : 1);
