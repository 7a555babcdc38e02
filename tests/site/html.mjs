// Every page of the site through html-validate.
//
// usage: node site/html.mjs [PUBLIC]
//
// The work is divided among as many threads as there are processors.
import { readdirSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const tests = dirname(dirname(fileURLToPath(import.meta.url)));

const config = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // The HTML is also well-formed XML, so that EPUB can use the same writer.
    "void-style": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    // Matters of taste, and of length: Finnish words are long.
    "long-title": "off",
    "no-trailing-whitespace": "off",
    // Scripts and styles are the site's own files: there is nothing to verify them against.
    "require-sri": "off",
    "no-inline-style": "error",
    // Ids of headings follow GitHub's rule, so they may begin with a digit, as HTML allows.
    "valid-id": ["error", { relaxed: true }],
  },
};

function pagesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? pagesBelow(path) : entry.name.endsWith(".html") ? [path] : [];
  });
}

async function validate(paths) {
  const validator = new HtmlValidate(new StaticConfigLoader(config));
  const found = [];
  for (const path of paths) {
    const report = await validator.validateFile(path);
    const messages = report.results.flatMap((result) => result.messages);
    found.push({ path, messages: messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`) });
  }
  return found;
}

async function main() {
  const folder = resolve(process.argv[2] ?? join(tests, "../public"));
  const paths = pagesBelow(folder).sort();
  const threads = Math.min(4, cpus().length);
  const parts = Array.from({ length: threads }, (_, i) => paths.filter((_, n) => n % threads === i));
  const results = await Promise.all(parts.map((part) => new Promise((done, failed) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: part });
    worker.once("message", done);
    worker.once("error", failed);
  })));
  const all = results.flat();
  const bad = all.filter((page) => page.messages.length > 0);
  for (const page of bad.slice(0, 30)) {
    console.log(`FAILED  ${relative(folder, page.path)}`);
    for (const message of page.messages.slice(0, 10)) console.log(`        ${message}`);
  }
  if (bad.length > 30) console.log(`        ... ${bad.length} pages in all`);
  if (all.length === 0) console.log(`FAILED  there are no pages in ${folder}`);
  console.log(`${all.length - bad.length} passed, ${bad.length + (all.length === 0 ? 1 : 0)} failed`);
  process.exit(bad.length === 0 && all.length > 0 ? 0 : 1);
}

if (isMainThread) await main();
else parentPort.postMessage(await validate(workerData));
