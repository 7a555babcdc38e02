// What the tests of forms share: the fixture's form, answers to all of it, and files.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder, tests } from "./tools.mjs";

export const program = process.env.DIGITORI ?? join(tests, "../build/digitori");
export const path = "fi/lomakkeet/koe.html";

export const full = {
  _process: "Kamerat", _phase: "3", _filled_by: "Aino Mäkelä", _date: "2026-11-22",
  nimi: "Eero Järnefelt", alaikainen: "kylla", huoltaja: "Saimi", tunnus: "1234567-8", kysymys: "Miten: \"me\" #voisimme?",
  tarve: "# Ei otsikko\n\n<b>ei lihavaa</b> [ei linkki](javascript:alert(1))\n---\nloppu", lupa: "annan",
  kaytot: ["digitori", "painettu"], kaytot_other: "Seinälehti", voimassa: "2027-12-31", hinta: 12.5, kayttajat: "a3",
  tila: "open", paikka: "Espoo: \\keskus\\", alku: "2026-12-01", ehdot: true, lisatiedot: "lisää", lisa: "Haluan nähdä kuvan.",
  liite: "valtakirja.pdf", osapuolet: [{ nimi: "Kaupunki", rooli: "kaupunki", tunnit: 12 }, { nimi: "Yritys", rooli: "yritys" }],
  polku: [{ vaihe: "Kuvaus", pvm: "2026-12-01", kipu: "yksi\nkaksi", valmis: true, pisteet: 2 }],
  arvosana: 4, toinen: 5, iso: 7, allekirjoitus: "Saimi Järnefelt",
};

export const control = (page, name) => page.locator(`[name="${name}"]`);
export const step = (page) => page.textContent("#form-step");
export const answers = (page) => page.evaluate(() => window.DigitoriForm.answers());
export const stored = (page) => page.evaluate(() => Object.keys(localStorage).length + Object.keys(sessionStorage).length);
export const go = (page, section) => page.evaluate((wanted) => {
  const form = window.DigitoriForm;
  form.go(form.steps().findIndex((one) => one.getAttribute("data-section") === wanted), true);
}, section);

// Fills whatever form is on the page with what its fields take; [isWhole]: not only what is required.
export const fillAll = (page, isWhole) => page.evaluate((all) => {
  const form = window.DigitoriForm;
  const long = "Asukkaat löytävät palvelun huonosti: tieto on neljässä paikassa.\n\n# Kokeilemme *kevyttä* neuvontaa.";
  const texts = (field) => [field.label.slice(0, 40), "www.espoo.fi", "1234567-8", "aino@esim.fi"]
    .map((text) => text.slice(0, field.length || 99)).find((text) => !field.pattern || new RegExp(`^(?:${field.pattern})$`, "u").test(text));
  const put = (control, value) => {
    control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const tick = (control) => {
    control.checked = true;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const fill = (field, number) => {
    const controls = form.controls(field), [control] = controls;
    const choices = controls.filter((one) => one.type === "radio" || one.type === "checkbox");
    if (control.readOnly) return;
    if (field.type === "multi") choices.slice(0, Math.max(field.minimum || 2, 1)).forEach(tick);
    else if (field.type === "check") tick(control);
    else if (choices.length) tick(choices[number % choices.length]);
    else if (control.nodeName === "SELECT") put(control, control.options[1 + number % (control.options.length - 1)].value);
    else if (field.type === "date") put(control, "31.12.2027");
    else if (field.type === "number" || field.type === "score") put(control, String(field.minimum || 1));
    else if (field.type === "long") put(control, long.slice(0, field.length || 999));
    else put(control, texts(field));
  };
  form.fields.forEach((field, number) => {
    if (!form.isShown(field) || !(all || field.required)) return;
    if (field.type !== "table") fill(field, number);
    else form.rows(field).slice(0, 2).forEach((row) => form.cells(field, row).forEach(fill));
  });
}, isWhole);

export function fileOf(content, name = "vastaukset.json") {
  const file = join(temporaryFolder("digitori-form-"), name);
  writeFileSync(file, typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return file;
}
// What the page says of this file, not of the one before it.
export async function openFile(page, file) {
  await page.evaluate(() => document.querySelector(".form-message")?.classList.add("was-read"));
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click("#form-open")]);
  await chooser.setFiles(file);
  return page.textContent(".form-message:not(.was-read)");
}
export async function saved(page, selector) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(selector)]);
  const file = join(temporaryFolder("digitori-form-"), download.suggestedFilename());
  await download.saveAs(file);
  return { name: download.suggestedFilename(), text: readFileSync(file, "utf8") };
}
export const file = async (page, answersOf, more = {}) => {
  const version = await page.getAttribute("#form", "data-version");
  return { form: "koe", version, language: "fi", filled: "2026-11-22", answers: answersOf, ...more };
};
