// Reading: languages, keyboard, the menu of a phone, print, and pages without scripts.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check, closeReader, isShown, newReader, pages, site, story } from "./tools.mjs";

async function languages(base) {
  const page = await newReader();
  await page.goto(`${base}fi/roolit/fasilitaattori.html`);
  await page.click('.languages a[hreflang="en"]');
  check(page.url() === `${base}en/roles/facilitator.html`, "the language switch leads to the same page", page.url());
  check(await page.getAttribute("html", "lang") === "en", "the page says that it is in English");
  await page.click('.languages a[hreflang="sv"]');
  check(page.url() === `${base}sv/roller/facilitator.html`, "and on to Swedish", page.url());

  const alone = pages.find((path) => path.startsWith("fi/lomakkeet/")
    && readFileSync(join(site, path), "utf8").includes("sv/index.html#ei-kaannosta"));
  await page.goto(base + alone);
  await page.click('.languages a[hreflang="sv"]');
  check(page.url() === `${base}sv/index.html#ei-kaannosta`, "a page without translation leads to the front page", page.url());
  check(await isShown(page, "#ei-kaannosta"), "which says so");
  await page.goto(`${base}sv/index.html`);
  check(!await page.isVisible("#ei-kaannosta"), "and says nothing to those who came otherwise");
  await closeReader(page, "languages");
}

async function keyboard(base) {
  const page = await newReader();
  await page.goto(`${base}fi/roolit/fasilitaattori.html`);
  await page.keyboard.press("Tab");
  const skip = await page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return { href: document.activeElement.getAttribute("href"), seen: box.width > 1 && box.height > 1 && box.top >= 0 && box.left >= 0 };
  });
  check(skip.href === "#main" && skip.seen, "the first Tab shows the link to the content", JSON.stringify(skip));
  await page.keyboard.press("Enter");
  check(await page.evaluate(() => document.activeElement.id === "main"), "it moves the focus to the content");
  await page.goto(`${base}fi/roolit/fasilitaattori.html`);
  const hidden = [];
  for (let i = 0; i < 25; i++) {
    await page.keyboard.press("Tab");
    const fault = await page.evaluate(() => {
      const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
      const name = `${at.tagName} ${at.className} ${at.textContent.trim().slice(0, 30)}`;
      if (at === document.body) return null;
      if (box.width < 1 || box.height < 1) return `${name}: not to be seen`;
      const marked = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none";
      return marked ? null : `${name}: no mark of focus`;
    });
    if (fault) hidden.push(fault);
  }
  check(hidden.length === 0, "whatever has the focus shows it", hidden.join("\n"));
  await closeReader(page, "keyboard");
}

async function phoneMenu(base) {
  const page = await newReader({ viewport: { width: 390, height: 844 } });
  await page.goto(`${base}fi/roolit/fasilitaattori.html`);
  check(!await page.isVisible(".main-nav"), "on a phone the menu is closed at first");
  await page.click(".menu-button");
  check(await isShown(page, ".main-nav") && await page.getAttribute(".menu-button", "aria-expanded") === "true",
    "its button opens it and says so");
  await page.keyboard.press("Escape");
  check(!await page.isVisible(".main-nav") && await page.getAttribute(".menu-button", "aria-expanded") === "false",
    "Escape closes it");
  await closeReader(page, "menu on a phone");
}

async function print(base) {
  for (const path of ["fi/roolit/fasilitaattori.html", "fi/tapaukset/index.html"]) {
    const page = await newReader();
    await page.goto(base + path);
    await page.emulateMedia({ media: "print" });
    const seen = await page.evaluate(() => [...document.querySelectorAll("nav, form, button, .skip, .menu-button")]
      .filter((e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== "hidden")
      .map((e) => `${e.tagName} ${e.className}`));
    check(seen.length === 0, `${path}: paper has no navigation, forms or buttons`, seen.join("\n"));
    check(await isShown(page, "h1") && await isShown(page, "main"), `${path}: paper has the content`);
    await closeReader(page, `print ${path}`);
  }
}

async function withoutScripts(base) {
  const page = await newReader({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await page.goto(`${base}fi/roolit/fasilitaattori.html`);
  check(await isShown(page, ".main-nav a"), "without scripts the menu is open");
  await page.goto(`${base}fi/search.html`);
  check(!await page.isVisible("#search-form"), "without scripts there is no search form that does nothing");
  check(await isShown(page, "#search-index a") && await isShown(page, ".no-script"),
    "but an explanation and the index of all pages");
  const links = await page.locator("#search-index a:not([href^='#'])").count();
  check(links > 100, "the index lists the pages", `${links} links`);
  await closeReader(page, "without scripts");
}

export default async function (base) {
  for (const [name, tell] of Object.entries({ languages, keyboard, phoneMenu, print, withoutScripts }))
    await story(name, () => tell(base));
}
