// Other Digitoris on a site's pages: readable for everyone, narrowed with scripts and without, and nothing of
// what others wrote is more than text.
import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { axe, every, faults } from "./accessibility.mjs";
import { check, closeReader, newReader, serve, story, temporaryFolder, tests } from "./tools.mjs";

const program = process.env.DIGITORI ?? join(tests, "../build/digitori");

function build() {
  const folder = join(temporaryFolder("digitori-network-"), "site");
  cpSync(join(tests, "cases/sites/network/site"), folder, { recursive: true });
  execFileSync(program, ["build", folder, "--quiet"], { stdio: "ignore" });
  return join(folder, "public");
}

async function accessible(base) {
  for (const path of ["fi/network.html", "fi/network-kind-need.html", "fi/tarpeet/index.html", "sv/network.html", "en/network.html"]) {
    const page = await newReader();
    await page.goto(base + path);
    await page.evaluate(axe);
    for (const [size, scheme] of path.startsWith("fi/") ? every : [every[3]]) {
      const found = await faults(page, size, scheme);
      check(found.length === 0, `axe ${path} (${size.width} px, ${scheme})`, found.join("\n"));
    }
    await page.setViewportSize({ width: 320, height: 640 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    check(wide <= 320, `${path} fits a narrow phone`, `${wide} px`);
    await closeReader(page, path);
  }
}

async function narrowed(base) {
  const page = await newReader();
  await page.goto(base + "fi/network.html");
  const items = page.locator("#list-items [data-facets]").filter({ visible: true });
  const all = await items.count();
  await page.click('[data-value="vaasa"]');
  check(await items.count() === 1 && all === 11, "one Digitori alone", `${await items.count()} of ${all}`);
  check((await page.textContent("#list-count")).includes("1"), "the count says so");
  await page.click('[data-facet="kind"] [data-value="need"]');
  check(await items.count() === 0 && await page.isVisible("#list-empty"), "a Digitori and a kind that it does not have");
  await page.click("#list-clear");
  check(await items.count() === all, "everything again");
  await closeReader(page, "narrowing the network");

  const plain = await newReader({ javaScriptEnabled: false });
  await plain.goto(base + "fi/network.html");
  await plain.click('[data-facet="kind"] [data-value="showroom"]');
  check(plain.url() === base + "fi/network-kind-showroom.html", "without scripts a choice is a page", plain.url());
  check(await plain.locator("#list-items [data-facets]").count() === 1, "with what was chosen");
  await plain.click(".list-all");
  check(plain.url() === base + "fi/network.html", "and leads back to all", plain.url());
  await closeReader(plain, "narrowing the network without scripts");
}

async function onlyText(base) {
  const page = await newReader();
  await page.goto(base + "fi/network.html");
  const title = page.locator('.network-card a[href$="/talvi.html"]');
  check(await title.textContent() === 'Talvi <script>alert(1)</script> & "liikunta"', "markup of others is text");
  const made = await page.locator(".network-card :is(script, style, img, b, iframe, form)").count();
  check(made === 0, "and makes no elements", `${made}`);
  const links = await page.locator(".network-card a").evaluateAll((all) => all.map((link) => link.href));
  check(links.every((link) => /^https:\/\/kuopio\.example\/d\//.test(link)), "links lead where the catalogue said", links.join("\n"));
  // The whole card is the link of its title, but the origin's own link stays reachable.
  const box = await page.locator(".network-card .card-origin a").first().boundingBox();
  const hit = await page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.textContent,
    [box.x + box.width / 2, box.y + box.height / 2]);
  check(hit === "Kuopion tori", "the link to the Digitori is over the card's", hit);
  await closeReader(page, "text of others");
}

export default async function () {
  const server = await serve(build());
  try {
    await story("the network is accessible", () => accessible(server.base));
    await story("the network is narrowed", () => narrowed(server.base));
    await story("the network is only text", () => onlyText(server.base));
  } finally {
    server.close();
  }
}
