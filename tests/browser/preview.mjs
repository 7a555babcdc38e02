// The preview while somebody writes: pages load themselves anew, styles come without that, mistakes stand over the
// last good page and go when they are mended, and nothing gets in that should not.
import { execFileSync, spawn } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { check, isShown, newReader, temporaryFolder, tests } from "./tools.mjs";

const program = process.env.DIGITORI ?? join(tests, "../build/digitori");
const page = "content/fi/kasikirja/aloita-tasta.md";

async function until(what, milliseconds = 20000) {
  for (const end = Date.now() + milliseconds; Date.now() < end; await new Promise((go) => setTimeout(go, 25)))
    if (await what()) return true;
  return false;
}

// A small site in a new folder, and a preview of it.
async function startPreview(options = [], prepare = () => {}) {
  const folder = join(temporaryFolder("digitori-preview-"), "oma sivusto ä");
  execFileSync(program, ["init", folder]);
  prepare(folder);
  const running = spawn(program, ["serve", folder, "-p", String(20000 + process.pid % 20000), ...options]);
  const preview = { folder, running, out: "", err: "", ended: null };
  running.stdout.on("data", (data) => (preview.out += data));
  running.stderr.on("data", (data) => (preview.err += data));
  running.on("exit", (status, signal) => (preview.ended = { status, signal }));
  await until(() => /Preview at (\S+)/.test(preview.out) || preview.ended);
  preview.base = preview.out.match(/Preview at (\S+)/)?.[1];
  return preview;
}

async function stopPreview(preview, name) {
  preview.running.kill("SIGINT");
  check(await until(() => preview.ended) && preview.ended.status === 0, `${name}: Ctrl-C ends it`, JSON.stringify(preview.ended));
  const left = join(preview.folder, ".digitori");
  check(!existsSync(left) || !readdirSync(left).some((name) => name.startsWith("preview-")), `${name}: and leaves nothing behind`);
}

const file = (preview, name) => join(preview.folder, name);
const says = (page, words) => until(() => page.textContent("main").then((text) => text.includes(words), () => false));
const builds = (preview) => (preview.out.match(/^Built /gm) ?? []).length;

// ---- Writing

async function writing() {
  const preview = await startPreview();
  const reader = await newReader();
  await until(() => builds(preview) === 1);
  await reader.goto(`${preview.base}fi/kasikirja/aloita-tasta.html`);
  await until(() => reader.evaluate(() => document.documentElement.dataset.preview === "fine"));

  appendFileSync(file(preview, page), "\nEnsimmäinen lisäys.\n");
  check(await says(reader, "Ensimmäinen lisäys."), "a page that was written on loads itself anew", preview.err);

  // As many editors save: a new file takes the place of the old one.
  writeFileSync(file(preview, `${page}~`), readFileSync(file(preview, page)));
  writeFileSync(file(preview, "content/fi/kasikirja/.aloita-tasta.md.swp"), "x");
  writeFileSync(file(preview, "content/fi/kasikirja/aloita-tasta.new"), readFileSync(file(preview, page), "utf8") + "\nToinen lisäys.\n");
  renameSync(file(preview, "content/fi/kasikirja/aloita-tasta.new"), file(preview, page));
  check(await says(reader, "Toinen lisäys."), "also when the editor renames the file into place");

  writeFileSync(file(preview, "content/fi/kasikirja/toinen.md"), "---\ntitle: Luonnos\nkind: chapter\ndraft: true\n---\nVielä kesken.\n");
  await until(async () => (await fetch(`${preview.base}fi/kasikirja/toinen.html`)).ok);
  // In a window of its own: the first one loads its page anew whenever a build ends.
  const second = await newReader();
  await second.goto(`${preview.base}fi/kasikirja/toinen.html`);
  check(await says(second, "Vielä kesken."), "a new page is there, drafts too");
  check((await second.textContent("body")).includes("Luonnos"), "a draft has a mark");
  const faults = [...reader.faults, ...second.faults];
  check(faults.length === 0, "writing: no errors in the browser", faults.join("\n"));
  await reader.context().close();
  await second.context().close();
  await stopPreview(preview, "writing");
}

