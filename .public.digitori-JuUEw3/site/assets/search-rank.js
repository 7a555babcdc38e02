// Search, third part: which pages, in which order, and what is shown of them. All numbers are
// whole, so that `digitori search`, which does the same in C, gives the same scores.
(function () {
  'use strict';
  var tools = window.DigitoriSearchWords;
  var WINDOW = 10;                            // pages whose texts are loaded and weighed at once
  var EXCERPT = 200, BEFORE = 50;             // characters
  var WEIGHTS = [100, 60, 40, 50, 70];        // of a query's word for its terms, by their kind
  var SYNONYM = 4, HEAVY = 65, TAIL_MOST = 12;
  var ENOUGH = 30;                            // pages: lighter terms are not asked then
  var TERMS_LIMIT = 12;
  var WORDS_LIMIT = 12;                       // of a phrase
  var PHRASE_LIMIT = 60;                      // pages whose text is asked for a phrase

  function byCommonness(a, b) {
    return b.common - a.common || (a.folded < b.folded ? -1 : a.folded > b.folded ? 1 : 0);
  }

  // ---- What a word may mean: terms with weights, and the words of the index it stands for

  function Meaning(folded) {
    this.folded = folded;
    this.terms = [];            // {term, weight, isStrong}
    this.isKnown = false;
    this.suggestion = '';
    this.strong = [];           // beginnings of words that are the word itself
    this.weak = [];             // beginnings of words akin to it
    this.rarity = 0;
    this.points = new Map();    // document -> points
  }
  Meaning.prototype.add = function (entry, percent, isWhole) {
    var meaning = this;
    entry.targets.forEach(function (target) {
      if (!isWhole && target.kind !== 0) return;
      var weight = Math.floor((WEIGHTS[target.kind] || 0) * percent / 100);
      var known = meaning.terms.find(function (other) { return other.term === target.term; });
      var isStrong = target.kind === 0 || target.kind === SYNONYM;
      if (!known) {
        meaning.terms.push({term: target.term, weight: weight, isStrong: isStrong});
      } else {
        known.weight = Math.max(known.weight, weight);
        known.isStrong = known.isStrong || isStrong;
      }
    });
  };

  function commonLength(a, b) {
    var length = 0;
    while (length < a.length && length < b.length && a[length] === b[length]) length++;
    return length;
  }

  // How inflected forms of a word begin, as far as one can tell without the index.
  function beginning(folded) {
    return folded.slice(0, Math.max(4, Math.ceil(folded.length * 7 / 10)));
  }

  // Words that go on after what was typed.
  function addCompletions(meaning, entries) {
    var longer = entries.filter(function (entry) { return entry.folded.indexOf(meaning.folded) === 0; });
    longer.sort(byCommonness).slice(0, 8).forEach(function (entry) { meaning.add(entry, 80, false); });
    if (longer.length) meaning.weak.push(meaning.folded);
    return longer.length > 0;
  }

  // Words that begin alike: other inflections. Returns how many letters they share.
  function addAlike(meaning, entries) {
    var length = meaning.folded.length, best = 0;
    entries.forEach(function (entry) { best = Math.max(best, commonLength(entry.folded, meaning.folded)); });
    if (best < 4 || best * 10 < length * 6) return best;
    var alike = entries.filter(function (entry) { return commonLength(entry.folded, meaning.folded) === best; });
    alike.sort(function (a, b) {
      return Math.abs(a.folded.length - length) - Math.abs(b.folded.length - length) || byCommonness(a, b);
    });
    var percent = Math.floor(best * 100 / length) - 20;
    meaning.strong.push(meaning.folded.slice(0, best));
    alike.slice(0, 6).forEach(function (entry) { meaning.add(entry, percent, true); });
    return best;
  }

  // The end of an unknown compound, where its beginning is known or other words part from it.
  function addTails(meaning, entries, shared, index) {
    var folded = meaning.folded, places = [], head = null;
    entries.forEach(function (entry) {
      var length = entry.folded.length;
      if (length >= 3 && length <= folded.length - 4 && folded.indexOf(entry.folded) === 0 &&
        (!head || length > head.folded.length)) head = entry;
    });
    if (head) places.push(head.folded.length);
    if (shared >= 4 && shared <= folded.length - 4 && places.indexOf(shared) < 0) places.push(shared);
    if (head && folded[head.folded.length] === 's') places.push(head.folded.length + 1);
    for (var place = Math.max(3, folded.length - TAIL_MOST); place <= folded.length - 4; place++)
      if (places.indexOf(place) < 0) places.push(place);

    // One after another: most are found at once, and every place asks for a part of the index.
    function tryFrom(number) {
      if (number === places.length) return null;
      var rest = folded.slice(places[number]);
      return index.near(rest).then(function (others) {
        var tail = others.find(function (entry) { return entry.folded === rest; });
        if (!tail) return tryFrom(number + 1);
        meaning.add(tail, 60, true);
        meaning.weak.push(beginning(rest));
        if (head) meaning.add(head, 40, true);
        return null;
      });
    }
    return Promise.resolve(tryFrom(0));
  }

  function misspelled(meaning, entries) {
    var limit = meaning.folded.length < 8 ? 1 : 2, found = [];
    entries.forEach(function (entry) {
      var away = tools.distance(meaning.folded, entry.folded, limit);
      if (away <= limit) found.push({away: away, folded: entry.folded, word: entry.word, common: entry.common});
    });
    found.sort(function (a, b) { return a.away - b.away || byCommonness(a, b); });
    return found.filter(function (entry) { return entry.away === found[0].away; }).slice(0, 3);
  }

  // Words that may have been meant; whether there are any.
  function addSpelling(meaning, index) {
    return index.spelling(meaning.folded[0]).then(function (entries) {
      var found = misspelled(meaning, entries);
      if (found.length || meaning.folded.length < 5) return found;
      return index.spelling(meaning.folded[1]).then(function (others) { return misspelled(meaning, others); });
    }).then(function (found) {
      if (!found.length) return false;
      meaning.suggestion = found[0].word;
      return Promise.all(found.map(function (meant) {
        return index.near(meant.folded).then(function (entries) {
          var entry = entries.find(function (other) { return other.folded === meant.folded; });
          if (!entry) return;
          meaning.add(entry, meant.away === 1 ? 85 : 65, true);
          meaning.strong.push(beginning(entry.folded));
        });
      })).then(function () { return true; });
    });
  }

  function understand(folded, index) {
    var meaning = new Meaning(folded);
    return index.near(folded).then(function (entries) {
      var own = entries.find(function (entry) { return entry.folded === folded; });
      if (own) {
        meaning.isKnown = true;
        meaning.add(own, 100, true);
        return null;
      }
      if (addCompletions(meaning, entries) || folded.length < 4) return null;
      var shared = addAlike(meaning, entries);
      if (shared >= folded.length - 1) return null;
      return addSpelling(meaning, index).then(function (isMisspelled) {
        return isMisspelled ? null : addTails(meaning, entries, shared, index);
      });
    }).then(function () { return meaning; });
  }

  // The meanings of each word: one, or those of its parts when the index does not have it whole.
  function understandAll(words, index) {
    return Promise.all(words.map(function (folded) {
      return understand(folded, index).then(function (meaning) {
        var parts = folded.split(/[-':]/).filter(function (part) { return part.length > 1; }).slice(0, 8);
        if (meaning.isKnown || parts.length < 2) return [meaning];
        return Promise.all(parts.map(function (part) { return understand(part, index); }));
      });
    }));
  }

  // ---- Points

  function addPoints(meaning, chosen, index, isWhole) {
    return Promise.all(chosen.map(function (one) {
      return index.list(one.term, isWhole).then(function (list) {
        if (!list) return;
        meaning.rarity = Math.max(meaning.rarity, one.isStrong ? list.rarity : Math.floor(list.rarity / 2));
        list.groups.forEach(function (group) {
          var points = one.weight * list.rarity * (group.level + 4);
          group.documents.forEach(function (document) {
            if (points > (meaning.points.get(document) || 0)) meaning.points.set(document, points);
          });
        });
        var stems = one.isStrong ? meaning.strong : meaning.weak;
        list.stems.forEach(function (stem) { if (stems.indexOf(stem) < 0) stems.push(stem); });
      });
    }));
  }

  // [isWhole]: every page that has the word counts, as in a phrase.
  function weigh(meaning, index, isWhole) {
    var terms = meaning.terms.slice().sort(function (a, b) { return b.weight - a.weight || a.term - b.term; })
      .slice(0, TERMS_LIMIT);
    var heavy = terms.filter(function (one) { return one.weight >= HEAVY; });
    if (!heavy.length) heavy = terms;
    if (meaning.isKnown) meaning.strong.push(beginning(meaning.folded));
    return addPoints(meaning, heavy, index, isWhole).then(function () {
      if (meaning.points.size >= ENOUGH) return null;
      return addPoints(meaning, terms.filter(function (one) { return heavy.indexOf(one) < 0; }), index, isWhole);
    });
  }

  // Pages that have the word itself: of a word that is not wanted.
  function holders(folded, index) {
    var found = new Set();
    return understand(folded, index).then(function (meaning) {
      var own = meaning.isKnown ? meaning.terms.filter(function (one) { return one.isStrong; }) : [];
      return Promise.all(own.map(function (one) { return index.list(one.term, true); }));
    }).then(function (lists) {
      lists.forEach(function (list) {
        (list ? list.groups : []).forEach(function (group) {
          group.documents.forEach(function (document) { found.add(document); });
        });
      });
      return found;
    });
  }

  // [{document, points}], best first. A page gains with every word, the rarer the more.
  function add(meanings) {
    var totals = new Map(), all = 0;
    meanings.forEach(function (meaning) {
      all += meaning.rarity;
      meaning.points.forEach(function (points, document) {
        var total = totals.get(document);
        if (!total) totals.set(document, total = {document: document, points: 0, covered: 0});
        total.points += points;
        total.covered += meaning.rarity;
      });
    });
    totals = Array.from(totals.values());
    totals.forEach(function (total) {
      if (all > 0) total.points = Math.floor(total.points * total.covered / all);
    });
    return totals.sort(function (a, b) { return b.points - a.points || a.document - b.document; });
  }

  // ---- Fields

  // {value} is what the query says, {values} are the ids that the reader chose.
  function chosenValues(filter, values) {
    if (filter.values) return values.filter(function (value) { return filter.values.indexOf(value.id) >= 0; });
    var exact = values.filter(function (value) { return value.id === filter.value || value.folded === filter.value; });
    return exact.length ? exact : values.filter(function (value) { return value.folded.indexOf(filter.value) === 0; });
  }

  function documentsOf(filter, values) {
    var found = new Set();
    chosenValues(filter, values).forEach(function (value) {
      value.documents.forEach(function (document) { found.add(document); });
    });
    return found;
  }

  // ---- Texts

  var STRONG = 2, WEAK = 1;

  // Whether a word of a text is the query's word, or akin to it.
  function likeness(folded, meaning) {
    if (folded === meaning.folded) return STRONG;
    var best = 0;
    meaning.strong.forEach(function (stem) {
      var place = folded.indexOf(stem), rest = folded.length - stem.length;
      if (place === 0 && rest <= (stem.length < 4 ? 3 : 5)) best = STRONG;
      else if (place === 0 || (place > 0 && stem.length >= 4)) best = Math.max(best, WEAK);
    });
    if (best) return best;
    return meaning.weak.some(function (stem) {
      var place = folded.indexOf(stem);
      return place === 0 || (place > 0 && stem.length >= 4);
    }) ? WEAK : 0;
  }

  // A text with what was found in it: tokens with likeness by word.
  function read(text, meanings) {
    var all = tools.tokens(text), hits = [];
    all.forEach(function (token, number) {
      meanings.forEach(function (meaning, word) {
        var value = likeness(token.folded, meaning);
        if (value) hits.push({token: number, word: word, value: value, from: token.from, to: token.to});
      });
    });
    return {text: text, tokens: all, hits: hits};
  }

  // Best likeness by word.
  function bestByWord(hits, count) {
    var best = [];
    for (var word = 0; word < count; word++) best.push(0);
    hits.forEach(function (hit) { best[hit.word] = Math.max(best[hit.word], hit.value); });
    return best;
  }

  function countStrong(best) {
    return best.filter(function (value) { return value === STRONG; }).length;
  }

  // Whether the words stand there one after another.
  function hasPhrase(reading, words) {
    return reading.hits.some(function (first) {
      return first.word === words[0] && words.every(function (word, step) {
        return reading.hits.some(function (hit) {
          return hit.word === word && hit.value === STRONG && hit.token === first.token + step;
        });
      });
    });
  }

  function readPage(page, meanings) {
    return {
      title: read(page[1], meanings),
      summary: read(page[3], meanings),
      parts: page[4].map(function (part) {
        return {id: part[0], heading: read(part[1], meanings), body: read(part[2], meanings)};
      })
    };
  }

  function hasPhraseAnywhere(reading, words) {
    return hasPhrase(reading.title, words) || hasPhrase(reading.summary, words) || reading.parts.some(function (part) {
      return hasPhrase(part.heading, words) || hasPhrase(part.body, words);
    });
  }

  // Hundredths to add: for a title that is what was asked, for words side by side.
  function bonus(reading, count) {
    var percent = 0, words = [], titleLength = reading.title.tokens.length;
    if (count > 0 && countStrong(bestByWord(reading.title.hits, count)) === count) {
      var covered = new Set();
      reading.title.hits.forEach(function (hit) { if (hit.value === STRONG) covered.add(hit.token); });
      percent = covered.size === titleLength ? 60 : 20 + Math.floor(20 * covered.size / titleLength);
    }
    for (var word = 0; word < Math.min(count, WORDS_LIMIT); word++) words.push(word);
    if (count > 1 && hasPhraseAnywhere(reading, words)) percent += 15;
    return percent;
  }

  // ---- Excerpts

  function sum(values) {
    return values.reduce(function (all, value) { return all + value; }, 0);
  }

  // The part of the page that says most of what was asked; null when none says any.
  function bestPart(reading, count) {
    var best = null, most = 0;
    reading.parts.forEach(function (part) {
      var points = 20 * sum(bestByWord(part.body.hits, count)) + 12 * sum(bestByWord(part.heading.hits, count)) +
        Math.min(part.body.hits.length, 9);
      if (points > most) {
        most = points;
        best = part;
      }
    });
    return best;
  }

  // The place in a long text where most of the words stand together.
  function bestPlace(reading, count) {
    var best = 0, most = -1;
    reading.hits.forEach(function (first, number) {
      var inside = [];
      for (var i = number; i < reading.hits.length && i < number + 40; i++)
        if (reading.hits[i].to - first.from <= EXCERPT - BEFORE) inside.push(reading.hits[i]);
      var points = 10 * sum(bestByWord(inside, count)) + Math.min(inside.length, 9);
      if (points > most) {
        most = points;
        best = first.from;
      }
    });
    return best;
  }

  // {text, marks: [[from, to], ...]}: about 200 characters around the words, whole words only.
  function cutExcerpt(reading, count) {
    var from = Math.max(0, bestPlace(reading, count) - BEFORE), to = reading.text.length;
    if (from > 0) {
      var first = reading.tokens.find(function (token) { return token.from >= from; });
      from = first ? first.from : 0;
    }
    if (to - from > EXCERPT) {
      var last = null;
      reading.tokens.forEach(function (token) {
        if (token.from >= from && token.to <= from + EXCERPT) last = token;
      });
      to = last ? last.to : from + EXCERPT;
    }
    var lead = from > 0 ? '\u2026' : '', marks = [];
    reading.hits.forEach(function (hit) {
      var place = [hit.from - from + lead.length, hit.to - from + lead.length];
      var isNew = !marks.length || marks[marks.length - 1][1] <= place[0];
      if (hit.from >= from && hit.to <= to && isNew) marks.push(place);
    });
    return {text: lead + reading.text.slice(from, to) + (to < reading.text.length ? '\u2026' : ''), marks: marks};
  }

  function makeHit(page, reading, points, count, index, root) {
    var isAbout = count > 0 && countStrong(bestByWord(reading.title.hits, count)) === count;
    var part = isAbout && reading.summary.hits.length ? null : bestPart(reading, count);
    var shown = part ? part.body : reading.summary.text ? reading.summary : reading.parts.length ? reading.parts[0].body : reading.summary;
    var excerpt = cutExcerpt(shown, count);
    var isPlace = part && part.id && !isAbout;
    return {
      url: root + page[0] + (isPlace ? '#' + encodeURIComponent(part.id) : ''),
      title: page[1], excerpt: excerpt.text, score: points / 1000,
      kind: index.kindLabel(page[2]), kindId: page[2], heading: isPlace ? part.heading.text : '', marks: excerpt.marks,
      titleMarks: reading.title.hits.map(function (hit) { return [hit.from, hit.to]; })
        .filter(function (mark, number, all) { return !number || all[number - 1][1] <= mark[0]; })
    };
  }

  window.DigitoriSearchRank = {
    WINDOW: WINDOW, WORDS_LIMIT: WORDS_LIMIT, PHRASE_LIMIT: PHRASE_LIMIT, understandAll: understandAll, weigh: weigh, holders: holders, add: add,
    documentsOf: documentsOf, readPage: readPage, hasPhraseAnywhere: hasPhraseAnywhere, bonus: bonus, makeHit: makeHit
  };
}());
