// Forms: the pages that answers to the site's own forms become. The generator itself says whether it takes them.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { program, fillAll, go, saved } from "./form-tools.mjs";
import { check, closeReader, fileBase, inParallel, newReader, pages, site, story, temporaryFolder, tests } from "./tools.mjs";

const source = join(tests, "..");

function copyOfTheSite() {
  const folder = temporaryFolder("digitori-form-pages-");
  for (const name of ["digitori.yaml", "content", "templates-forms", "themes"])
    if (existsSync(join(source, name))) cpSync(join(source, name), join(folder, name), { recursive: true });
  return folder;
}

// Where a page of [kind] stands in [language]: beside one of the site's own.
function folderOf(folder, kind, language) {
  const kinds = readFileSync(join(folder, "content/kinds", `${kind}.yaml`), "utf8");
  const name = kinds.match(new RegExp(`^folder: .*\\b${language}: ([\\w-]+)`, "m"))[1];
  return join(folder, "content", language, name);
}

async function answered(one, isWhole) {
  const page = await newReader({ acceptDownloads: true });
  await page.goto(fileBase(site) + encodeURI(one));
  await fillAll(page, isWhole);
  await fillAll(page, isWhole);       // what the first answers opened
  await go(page, "_finish");
  check(await page.locator("#form-check.is-fine").count() === 1, `${one} is filled`, await page.textContent("#form-check"));
  const kind = await page.getAttribute("#form-becomes", "data-kind");
  const language = await page.getAttribute("html", "lang");
  const { text } = await saved(page, '[data-form-action="page"]');
  await closeReader(page, `${one} becomes a page`);
  return { kind, language, text };
}

async function becomePages() {
  const forms = pages.filter((one) => readFileSync(join(site, one), "utf8").includes('id="form-becomes"'));
  check(forms.length >= 5, "there are forms that become pages", `${forms.length}`);
  const folder = copyOfTheSite();
  for (const isWhole of [true, false]) {
    await inParallel(forms, 2, (one) => story(one, async () => {
      const { kind, language, text } = await answered(one, isWhole);
      const into = folderOf(folder, kind, language);
      mkdirSync(into, { recursive: true });
      writeFileSync(join(into, `koe-${forms.indexOf(one)}-${isWhole ? "kokonaan" : "pakolliset"}.md`), text);
    }));
  }
  let said = "";
  try {
    said = execFileSync(program, ["check", folder], { encoding: "utf8", stdio: "pipe" });
  } catch (fault) {
    said = `${fault.stdout}${fault.stderr}`;
  }
  const made = said.split("\n").filter((line) => /\/koe-\d+-/.test(line) && !line.includes("not translated"));
  check(made.length === 0, "the generator takes the pages that forms become", made.join("\n"));
  check(readdirSync(folderOf(folder, "need", "fi")).some((name) => name.startsWith("koe-")), "pages were made", dirname(folder));
}

export const stories = { becomePages };
