// In every page of the preview, never in what is published: loads the page anew when it has changed, styles without
// loading it, and shows the mistakes of the last build over the page.
(function () {
  "use strict";
  var words = {
    fi: { title: "Sivustossa on virheitä", kept: "Näet viimeisen onnistuneen version. Korjaa virheet, niin sivu päivittyy itse.",
      error: "Virhe", warning: "Huomautus", more: "Muita: ", close: "Sulje", failed: "Sivuston teko epäonnistui. Katso viesti päätteestä.",
      lost: "Esikatselu on päättynyt" },
    sv: { title: "Webbplatsen har fel", kept: "Du ser den senaste fungerande versionen. Rätta felen, så uppdateras sidan av sig själv.",
      error: "Fel", warning: "Anmärkning", more: "Andra: ", close: "Stäng", failed: "Det gick inte att bygga webbplatsen. Se meddelandet i terminalen.",
      lost: "Förhandsgranskningen har avslutats" },
    en: { title: "The site has mistakes", kept: "You see the last version that worked. Mend the mistakes and the page updates itself.",
      error: "Error", warning: "Warning", more: "Others: ", close: "Close", failed: "The site could not be built. See the message in the terminal.",
      lost: "The preview has ended" }
  };
  var script = document.currentScript;
  var own = words[document.documentElement.lang.slice(0, 2)] || words[navigator.language.slice(0, 2)] || words.en;
  var box = null;

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function hide() {
    if (box) box.remove();
    box = null;
  }

  function listOf(message) {
    var list = element("ol", "digitori-preview-list");
    message.mistakes.forEach(function (mistake) {
      var item = element("li", "digitori-preview-" + mistake.severity);
      item.append(element("strong", "", (own[mistake.severity] || mistake.severity) + ": "), mistake.what,
        element("code", "", mistake.path + ":" + mistake.line + ":" + mistake.column), element("span", "", mistake.detail));
      list.append(item);
    });
    return list;
  }

  function show(message) {
    hide();
    box = element("section", "digitori-preview");
    box.setAttribute("role", "alert");
    box.setAttribute("lang", own === words.fi ? "fi" : own === words.sv ? "sv" : "en");
    box.append(element("h2", "", message.failed ? own.failed : own.title), element("p", "", own.kept));
    if (message.mistakes) box.append(listOf(message));
    if (message.left > 0) box.append(element("p", "", own.more + message.left));
    var close = element("button", "", own.close);
    close.type = "button";
    close.addEventListener("click", hide);
    box.append(close);
    document.body.append(box);
  }

  // The new sheet is there before the old one goes, so that the page never stands bare.
  function renewStyles() {
    document.querySelectorAll('link[rel="stylesheet"]').forEach(function (old) {
      if (old.dataset.preview) return;
      var fresh = old.cloneNode(), address = new URL(old.href);
      address.searchParams.set("preview", String(Date.now()));
      fresh.href = address.href;
      fresh.addEventListener("load", function () { old.remove(); });
      old.after(fresh);
    });
  }

  var sheet = element("link");
  sheet.rel = "stylesheet";
  sheet.href = "/_digitori/live.css";
  sheet.dataset.preview = "1";
  document.head.append(sheet);

  var events = new EventSource("/_digitori/events?page=" + encodeURIComponent(location.pathname) + "&seen=" + script.dataset.seen);
  events.addEventListener("message", function (event) {
    var message = JSON.parse(event.data);
    if (message.action === "reload") location.reload();
    else if (message.action === "styles") renewStyles();
    if (message.action === "mistakes") show(message);
    else if (message.action !== "building") hide();
    document.documentElement.dataset.preview = message.action;
  });
  window.addEventListener("pagehide", function () { events.close(); });
})();
