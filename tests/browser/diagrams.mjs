// Diagrams on a phone and on a desk: one picture at a time, no sideways scrolling, letters of a readable size, real
// widths of the words within their boxes, contrast.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check, closeReader, newReader, pages, site, story, tests } from "./tools.mjs";

const axe = readFileSync(join(tests, "node_modules/axe-core/axe.min.js"), "utf8");
const types = ["steps", "flow", "cycle", "circles", "layers"];
const phone = { width: 360, height: 740 }, desk = { width: 1280, height: 900 };

// What is seen of each diagram on the page.
function look() {
  return [...document.querySelectorAll(".diagram")].map((figure) => {
    const shown = [...figure.querySelectorAll("svg")].filter((svg) => svg.getClientRects().length > 0);
    const view = shown[0]?.getBoundingClientRect(), words = [...(shown[0]?.querySelectorAll("text") ?? [])];
    const boxes = [...(shown[0]?.querySelectorAll("rect") ?? [])].map((box) => box.getBoundingClientRect());
    const scale = view ? view.width / shown[0].viewBox.baseVal.width : 0;
    return {
      title: figure.querySelector("figcaption").textContent, shown: shown.length, scrolls: figure.scrollWidth > figure.clientWidth,
      named: shown[0]?.getAttribute("role") === "img" && document.getElementById(shown[0].getAttribute("aria-labelledby")) !== null,
      smallest: Math.min(...words.map((t) => parseFloat(getComputedStyle(t).fontSize) * scale)),
      outside: words.map((t) => ({ said: t.textContent, at: t.getBoundingClientRect() }))
        .filter(({ at }) => at.left < view.left - 1 || at.right > view.right + 1
          || boxes.some((box) => at.left > box.left && at.top > box.top && at.bottom < box.bottom && at.left < box.right && at.right > box.right))
        .map(({ said }) => said),
      items: figure.querySelectorAll(".diagram-list > ol > li").length,
    };
  });
}

// The colours of words and of what lies below them, where both are plain.
function contrasts() {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
      .map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
      .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  };
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const faults = [];
  for (const figure of document.querySelectorAll(".diagram")) {
    const ground = getComputedStyle(figure).backgroundColor;
    for (const text of figure.querySelectorAll("svg text")) {
      const style = getComputedStyle(text);
      const on = text.matches(".diagram-number, .diagram-on-core")
        ? getComputedStyle(figure.querySelector("svg .diagram-core, svg .diagram-badge")).fill : ground;
      if (ratio(style.fill, on) < 4.5) faults.push(`${text.textContent}: ${style.fill} on ${on}`);
    }
  }
  return faults;
}

export default async function (base) {
  const holds = (path, type) => readFileSync(join(site, path), "utf8").includes(`<figure class="diagram diagram-${type}"`);
  const chosen = types.map((type) => [type, pages.find((path) => holds(path, type))]).filter(([, path]) => path !== undefined);
  check(chosen.length > 0, "the site shows diagrams");
  for (const [type, path] of chosen) await story(`diagram ${type}`, async () => {
    const page = await newReader();
    await page.goto(base + encodeURI(path));
    await page.evaluate(axe);
    for (const size of [phone, desk]) for (const scheme of ["light", "dark"]) {
      const where = `${path}, ${size.width} px, ${scheme}`;
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      for (const seen of await page.evaluate(look)) {
        check(seen.shown === 1 && seen.named, `${where}: '${seen.title}' is one picture with a name`, `${seen.shown} pictures`);
        check(!seen.scrolls, `${where}: '${seen.title}' does not scroll`);
        check(seen.smallest >= 13.5, `${where}: '${seen.title}' has letters of a readable size`, `${seen.smallest} px`);
        check(seen.outside.length === 0, `${where}: '${seen.title}' holds its words`, seen.outside.join("\n"));
        check(seen.items > 0, `${where}: '${seen.title}' is told in words`);
      }
      const faults = await page.evaluate(contrasts);
      check(faults.length === 0, `${where}: words stand out`, faults.join("\n"));
      check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${where}: no sideways scrolling`);
      const found = await page.evaluate(() => window.axe.run(".diagram", { resultTypes: ["violations"] }));
      check(found.violations.length === 0, `${where}: axe`, found.violations.map((v) => `${v.id}: ${v.nodes[0].html}`).join("\n"));
    }
    await closeReader(page, `diagram ${type}`);
  });
}