async function styles() {
  const theme = (folder) => {
    mkdirSync(join(folder, "themes/digitori/assets"), { recursive: true });
    cpSync(join(tests, "../themes/digitori/assets/base.css"), join(folder, "themes/digitori/assets/base.css"));
  };
  const preview = await startPreview([], theme);
  const reader = await newReader();
  await until(() => builds(preview) === 1);
  await reader.goto(`${preview.base}fi/index.html`);
  await until(() => reader.evaluate(() => document.documentElement.dataset.preview === "fine"));
  await reader.evaluate(() => (window.stayed = true));
  appendFileSync(file(preview, "themes/digitori/assets/base.css"), "\nbody { border-top: 7px solid rgb(1, 2, 3); }\n");
  const isStyled = () => reader.evaluate(() => getComputedStyle(document.body).borderTopWidth === "7px");
  check(await until(isStyled), "new styles are seen", preview.err);
  check(await reader.evaluate(() => window.stayed === true), "without loading the page anew");
  await reader.context().close();
  await stopPreview(preview, "styles");
}

async function mistakes() {
  const preview = await startPreview();
  const reader = await newReader();
  const good = readFileSync(file(preview, page), "utf8");
  await until(() => builds(preview) === 1);
  await reader.goto(`${preview.base}fi/kasikirja/aloita-tasta.html`);
  await until(() => reader.evaluate(() => document.documentElement.dataset.preview === "fine"));

  writeFileSync(file(preview, page), good.replace(/^title:.*$/m, "titel: <b>Väärin</b>") + "\n[rikki](ei-ole.md)\n");
  check(await isShown(reader, ".digitori-preview"), "mistakes stand over the page");
  const told = await reader.textContent(".digitori-preview");
  check(told.includes("content/fi/kasikirja/aloita-tasta.md:2:1") && told.includes("Sivustossa on virheitä"), "with file, line and column, in the page's language", told);
  check(await reader.locator(".digitori-preview b").count() === 0, "what an author wrote is text there, not markup");
  check(await reader.isVisible("h1"), "the last good page is still shown below");
  check(/aloita-tasta\.md:2:1: error/.test(preview.err) && preview.out.includes("the last good site is still shown"), "the terminal tells them too", preview.out);
  const second = await newReader();
  await second.goto(`${preview.base}fi/index.html`);
  check(await isShown(second, ".digitori-preview"), "another page that is opened tells them");
  check(await reader.isVisible(".digitori-preview"), "and the first one still does");
  await second.context().close();
  await reader.reload();
  check(await isShown(reader, ".digitori-preview"), "a page that is opened now tells them as well");
  check(await reader.evaluate(() => document.querySelector(".digitori-preview").getAttribute("role")) === "alert", "a screen reader is told");

  writeFileSync(file(preview, page), `${good}\nKorjattu.\n`);
  check(await says(reader, "Korjattu."), "mended, the page comes anew");
  check(await until(() => reader.locator(".digitori-preview").count().then((count) => count === 0)), "and the mistakes are gone");

  // A broken theme and broken settings are mistakes like others.
  mkdirSync(file(preview, "themes/digitori/layouts"), { recursive: true });
  writeFileSync(file(preview, "themes/digitori/layouts/page.mustache"), "{{#open}}");
  check(await isShown(reader, ".digitori-preview"), "a broken theme is told, the site stays");
  rmSync(file(preview, "themes"), { recursive: true });
  check(await until(() => reader.locator(".digitori-preview").count().then((count) => count === 0)), "and is forgiven");
  renameSync(file(preview, "digitori.yaml"), file(preview, "pois.yaml"));
  check(await isShown(reader, ".digitori-preview"), "without settings the last site stays too");
  renameSync(file(preview, "pois.yaml"), file(preview, "digitori.yaml"));
  check(await until(() => reader.locator(".digitori-preview").count().then((count) => count === 0)), "until they are back");
  check(reader.faults.length === 0, "mistakes: no errors in the browser", reader.faults.join("\n"));
  await reader.context().close();
  await stopPreview(preview, "mistakes");
}

