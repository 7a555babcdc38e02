// Kits: unpacked into a folder with an awkward name and opened from there.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { check, closeReader, fileBase, newReader, site, story, temporaryFolder } from "./tools.mjs";

async function openKit(name) {
  const folder = join(temporaryFolder("digitori-kit-"), "Työpaja 100 % äöå #1");
  mkdirSync(folder);
  execFileSync("python3", ["-m", "zipfile", "-e", join(site, "downloads", name), folder]);
  const base = fileBase(folder);
  const page = await newReader({ viewport: { width: 390, height: 844 } });
  // index.html sends the reader on to the front page of the kit's language.
  const open = async () => {
    await page.goto(`${base}index.html`);
    await page.locator(".hero-kit h1").waitFor();
  };
  await open();
  const front = page.url();
  const link = page.locator("main .card a, main .cards a").first();
  const words = (await link.textContent()).trim();
  await link.click();
  await page.waitForURL((url) => url.href !== front);
  await page.locator("h1").first().waitFor();
  check(page.url().startsWith(base), `${name}: its pages open inside the kit`, page.url());

  await open();
  await page.fill("#hero-q", words);
  await page.press("#hero-q", "Enter");
  await page.waitForURL("**/search.html?q=*");
  const hits = page.locator("#search-results li a");
  await hits.first().waitFor();
  check((await hits.allTextContents()).some((t) => t.includes(words)), `${name}: search finds '${words}'`,
    (await hits.allTextContents()).join("\n"));
  await hits.first().click();
  await page.locator("h1").first().waitFor();
  check(page.url().startsWith(base), `${name}: a hit opens inside the kit`, page.url());
  await closeReader(page, name);
}

export default async function () {
  const kits = readdirSync(join(site, "downloads")).filter((name) => name.endsWith(".zip"));
  check(kits.length > 0, "there are kits");
  for (const name of kits) await story(name, () => openKit(name));
}
