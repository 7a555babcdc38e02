// Search that needs no server. The index of a language is one script,
// assets/search-<language>.js, loaded when the first query comes.
//
//   DigitoriSearch.query(text, {language, limit}) -> Promise<[{url, title, excerpt, score}]>
//   DigitoriSearch.load(language, {version, pages})      called by the index
//
// A page is [url, title, summary, kind label, [[heading id, heading title], ...], kind id, tags].
(function () {
  'use strict';
  var own = document.currentScript;
  var address = own.getAttribute('src');
  var root = address.slice(0, address.length - 'assets/search.js'.length);
  var indexes = {};       // language -> prepared pages
  var waiting = {};       // language -> {promise, done}

  // Lower case, without the marks above and below letters.
  function fold(text) {
    return String(text).toLowerCase().normalize('NFD').replace(/[\u0300-\u036f\u00ad]/g, '')
      .replace(/ß/g, 'ss').replace(/æ/g, 'ae').replace(/ø/g, 'o').replace(/đ/g, 'd').replace(/ł/g, 'l');
  }
  function split(text) {
    return fold(text).match(/[\p{L}\p{N}]+/gu) || [];
  }

  function prepare(page) {
    return {
      url: page[0], title: page[1], summary: page[2] || '', kind: page[3] || '',
      titleWords: split(page[1]),
      headings: (page[4] || []).map(function (heading) {
        return {id: heading[0], title: heading[1], words: split(heading[1])};
      }),
      tagWords: split(Array.isArray(page[6]) ? page[6].join(' ') : page[6] || ''),
      summaryWords: split((page[2] || '') + ' ' + (page[3] || ''))
    };
  }

  // How well [word] is found among [words]: whole 1, start 0.8, inside 0.5.
  function match(words, word) {
    var best = 0;
    for (var i = 0; i < words.length && best < 1; i++) {
      var place = words[i].indexOf(word);
      if (place === -1) continue;
      if (place > 0 && word.length < 3) continue;
      var value = place > 0 ? 0.5 : words[i].length === word.length ? 1 : 0.8;
      if (value > best) best = value;
    }
    return best;
  }

  // Points of one word on a page; remembers the best heading in [found].
  function weigh(page, word, found) {
    var points = Math.max(10 * match(page.titleWords, word), 4 * match(page.tagWords, word),
      2 * match(page.summaryWords, word));
    page.headings.forEach(function (heading) {
      var value = 6 * match(heading.words, word);
      if (value > found.points) { found.points = value; found.heading = heading; }
      if (value > points) points = value;
    });
    return points;
  }

  function rank(pages, text, limit) {
    var words = split(text).filter(function (word, place, all) { return all.indexOf(word) === place; }).slice(0, 12);
    if (!words.length) return [];
    var phrase = words.join(' ');
    var hits = [];
    pages.forEach(function (page) {
      var found = {points: 0, heading: null};
      var points = words.map(function (word) { return weigh(page, word, found); });
      var matched = points.filter(function (value) { return value > 0; }).length;
      if (!matched) return;
      var score = points.reduce(function (sum, value) { return sum + value; }, 0) / words.length;
      if (page.titleWords.join(' ') === phrase) score += 10;
      var inTitle = words.every(function (word) { return match(page.titleWords, word) > 0; });
      var useHeading = found.heading && !inTitle && found.points >= 3 &&
        !words.every(function (word) { return match(page.summaryWords, word) > 0; });
      hits.push({
        url: root + page.url + (useHeading ? '#' + found.heading.id : ''),
        title: page.title,
        excerpt: useHeading ? found.heading.title : page.summary,
        score: Math.round(score * 100) / 100,
        kind: page.kind,
        summary: page.summary,
        all: matched === words.length
      });
    });
    // Pages with every word; only when there are none, pages with some.
    var whole = hits.filter(function (hit) { return hit.all; });
    hits = whole.length ? whole : hits;
    hits.sort(function (a, b) {
      return b.score - a.score || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0) || (a.url < b.url ? -1 : 1);
    });
    return limit ? hits.slice(0, limit) : hits;
  }

  function need(language) {
    if (indexes[language]) return Promise.resolve(indexes[language]);
    if (waiting[language]) return waiting[language].promise;
    var entry = waiting[language] = {};
    entry.promise = new Promise(function (done, fail) {
      entry.done = done;
      var script = document.createElement('script');
      script.src = root + 'assets/search-' + encodeURIComponent(language) + '.js';
      script.onerror = function () {
        delete waiting[language];
        fail(new Error('no search index for ' + language));
      };
      document.head.appendChild(script);
    });
    return entry.promise;
  }

  window.DigitoriSearch = {
    load: function (language, index) {
      indexes[language] = index.pages.map(prepare);
      if (waiting[language]) waiting[language].done(indexes[language]);
    },
    query: function (text, options) {
      var chosen = options || {};
      return need(chosen.language || document.documentElement.lang).then(function (pages) {
        return rank(pages, text, chosen.limit || 0);
      });
    }
  };

  // The search page.
  var form = document.getElementById('search-form');
  if (!form) return;
  var limit = 50;
  var field = document.getElementById('search-q');
  var count = document.getElementById('search-count');
  var results = document.getElementById('search-results');
  var none = document.getElementById('search-none');
  var index = document.getElementById('search-index');
  var language = form.getAttribute('data-language');
  var latest = 0;

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    made.textContent = text;
    return made;
  }

  function item(hit) {
    var row = document.createElement('li');
    var title = document.createElement('p');
    var link = element('a', '', hit.title);
    link.href = hit.url;
    title.className = 'card-title';
    title.appendChild(link);
    if (hit.kind) row.appendChild(element('p', 'card-kind', hit.kind));
    row.appendChild(title);
    if (hit.excerpt !== hit.summary) row.appendChild(element('p', 'result-heading', hit.excerpt));
    if (hit.summary) row.appendChild(element('p', 'card-summary', hit.summary));
    return row;
  }

  function tell(hits) {
    var name = hits.length === 0 ? 'none' : hits.length === 1 ? 'one' : hits.length > limit ? 'more' : 'many';
    count.textContent = count.getAttribute('data-' + name)
      .replace('{count}', hits.length).replace('{shown}', limit);
  }

  function show(hits) {
    results.textContent = '';
    hits.slice(0, limit).forEach(function (hit) { results.appendChild(item(hit)); });
    none.hidden = hits.length !== 0;
    index.hidden = hits.length !== 0;
    tell(hits);
  }

  function search() {
    var turn = ++latest;
    var text = field.value.trim();
    if (!split(text).length) {
      results.textContent = '';
      count.textContent = '';
      none.hidden = true;
      index.hidden = false;
      return;
    }
    window.DigitoriSearch.query(text, {language: language}).then(function (hits) {
      if (turn === latest) show(hits);
    }, function () {
      if (turn !== latest) return;
      results.textContent = '';
      index.hidden = false;
      count.textContent = count.getAttribute('data-failed');
    });
  }

  function remember() {
    try {
      var query = field.value.trim();
      window.history.replaceState(null, '', query ? '?q=' + encodeURIComponent(query) : window.location.pathname);
    } catch (ignored) {
      // Refused from the file system: the search works without.
    }
  }

  var timer = 0;
  field.addEventListener('input', function () {
    window.clearTimeout(timer);
    timer = window.setTimeout(search, 150);
  });
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    window.clearTimeout(timer);
    search();
    remember();
  });

  var asked = /[?&]q=([^&#]*)/.exec(window.location.search);
  if (asked) {
    try { field.value = decodeURIComponent(asked[1].replace(/\+/g, ' ')); } catch (ignored) { field.value = ''; }
  }
  if (field.value) search();
}());