// A page whose text was written does not wait for a build: not even when there can be none.
async function textAtOnce() {
  const preview = await startPreview();
  const reader = await newReader();
  await until(() => builds(preview) === 1);
  await reader.goto(`${preview.base}fi/kasikirja/aloita-tasta.html`);
  await until(() => reader.evaluate(() => document.documentElement.dataset.preview === "fine"));
  writeFileSync(file(preview, "content/fi/kasikirja/rikki.md"), "---\ntitel: Rikki\n---\n");
  check(await isShown(reader, ".digitori-preview"), "text at once: another page is broken");
  appendFileSync(file(preview, page), "\nHeti näkyvä.\n");
  check(await says(reader, "Heti näkyvä."), "a page shows its new text though the site cannot be built", preview.err);
  check(builds(preview) === 1, "and the site was not built for it", preview.out);
  check(await isShown(reader, ".digitori-preview"), "the mistakes of the other page still stand");
  const before = readFileSync(file(preview, page), "utf8");
  writeFileSync(file(preview, page), before.replace("Heti näkyvä.", "[Rikki](ei-ole.md)"));
  await until(() => preview.err.includes("ei-ole.md"));
  check(await says(reader, "Heti näkyvä."), "text with a mistake is not shown");
  writeFileSync(file(preview, page), before.replace(/^title: .*$/m, "title: Uusi nimi"));
  rmSync(file(preview, "content/fi/kasikirja/rikki.md"));
  check(await until(() => reader.textContent("h1").then((text) => text === "Uusi nimi", () => false)), "a title comes with the build");
  check(await until(() => builds(preview) > 1), "which is made when all is well");
  check(reader.faults.length === 0, "text at once: no errors in the browser", reader.faults.join("\n"));
  await reader.context().close();
  await stopPreview(preview, "text at once");
}

// A site that has mistakes from the start has nothing to show yet.
async function wrongFromTheStart() {
  const preview = await startPreview([], (folder) => writeFileSync(join(folder, page), "---\nkind: chapter\n---\n"));
  const reader = await newReader();
  await until(() => preview.out.includes("nothing to show yet"));
  await reader.goto(preview.base);
  check(await isShown(reader, ".digitori-preview"), "without a good site the mistakes are all there is");
  writeFileSync(file(preview, page), "---\ntitle: Aloita\nkind: chapter\n---\nHyvä.\n");
  check(await until(() => reader.locator("h1").count().then((count) => count > 0, () => false)), "until the site can be built");
  await reader.context().close();
  await stopPreview(preview, "wrong from the start");
}

// What a change of branch does: folders go and come, thousands of files in a moment.
async function branches() {
  const preview = await startPreview();
  await until(() => builds(preview) === 1);
  renameSync(file(preview, "content/fi/kasikirja"), file(preview, "pois"));
  await until(() => /error|Built/.test(preview.out.split("Built")[2] ?? preview.err));
  renameSync(file(preview, "pois"), file(preview, "content/fi/kasikirja"));
  appendFileSync(file(preview, page), "\nTakaisin.\n");
  const has = async (path, words) => (await fetch(preview.base + path)).text().then((text) => text.includes(words));
  check(await until(() => has("fi/kasikirja/aloita-tasta.html", "Takaisin.")), "a folder that went and came back is watched again", preview.out + preview.err);
  mkdirSync(file(preview, "content/fi/paljon"));
  for (let i = 0; i < 1500; i++) writeFileSync(file(preview, `content/fi/paljon/s${i}.md`), `---\ntitle: Sivu ${i}\n---\nTeksti ${i}.\n`);
  check(await until(() => has("fi/paljon/s1499.html", "Teksti 1499."), 60000), "1,500 new files in a new folder", preview.err);
  writeFileSync(file(preview, "content/fi/paljon/s7.md"), "---\ntitle: Sivu 7\n---\nMuuttui.\n");
  check(await until(() => has("fi/paljon/s7.html", "Muuttui."), 60000), "which is watched too");
  rmSync(file(preview, "content/fi/paljon"), { recursive: true });
  check(await until(async () => (await fetch(`${preview.base}fi/paljon/s7.html`)).status === 404, 60000), "and gone again");
  await stopPreview(preview, "branches");
}

// ---- Requests

// Sends [bytes] as they are and gives all that comes back until the connection ends, or for a second.
function raw(base, bytes) {
  return new Promise((done) => {
    let got = "";
    const socket = connect(Number(new URL(base).port), "127.0.0.1", () => socket.write(bytes));
    socket.on("data", (data) => (got += data));
    for (const event of ["end", "close", "error"]) socket.on(event, () => done(got));
    setTimeout(() => { socket.destroy(); done(got); }, 1000);
  });
}

