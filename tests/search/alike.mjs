// Whether a browser and 'digitori search' answer alike.
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { check, site, tests } from "../browser/tools.mjs";
import { readQueries } from "./judged.mjs";
import { queries as odd } from "./odd-queries.mjs";

const program = resolve(process.argv[3] ?? `${tests}/../build/digitori`);
const ways = {
  fi: ['"osallistava budjetointi"', "kuopio -botti", "laji:lomake sopimus", "-laji:lomake sopimus", "mittari laji:tapaus", '"avoin data"',
    "laji:", "laji:lomake", 'kuopio -"osallistava budjetointi"', "tyopaja", "TYÖPAJA", "yhteiskehittämistyöpajoissa", "val", "ti", "a"],
  sv: ['"deltagande budgetering"', "slag:blankett", "avtal -foto", "tjanstedesign"],
  en: ['"data protection"', "kind:form", "trial -company", "co-creation workshop"],
};

// What a process can be given as an argument.
const canBeGiven = (text) => !text.includes("\0") && text.isWellFormed?.() !== false && !/[\ud800-\udfff]/u.test(text);

function fromProgram(text, language) {
  const said = execFileSync(program, ["search", site, "-l", language, "--limit", "12", "--json", "--", text], { encoding: "utf8", maxBuffer: 1 << 26 });
  const found = JSON.parse(said);
  return { total: found.total, suggestion: found.suggestion,
    hits: found.hits.map(({ url, title, excerpt, score, heading }) => ({ url, title, excerpt, score, heading })) };
}

// Asks in the page, as JSON. It runs in the browser: nothing from outside is known there.
export async function askInPage(words, language) {
  const found = await window.DigitoriSearch.search(words, { language, limit: 12 });
  const root = new URL("..", document.baseURI).href;
  return JSON.stringify({ total: found.total, suggestion: found.suggestion,
    hits: found.hits.map(({ url, title, excerpt, score, heading }) =>
      ({ url: new URL(url, document.baseURI).href.slice(root.length), title, excerpt, score, heading })) });
}

function difference(ours, theirs) {
  for (const name of ["total", "suggestion"])
    if (ours[name] !== theirs[name]) return `${name}: browser ${ours[name]}, program ${theirs[name]}`;
  const place = ours.hits.findIndex((hit, at) => JSON.stringify(hit) !== JSON.stringify(theirs.hits[at]));
  if (place >= 0) return `hit ${place + 1}: browser ${JSON.stringify(ours.hits[place])}\nprogram ${JSON.stringify(theirs.hits[place])}`;
  return ours.hits.length === theirs.hits.length ? "" : `browser ${ours.hits.length} hits, program ${theirs.hits.length}`;
}

// Compares every judged query and odd one. [ask](text) gives what askInPage gives in the browser.
export async function checkAlike(name, language, ask) {
  const texts = readQueries(language).map((query) => query.text).concat(ways[language], Object.values(odd).filter(canBeGiven));
  for (const text of texts) {
    const apart = difference(JSON.parse(await ask(text)), fromProgram(text, language));
    check(apart === "", `${name} ${language}: the same for '${text.slice(0, 60)}'`, apart);
  }
}
