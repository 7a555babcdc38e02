// A site made from a kit says what it changed: the page of changes and the lines that lead there.
import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { axe, every, faults, narrow } from "./accessibility.mjs";
import { check, closeReader, fileBase, isShown, newReader, serve, story, temporaryFolder, tests } from "./tools.mjs";

const program = process.env.DIGITORI ?? join(tests, "../build/digitori");
const looked = ["fi/changes.html", "en/changes.html", "fi/rooli.html", "en/rooli.html"];

function publishFork() {
  const folder = temporaryFolder("digitori-changes-"), fork = join(folder, "fork"), out = join(folder, "out");
  cpSync(join(tests, "cases/sites/fork-changes/site"), fork, { recursive: true });
  execFileSync(program, ["build", fork, "-o", out, "--quiet"], { stdio: "pipe" });
  return out;
}

async function accessible(base) {
  for (const path of looked) {
    const page = await newReader();
    await page.goto(base + path);
    await page.evaluate(axe);
    for (const [size, scheme] of every) {
      const found = await faults(page, size, scheme);
      check(found.length === 0, `changes axe ${path} (${size.width} px, ${scheme})`, found.join("\n"));
    }
    await page.setViewportSize({ width: 320, height: 800 });
    check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `changes ${path}: fits into 320 px`);
    await closeReader(page, `changes ${path}`);
  }
}

// What is read aloud has words for it, what is seen has lines: neither needs colours.
async function words(base) {
  const page = await newReader();
  await page.goto(base + "fi/changes.html");
  const change = page.locator(".change", { has: page.getByRole("heading", { name: "Suojelija" }) });
  const line = change.locator(".difference", { hasText: "avaa" });
  const spoken = (await line.textContent()).replace(/\s+/g, " ").trim();
  check(spoken === "Suojelija avaa lisätty: kaikki (lisäys päättyy) ovet ja antaa luvan poistettu: yrittää (poisto päättyy) " +
    "lisätty: epäonnistua (lisäys päättyy) .", "changes: what is read aloud tells what was added and removed", spoken);
  const seen = await line.evaluate((element) => [...element.querySelectorAll("ins, del")].map((e) => {
    const hidden = [...e.querySelectorAll(".visually-hidden")].every((h) => h.getBoundingClientRect().width <= 1);
    return `${e.localName} ${getComputedStyle(e).textDecorationLine} ${hidden}`;
  }).join(", "));
  check(seen === "ins underline true, del line-through true, ins underline true", "changes: added words are underlined, removed ones struck through", seen);
  check(await change.getByText("Meillä <b>suojelija</b> on johtoryhmästä.").isVisible(), "changes: the reason is shown as it was written");
  check(await page.locator("b").count() === 0, "changes: nothing of it is markup");
  await closeReader(page, "changes words");
}

async function wayThere(base) {
  const page = await newReader({ viewport: narrow });
  await page.goto(base + "fi/rooli.html");
  await page.getByRole("link", { name: "Katso muutokset" }).click();
  check(await isShown(page, ".change:target"), "changes: a changed page leads to its place there", page.url());
  check(await page.locator(".change:target h3").innerText() === "Suojelija", "changes: and it is the right one");
  await page.locator(".change:target h3 a").click();
  check(page.url().endsWith("fi/rooli.html"), "changes: and back", page.url());
  await page.goto(base + "fi/sama.html");
  check(await page.locator(".change-note").count() === 0, "changes: an unchanged page says nothing");
  const footer = page.locator(".site-footer");
  check(await footer.getByRole("link", { name: "Digitori Kuopio" }).getAttribute("href") === "https://kuopio.example/"
    && await footer.getByRole("link", { name: "Digitori <Espoo>" }).count() === 1, "changes: the footer names the originals");
  await footer.getByRole("link", { name: "Katso, mitä on muutettu" }).click();
  check(page.url().endsWith("fi/changes.html"), "changes: the footer leads to the changes", page.url());
  await closeReader(page, "changes way there");
}

export default async function () {
  const out = publishFork(), server = await serve(out);
  try {
    for (const [name, tell] of Object.entries({ accessible, words, wayThere })) await story(`changes ${name}`, () => tell(server.base));
    await story("changes from files", () => wayThere(fileBase(out)));
  } finally {
    server.close();
  }
}
