// The search engines that are compared. Each is {name, open(pages, language)}, which gives
// {ask(text): [page], close()}, or throws Missing when it is not installed here.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { closeReader, fileBase, newReader, serve, site, temporaryFolder, tests } from "../browser/tools.mjs";
import { ASKED } from "./judged.mjs";

const require = createRequire(import.meta.url);
export class Missing extends Error {}

// ---- The pages every engine reads

const named = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", shy: "" };

function plain(html) {
  return html.replace(/<(script|style|svg|template)\b[\s\S]*?<\/\1>/g, " ").replace(/<[^>]*>/g, " ")
    .replace(/&#x([0-9a-f]+);/gi, (all, code) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&#(\d+);/g, (all, code) => String.fromCodePoint(Number(code)))
    .replace(/&(\w+);/g, (all, name) => named[name] ?? all).replace(/\u00ad/g, "").replace(/\s+/g, " ").trim();
}

// [{page, path, title, body, html}] of a language, from the published pages' main elements.
export function readPages(language) {
  const all = JSON.parse(readFileSync(join(site, "data/pages.json"), "utf8")).pages;
  return all.filter((page) => page.language === language && page.url.startsWith(`${language}/`)).map((page) => {
    const html = readFileSync(join(site, page.url), "utf8");
    const main = html.match(/<main\b[\s\S]*<\/main>/)?.[0] ?? html;
    return { page: pageOf(page.url, language), path: page.url, title: page.title, body: plain(main), html };
  });
}

// The page of an address, as the judged queries name it.
function pageOf(address, language) {
  const path = decodeURIComponent(address).replace(/[?#].*/, "");
  const start = path.lastIndexOf(`/${language}/`);
  const own = start >= 0 ? path.slice(start + language.length + 2) : path.replace(`${language}/`, "");
  return own.replace(/\.html$/, "");
}

// ---- Ours, as the reader has it: in the browser, from the file system

const ours = {
  name: "Digitori",
  async open(pages, language) {
    const reader = await newReader();
    await reader.goto(`${fileBase(site)}${language}/search.html`);
    return {
      async ask(text) {
        const urls = await reader.evaluate(async ([words, code, limit]) =>
          (await window.DigitoriSearch.query(words, { language: code, limit })).map((hit) => hit.url), [text, language, ASKED]);
        return urls.map((url) => pageOf(new URL(url, reader.url()).href, language));
      },
      close: () => closeReader(reader, `${language} search`),
    };
  },
};

// ---- Pagefind, over http: it does not work from the file system

function pagefindProgram() {
  for (const machine of ["x64", "arm64"]) {
    const program = join(tests, `node_modules/@pagefind/linux-${machine}/bin/pagefind_extended`);
    if (machine === process.arch && existsSync(program)) return program;
  }
  throw new Missing("Pagefind is not there for this machine");
}

const pagefind = {
  name: "Pagefind",
  async open(pages, language) {
    const program = pagefindProgram(), folder = temporaryFolder("pagefind-");
    for (const page of pages) {
      mkdirSync(dirname(join(folder, page.path)), { recursive: true });
      writeFileSync(join(folder, page.path), page.html);
    }
    execFileSync(program, ["--site", folder, "--root-selector", "main", "--quiet"]);
    writeFileSync(join(folder, "ask.html"), `<!doctype html><html lang="${language}"><title>ask</title></html>`);
    const server = await serve(folder), reader = await newReader();
    await reader.goto(`${server.base}ask.html`);
    await reader.evaluate(async () => {
      window.pagefind = await import("/pagefind/pagefind.js");
      await window.pagefind.init();
    });
    return {
      async ask(text) {
        const urls = await reader.evaluate(async ([words, limit]) => {
          const found = await window.pagefind.search(words);
          return Promise.all(found.results.slice(0, limit).map(async (hit) => (await hit.data()).url));
        }, [text, ASKED]);
        return urls.map((url) => pageOf(url, language));
      },
      async close() {
        await reader.context().close();
        server.close();
      },
    };
  },
};

// ---- lunr with its language packs

function lunrFor(language) {
  try {
    const lunr = require("lunr");
    if (language !== "en" && !lunr[language]) {
      require("lunr-languages/lunr.stemmer.support")(lunr);
      require(`lunr-languages/lunr.${language}`)(lunr);
    }
    return lunr;
  } catch (fault) {
    throw new Missing(`lunr is not there: ${fault.message.split("\n")[0]}`);
  }
}

function lunrIndex(lunr, pages, language) {
  return lunr(function () {
    if (language !== "en") this.use(lunr[language]);
    this.ref("page");
    this.field("title", { boost: 10 });
    this.field("body");
    for (const page of pages) this.add(page);
  });
}

const lunrPlain = {
  name: "lunr",
  async open(pages, language) {
    const index = lunrIndex(lunrFor(language), pages, language);
    return {
      ask: async (text) => index.search(text.replace(/[~^:*+-]/g, " ")).map((hit) => hit.ref),
      close: async () => {},
    };
  },
};

const lunrLoose = {
  name: "lunr, prefix, fuzzy",
  async open(pages, language) {
    const lunr = lunrFor(language), index = lunrIndex(lunr, pages, language);
    return {
      async ask(text) {
        return index.query((query) => {
          for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
            query.term(word, { boost: 10 });
            query.term(word, { wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false, boost: 3 });
            query.term(word, { editDistance: word.length < 8 ? 1 : 2, usePipeline: false });
          }
        }).map((hit) => hit.ref);
      },
      close: async () => {},
    };
  },
};

// ---- Plain substring: pages with most of the words first, then those with most occurrences

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

const substring = {
  name: "substring",
  async open(pages) {
    const folded = pages.map((page) => ({ page: page.page, title: fold(page.title), body: fold(page.body) }));
    return {
      async ask(text) {
        const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
        return folded.map((page) => {
          const counts = words.map((word) => page.body.split(word).length - 1);
          const titles = words.filter((word) => page.title.includes(word)).length;
          const found = counts.filter((count) => count > 0).length;
          return { page: page.page, rank: [found, titles, counts.reduce((sum, count) => sum + count, 0)] };
        }).filter((one) => one.rank[0] > 0)
          .sort((a, b) => b.rank[0] - a.rank[0] || b.rank[1] - a.rank[1] || b.rank[2] - a.rank[2])
          .map((one) => one.page);
      },
      close: async () => {},
    };
  },
};

export const engines = [ours, pagefind, lunrPlain, lunrLoose, substring];
