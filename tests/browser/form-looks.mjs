// Forms: on paper, without scripts, for the eye and for assistive technology.
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { path, full, control, fileOf, openFile, file } from "./form-tools.mjs";
import { check, closeReader, inParallel, newReader, pages, site, story, tests } from "./tools.mjs";

async function paper(base, from) {
  const page = await newReader();
  await page.goto(from.files + path);
  const long = "Pitkä teksti. ".repeat(120).trim();
  await openFile(page, fileOf(await file(page, { ...full, tarve: long, huoltaja: undefined })));
  await page.emulateMedia({ media: "print" });
  const shown = await page.evaluate(() => {
    const box = document.querySelector('[data-field="tarve"] .print-value');
    return { text: box.textContent, whole: box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1 };
  });
  check(shown.text === long && shown.whole, "paper: a long text stands whole");
  check(await page.locator("#form .form-section:visible").count() === 7, "paper: every part that was filled in");
  check(await control(page, "huoltaja").isVisible(), "paper: what is empty is a line");
  const buttons = await page.evaluate(() => [...document.querySelectorAll("main button, main [role=radiogroup], .form-place, .form-errors")]
    .filter((e) => e.getClientRects().length > 0).map((e) => e.className || e.id));
  check(buttons.length === 0, "paper: no buttons, no notices of the screen", buttons.join("\n"));
  check(await page.isVisible(".form-identity"), "paper: id and version of the form");
  await closeReader(page, "paper");
}

async function withoutScripts(base, from) {
  const page = await newReader({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await page.goto(from.http + path);
  check(await page.locator("#form .form-section:visible").count() === 7, "without scripts every part is shown");
  check(await control(page, "huoltaja").isVisible() && (await page.textContent('[data-field="huoltaja"] .field-when')).includes("Kyllä"),
    "without scripts conditions are in words");
  check(await page.locator("main button:visible").count() === 0 && await page.isVisible(".form-place .no-script"), "without scripts no buttons that do nothing");
  await control(page, "nimi").press("Enter");
  check(page.url().endsWith("koe.html"), "without scripts Enter sends nothing into the address", page.url());
  const markup = await page.content();
  check(!/<b onclick/.test(markup) && markup.includes("&lt;b onclick"), "labels with markup are text");
  check(!/ style="| on[a-z]+="(?!alert)/.test(markup.slice(markup.indexOf("<form class=\"form\""), markup.indexOf("</form>", markup.indexOf("<form class=\"form\""))).replaceAll(/&[^;]+;/g, "")),
    "no inline styles or handlers");
  await closeReader(page, "without scripts");
}

// ---- How it looks and sounds

const axe = readFileSync(join(tests, "node_modules/axe-core/axe.min.js"), "utf8");
const narrow = { width: 320, height: 640 }, wide = { width: 1280, height: 900 };

async function faults(page, options) {
  await page.emulateMedia({ reducedMotion: "reduce", ...options });
  const found = await page.evaluate(() => window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"],
  }));
  return found.violations.map((v) => `${v.id}: ${v.help}\n  ${v.nodes.slice(0, 3).map((n) => `${n.target.join(" ")} ${n.any[0]?.message ?? ""}`).join("\n  ")}`);
}
// A form of the site gets two looks, the fixture every look at every part.
async function lookAt(address, name, looks, isThorough) {
  const page = await newReader({ viewport: wide });
  await page.goto(address);
  await page.evaluate(axe);
  for (const [size, colorScheme] of looks) {
    await page.setViewportSize(size);
    const count = await page.locator("#form-progress li").count();
    for (let i = 0; isThorough && i < count; i++) {
      await page.evaluate((number) => window.DigitoriForm.go(number, true), i);
      const found = await faults(page, { colorScheme });
      check(found.length === 0, `axe ${name}, part ${i + 1}, ${size.width} px, ${colorScheme}`, found.join("\n"));
    }
    if (await page.isVisible("#form-progress ol")) await page.click("#form-whole");
    await page.click("#form-check-all");
    const found = await faults(page, { colorScheme });
    check(found.length === 0, `axe ${name}, whole with mistakes, ${size.width} px, ${colorScheme}`, found.join("\n"));
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    check(width <= size.width, `${name}: no sideways scrolling at ${size.width} px`, `${width} px`);
    if (isThorough) await page.click("#form-whole");
  }
  await closeReader(page, `looking at ${name}`);
}
async function targets(base, from) {
  const page = await newReader({ viewport: narrow });
  await page.goto(from.files + path);
  await page.click("#form-whole");
  await page.click("#form-drafts-title");
  const small = await page.evaluate(() => [...document.querySelectorAll("main button, #form input, #form select, #form textarea, main summary")]
    .filter((e) => e.getClientRects().length > 0 && getComputedStyle(e).opacity !== "0")
    .map((e) => [e.name || e.className || e.id, e.getBoundingClientRect()]).filter(([, b]) => b.width < 24 || b.height < 24)
    .map(([n, b]) => `${n}: ${Math.round(b.width)} × ${Math.round(b.height)}`));
  check(small.length === 0, "targets are at least 24 pixels", small.join("\n"));
  await closeReader(page, "targets");
}
async function accessibility(base, from) {
  const every = [[wide, "light"], [narrow, "light"], [wide, "dark"], [narrow, "dark"]];
  await lookAt(from.http + path, "the fixture", every, true);
  const forms = pages.filter((one) => readFileSync(join(site, one), "utf8").includes('id="form-next"'));
  await inParallel(forms, 2, (one) =>
    story(one, () => lookAt(base + encodeURI(one), one, [[narrow, "light"], [wide, "dark"]], false)));
}

// What a form's page says before the form: what it is for, where it belongs, every format with its size.
async function about(base) {
  const forms = pages.filter((one) => readFileSync(join(site, one), "utf8").includes('id="form-next"'));
  const page = await newReader({ javaScriptEnabled: false });
  for (const one of forms) {
    await page.goto(base + encodeURI(one));
    const told = {
      purpose: (await page.locator(".form-purpose").allTextContents()).join("").trim().length,
      facts: await page.locator(".form-facts dt").count(), places: await page.locator(".form-facts .link-line a").count(),
      hasTables: await page.locator("#form .form-rows").count() > 0,
    };
    const offered = await page.locator(".form-ways li a").evaluateAll((links) => links.map((link) => [link.textContent.trim(), link.pathname]));
    check(told.purpose > 20 && told.facts >= 3 && told.places > 0, `${one} says what it is for and where it belongs`, JSON.stringify(told));
    const endings = offered.map(([, file]) => file.split(".").pop()).join();
    check(told.hasTables ? endings === "pdf,docx,xlsx,md" : /^pdf,docx,(xlsx,)?md$/.test(endings), `${one} offers every format`, endings);
    check(offered.every(([label, file]) => /\(\d[\d\s.,]* ?[kKM]?[tBb]\)$/.test(label) && statSync(join(site, decodeURI(file))).size > 0),
      `${one} tells their sizes`, offered.join("\n"));
  }
  check(forms.length > 40, "forms of every language were looked at", `${forms.length}`);
  await closeReader(page, "about forms");
}

export const stories = { about, paper, withoutScripts, targets, accessibility };
