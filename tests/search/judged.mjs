// The judged queries and what is measured with them.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
export const languages = ["fi", "sv", "en"];
export const DEPTH = 10;
// How many pages an engine is asked for, since those that nobody judged are passed over.
export const ASKED = 100;

// The pages that were read when the queries were judged.
export function readJudgedPages(language) {
  const lines = readFileSync(join(here, `pages.${language}.txt`), "utf8").split("\n");
  return new Set(lines.filter((line) => line.trim() && !line.startsWith("#")));
}

// [{language, kind, text, grades: Map(page -> 1 or 2)}]
export function readQueries(language) {
  return readFileSync(join(here, `queries.${language}.txt`), "utf8").split("\n")
    .filter((line) => line.trim() && !line.startsWith("#"))
    .map((line) => {
      const [kind, text, pages] = line.split("|").map((part) => part.trim());
      const grades = new Map(pages.split(/\s+/).map((page) => (page.endsWith("?") ? [page.slice(0, -1), 1] : [page, 2])));
      return { language, kind, text, grades };
    });
}

function gain(grades) {
  return grades.reduce((sum, grade, place) => sum + (2 ** grade - 1) / Math.log2(place + 2), 0);
}

// What the first ten of [pages] are worth for a query.
export function measure(query, pages) {
  const first = [...new Set(pages)].slice(0, DEPTH);
  const grades = first.map((page) => query.grades.get(page) ?? 0);
  const best = [...query.grades.values()].sort((a, b) => b - a).slice(0, DEPTH);
  const place = grades.findIndex((grade) => grade > 0);
  return {
    recall: grades.filter((grade) => grade > 0).length / Math.min(DEPTH, query.grades.size),
    mrr: place < 0 ? 0 : 1 / (place + 1),
    ndcg: gain(grades) / gain(best),
    none: first.length === 0 ? 1 : 0,
  };
}

// {queries, recall, mrr, ndcg, none}: means, and how many queries found no page at all.
export function summarize(measured) {
  const mean = (name) => measured.reduce((sum, one) => sum + one[name], 0) / measured.length;
  return {
    queries: measured.length, recall: mean("recall"), mrr: mean("mrr"), ndcg: mean("ndcg"),
    none: measured.filter((one) => one.none).length,
  };
}
