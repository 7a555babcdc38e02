// Lists: narrowing them with scripts and without.
import { check, closeReader, newReader, story } from "./tools.mjs";

const list = "fi/tapaukset/index.html";
const countOf = (text) => Number(text.match(/\((\d+)\)/)?.[1]);

async function withScripts(base) {
  const page = await newReader();
  await page.goto(base + list);
  const items = page.locator("#list-items [data-facets]");
  const all = await items.count();
  check(all >= 10, "the list of cases is there", `${all} items`);
  const values = page.locator(".facet-value");
  for (const number of [0, 1]) {
    const value = values.nth(number);
    const promised = countOf(await value.textContent());
    await value.click();
    check(page.url().startsWith(base + list), "narrowing stays on the page", page.url());
    const shown = await items.filter({ visible: true }).count();
    check(shown === promised && shown < all, "the list shows as many as the choice promises", `${shown} of ${promised}`);
    const said = await page.textContent("#list-count");
    check(said.includes(String(promised)), "and says so", said);
    await page.click("#list-clear");
    check(await items.filter({ visible: true }).count() === all, "removing the choice brings all back");
  }
  await closeReader(page, "lists with scripts");
}

async function withoutScripts(base) {
  const page = await newReader({ javaScriptEnabled: false });
  await page.goto(base + list);
  const value = page.locator(".facet-value").first();
  const promised = countOf(await value.textContent());
  await value.click();
  check(page.url() !== base + list, "without scripts a choice is a page of its own", page.url());
  const shown = await page.locator("#list-items [data-facets]").count();
  check(shown === promised, "which lists as many as promised", `${shown} of ${promised}`);
  check(await page.locator(".facet-value[aria-current]").count() === 1, "and marks the choice");
  await page.click(".list-all");
  check(page.url() === base + list, "and leads back to all", page.url());
  await closeReader(page, "lists without scripts");
}

export default async function (base) {
  await story("lists with scripts", () => withScripts(base));
  await story("lists without scripts", () => withoutScripts(base));
}
