// Forms: what nobody types: products, sums of rows, weights of rows, totals. The site's own forms that have them.
import { answers, control } from "./form-tools.mjs";
import { check, closeReader, fileBase, newReader, site } from "./tools.mjs";

async function opened(name) {
  const page = await newReader();
  await page.goto(`${fileBase(site)}fi/lomakkeet/${name}.html`);
  await page.click("#form-whole");
  return page;
}
const values = (page, table, column) => page.$$eval(`[name^="${table}__"][name$="__${column}"]`, (all) => all.map((one) => one.value));

async function computed() {
  let page = await opened("tarjousten-vertailu");
  const rows = [["Alfa", "60", "4"], ["Alfa", "40", "3"], ["Beta", "60", "5"], ["beta", "40", "1"]];
  for (const [i, [bidder, weight, points]] of rows.entries()) {
    await control(page, `vertailu__${i + 1}__tarjoaja`).fill(bidder);
    await control(page, `vertailu__${i + 1}__paino`).fill(weight);
    await control(page, `vertailu__${i + 1}__pisteet`).selectOption(points);
  }
  await control(page, "tulos__1__tarjoaja").fill("Beta");
  await control(page, "tulos__2__tarjoaja").fill("Alfa");
  check((await values(page, "vertailu", "painotetut")).slice(0, 5).join() === "240,120,300,40,", "computed: products of a row");
  check((await values(page, "tulos", "yhteispisteet")).slice(0, 3).join() === "340,360,", "computed: sums by name");
  const given = await answers(page);
  check(given.tulos[1].yhteispisteet === 360 && !("_total" in given), "computed: they are answers; factors make no total");
  check(await page.locator('[name="tulos__1__yhteispisteet"][readonly]').count() === 1, "computed: nobody types them");
  await control(page, "vertailu__2__pisteet").selectOption("");
  check((await values(page, "tulos", "yhteispisteet"))[1] === "240", "computed: anew with every change");
  await page.reload();
  await page.waitForFunction(() => document.querySelector('[name="tulos__1__yhteispisteet"]').value === "340");
  await closeReader(page, "computed");
  page = await opened("arviointikriteerit");
  for (const [i, [weight, points]] of [["40", "4"], ["30", "3"], ["30", "5"]].entries()) {
    await control(page, `pisteet__${i + 1}__paino`).fill(weight);
    await control(page, `pisteet__${i + 1}__pisteet`).selectOption(points);
  }
  await page.waitForFunction(() => document.querySelector("[data-total]").textContent.includes("400"));
  const total = await page.textContent("[data-total]");
  check(total.includes("400 / 500 (80 %)"), "computed: rows weigh their scores", total);
  check((await answers(page))._total === 400, "computed: the total is an answer");
  await closeReader(page, "computed: weights");
  page = await opened("palaute");
  check(await page.locator("[data-total]").count() === 0, "computed: one score has no total");
  await closeReader(page, "computed: one score");
}

export const stories = { computed };
