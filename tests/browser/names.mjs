// Names that JavaScript knows, as words, tags, fields and values of a site: they are names like any other.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { program } from "./form-tools.mjs";
import { check, closeReader, fileBase, newReader, story, temporaryFolder } from "./tools.mjs";

const known = ["constructor", "valueof", "__proto__", "hasownproperty", "tostring"];
const files = {
  "digitori.yaml": "title: Nimet\nlanguages: [fi]\n",
  "content/fi/index.md": "---\ntitle: Nimet\n---\nEtusivu.\n",
  "content/kinds/asia.yaml": "label: Asia\nplural: Asiat\nfields:\n"
    + "  constructor: {type: choice, label: Laatu, facet: true, choices: {valueof: Arvo, constructor: Tekijä}}\n",
  "templates-forms/koe/form.yaml": "version: 1\nsections:\n  - id: constructor\n    fields:\n      - {id: elements, type: text}\n"
    + "      - {id: constructor, type: text}\n      - {id: submit, type: date}\n      - {id: valueof, type: choice, options: [constructor, tostring]}\n",
  "templates-forms/koe/fi.md": "---\ntitle: Koe\nsummary: Koe.\npurpose: Kokeeksi.\nfilled_by: Kuka vain\nfields:\n  elements: Yksi\n"
    + "  constructor: Kaksi\n  submit: Päivä\n  valueof: {label: Kolme, options: {constructor: Neljä, tostring: Viisi}}\n---\n"
    + "## Osa\n\n[[elements]]\n\n[[constructor]]\n\n[[submit]]\n\n[[valueof]]\n",
};
known.forEach((name, number) => {
  files[`content/fi/asia/${number}.md`] = `---\ntitle: '${name}'\nkind: asia\ntags: ['${name}']\nconstructor: ${number % 2 ? "constructor" : "valueof"}\n---\n`
    + `## ${name}\n\nSana ${name}.\n`;
});

function publish() {
  const folder = temporaryFolder("digitori-names-");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  execFileSync(program, ["build", folder, "-o", join(folder, "public"), "--quiet"], { stdio: "pipe" });
  return fileBase(join(folder, "public"));
}

async function inLists(base) {
  const page = await newReader();
  await page.goto(`${base}fi/asia/index.html`);
  const items = page.locator("#list-items [data-facets]");
  await page.click(".facet-value >> nth=0");
  const shown = await items.filter({ visible: true }).count();
  check(await items.count() === known.length && shown > 0 && shown < known.length, "a list is narrowed by a field called 'constructor'", `${shown}`);
  await closeReader(page, "names in lists");
}

async function inSearch(base) {
  const page = await newReader();
  await page.goto(`${base}fi/search.html`);
  for (const name of [...known, "constructor:constructor", "laatu:arvo"]) {
    const found = await page.evaluate(async (words) => (await window.DigitoriSearch.query(words, { language: "fi", limit: 10 })).length, name);
    check(found > 0, `'${name}' is found`, `${found}`);
  }
  await closeReader(page, "names in the search");
}

async function inForms(base) {
  const page = await newReader();
  await page.goto(`${base}fi/lomakkeet/koe.html`);
  const told = await page.evaluate(() => {
    const form = window.DigitoriForm;
    form.open(JSON.parse('{"elements":"a","constructor":"b","valueof":"constructor","__proto__":"c","tostring":1}'), { submit: "huomenna", constructor_other: "x" });
    return { answers: form.answers(), date: document.querySelector('[name="submit"]').value };
  });
  check(JSON.stringify(told.answers) === '{"elements":"a","constructor":"b","valueof":"constructor"}' && told.date === "huomenna",
    "a form is filled whatever its fields are called", JSON.stringify(told));
  await page.fill('[name="_process"]', "Koe");
  await page.waitForFunction(() => localStorage.length > 0);
  await page.evaluate(() => {
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i);
      localStorage.setItem(key, '{"answers":{"constructor":{"a":1},"__proto__":[]},"raw":[null,{"a":1}],"paper":["constructor",5,null],"name":"<img src=x onerror=alert(1)>","changed":"9"}');
    }
    localStorage.setItem("digitori-form:x", "]");
  });
  await page.reload();
  check(await page.locator("#form img[src=x]").count() === 0 && await page.isVisible("#form"), "a draft that somebody spoiled spoils no page");
  await closeReader(page, "names in forms");
}

export default async function () {
  const base = publish();
  await story("names in lists", () => inLists(base));
  await story("names in the search", () => inSearch(base));
  await story("names in forms", () => inForms(base));
}