async function requests() {
  const preview = await startPreview();
  const { base } = preview, status = async (path, options) => (await fetch(base + path, options)).status;
  await until(() => builds(preview) === 1);
  check(await status("fi/index.html") === 200 && await status("") === 200, "pages are there");
  check((await fetch(`${base}fi`)).url === `${base}fi/`, "a folder gets its slash");
  const missing = await fetch(`${base}fi/ei/ole.html`);
  check(missing.status === 404 && (await missing.text()).includes("not-found"), "what is missing is the site's own 404 page");
  const styles = (await (await fetch(`${base}fi/ei/ole.html`)).text()).match(/href="([^"]+\.css)"/)[1];
  check((await fetch(new URL(styles, `${base}fi/ei/ole.html`))).status === 200, "which has its styles wherever it is met", styles);
  const part = await fetch(`${base}assets/base.css`, { headers: { Range: "bytes=5-14" } });
  check(part.status === 206 && (await part.text()).length === 10 && /^bytes 5-14\/\d+$/.test(part.headers.get("content-range")), "a part of a file");
  check((await fetch(`${base}assets/base.css`, { headers: { Range: "bytes=99999999-" } })).status === 416, "a part that is not there");
  const types = await Promise.all(["assets/base.css", "fi/feed.xml", "sitemap.xml"].map(async (path) => (await fetch(base + path)).headers.get("content-type")));
  check(types.join() === "text/css; charset=utf-8,application/xml,application/xml", "types", types.join());
  check(await status("fi/index.html", { method: "HEAD" }) === 200 && await status("", { method: "POST", body: "x" }) === 405
    && await status("", { method: "DELETE" }) === 405, "GET and HEAD, nothing else");

  const ask = (path, host = "localhost") => raw(base, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  writeFileSync(file(preview, "salaisuus.txt"), "SALAISUUS");
  for (const path of ["/../salaisuus.txt", "/..%2fsalaisuus.txt", "/%2e%2e/%2e%2e/salaisuus.txt", "/fi/../../../salaisuus.txt", "//etc/passwd",
    "/%00", "/fi/index.html%00.css", "/.digitori/x", "/a\\..\\..\\salaisuus.txt", "/_digitori/../../salaisuus.txt", `/${"a/".repeat(900)}`, `/${"a".repeat(5000)}`]) {
    const answer = await ask(path);
    check(/^HTTP\/1\.1 (400|404|414|431)/.test(answer) && !answer.includes("SALAISUUS") && !answer.includes("root:"), `nothing outside the site: ${path.slice(0, 40)}`, answer.slice(0, 80));
  }
  check((await ask("/fi/index.html", "evil.example")).startsWith("HTTP/1.1 403"), "a strange name for this machine is refused");
  check((await raw(base, `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"a".repeat(100000)}\r\n\r\n`)).match(/^(HTTP\/1\.1 4\d\d|$)/) !== null, "a huge head is refused");
  check(!(await raw(base, "\x00\x01\x02 nonsense\r\n\r\n")).includes("200 OK"), "nonsense is refused");
  const slow = Array.from({ length: 60 }, () => connect(Number(new URL(base).port), "127.0.0.1").on("error", () => {}));
  slow.forEach((socket) => socket.write("GET / HT"));
  check(await status("fi/index.html") === 200, "sixty readers who never end their request are in nobody's way");
  slow.forEach((socket) => socket.destroy());
  await stopPreview(preview, "requests");
}

async function addresses() {
  const preview = await startPreview();
  const other = await startPreview();
  const port = (base) => Number(new URL(base).port);
  // Not always the very next one: something else on this machine may have that.
  check(port(other.base) > port(preview.base) && port(other.base) < port(preview.base) + 10 && other.out.includes(`Port ${port(preview.base)} is taken`), "a taken port gets the next free one and says so", other.out);
  await stopPreview(other, "addresses");
  await stopPreview(preview, "addresses");
  const open = await startPreview(["--bind", "0.0.0.0"]);
  check(open.err.includes("can read this site"), "listening to all is warned of", open.err);
  await stopPreview(open, "addresses: all");
  // Killed, it leaves its folder; the next one removes it.
  const killed = await startPreview();
  killed.running.kill("SIGKILL");
  await until(() => killed.ended);
  const left = join(killed.folder, ".digitori");
  check(readdirSync(left).some((name) => name.startsWith("preview-")), "killed, it leaves its folder");
  const next = spawn(program, ["serve", killed.folder, "-p", "45678"]);
  const preview2 = { folder: killed.folder, running: next, out: "", ended: null };
  next.stdout.on("data", (data) => (preview2.out += data));
  next.on("exit", (status, signal) => (preview2.ended = { status, signal }));
  await until(() => preview2.out.includes("Built"));
  check(readdirSync(left).filter((name) => name.startsWith("preview-")).length === 1, "which the next one removes");
  await stopPreview(preview2, "after a kill");
}

export default async function tell() {
  for (const story of [writing, styles, mistakes, textAtOnce, wrongFromTheStart, branches, requests, addresses]) await story();
}
