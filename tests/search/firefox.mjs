// Search in Firefox, from the file system: it answers as 'digitori search' does, and the page shows it.
// By hand: not part of the suite, since Firefox is not among the packages it installs.
//
// usage: [FIREFOX=firefox-esr] node --experimental-websocket search/firefox.mjs [SITE] [PROGRAM]
import { spawn } from "node:child_process";
import { check, fileBase, removeFolders, site, tally, temporaryFolder } from "../browser/tools.mjs";
import { askInPage, checkAlike } from "./alike.mjs";
import { languages } from "./judged.mjs";

const START = 60000;      // milliseconds for Firefox to be there

function startFirefox() {
  const home = temporaryFolder("digitori-firefox-");
  return spawn(process.env.FIREFOX ?? "firefox-esr",
    ["--headless", "--no-remote", "--profile", home, "--remote-debugging-port", "0", "about:blank"],
    { env: { ...process.env, HOME: home }, stdio: ["ignore", "ignore", "pipe"] });
}

// The address of its WebDriver BiDi, which it tells on standard error.
function addressOf(firefox) {
  return new Promise((found, failed) => {
    let told = "";
    firefox.on("error", failed);
    firefox.stderr.on("data", (part) => {
      told += part;
      const match = told.match(/WebDriver BiDi listening on (ws:\S+)/);
      if (match) found(`${match[1]}/session`);
    });
    setTimeout(() => failed(new Error(`Firefox did not start: ${told}`)), START).unref();
  });
}

// {send(method, params), events}: what was asked and what happened meanwhile.
async function connect(address) {
  const socket = new WebSocket(address), waiting = new Map(), events = [];
  await new Promise((opened) => { socket.onopen = opened; });
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data), asked = waiting.get(message.id);
    if (!asked) events.push(message);
    else if (message.error) asked.failed(new Error(`${message.error}: ${message.message}`));
    else asked.done(message.result);
  };
  const send = (method, params = {}) => new Promise((done, failed) => {
    const id = waiting.size + 1;
    waiting.set(id, { done, failed });
    socket.send(JSON.stringify({ id, method, params }));
  });
  return { send, events };
}

const firefox = startFirefox();
const ended = new Promise((done) => firefox.on("exit", done).on("error", done));
try {
  const { send, events } = await connect(await addressOf(firefox));
  await send("session.new", { capabilities: {} });
  await send("session.subscribe", { events: ["log.entryAdded"] });
  const context = (await send("browsingContext.getTree")).contexts[0].context;
  const evaluate = async (expression) => {
    const answer = await send("script.evaluate", { expression, target: { context }, awaitPromise: true });
    if (answer.type === "exception") throw new Error(answer.exceptionDetails.text);
    return answer.result.value;
  };
  for (const language of languages) {
    await send("browsingContext.navigate", { context, url: `${fileBase(site)}${language}/search.html?q=lab`, wait: "complete" });
    const shown = await evaluate(`new Promise((done) => {
      const look = () => document.querySelector("#search-results mark") ? done(document.querySelectorAll("#search-results li").length)
        : setTimeout(look, 100);
      look();
      setTimeout(() => done(0), 5000);
    })`);
    check(shown > 0, `Firefox ${language}: the page shows hits`);
    await checkAlike("Firefox", language, (text) =>
      evaluate(`(${askInPage})(${JSON.stringify(text)}, ${JSON.stringify(language)})`));
  }
  const faults = events.filter((event) => event.params?.level === "error").map((event) => event.params.text);
  check(faults.length === 0, "Firefox: no errors", faults.join("\n"));
} finally {
  firefox.kill();
  await ended;
  removeFolders();
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 ? 0 : 1);
