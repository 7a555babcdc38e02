// Fills PDF forms by pdf-lib, by the names of their fields, and reads them back.
//
// usage: node tests/pdf/fill.mjs < PLAN      PLAN: a JSON list of {from, to, values: {name: value}}
// A value is a text, the option of a choice (as pdf-lib tells options), or true for a box to tick. Prints what pdf-lib
// finds in the new files: a JSON list of {values: {name: value}} or {fault}.
import { readFileSync, writeFileSync } from "node:fs";
import { PDFCheckBox, PDFDocument, PDFDropdown, PDFRadioGroup, PDFTextField } from "pdf-lib";

function fill(field, value) {
  if (field instanceof PDFTextField) field.setText(value);
  else if (field instanceof PDFCheckBox) field.check();
  else if (field instanceof PDFRadioGroup || field instanceof PDFDropdown) field.select(value);
  else throw new Error(`${field.getName()} is a ${field.constructor.name}`);
}

function read(field) {
  if (field instanceof PDFTextField) return field.getText();
  if (field instanceof PDFCheckBox) return field.isChecked();
  return field instanceof PDFRadioGroup ? field.getSelected() : field.getSelected()[0];
}

async function openForm(path) {
  const file = await PDFDocument.load(readFileSync(path));
  return { file, form: file.getForm() };
}

function filled({ from, to, values }) {
  return openForm(from)
    .then(async ({ file, form }) => {
      for (const [name, value] of Object.entries(values)) fill(form.getField(name), value);
      writeFileSync(to, await file.save());
      const again = await openForm(to);
      return { values: Object.fromEntries(again.form.getFields().map((field) => [field.getName(), read(field)])) };
    })
    .catch((fault) => ({ fault: String(fault) }));
}

const found = [];
for (const one of JSON.parse(readFileSync(0, "utf8"))) found.push(await filled(one));
console.log(JSON.stringify(found));
