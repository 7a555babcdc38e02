// Search, last part: from words to hits. Needs search-words.js, search-index.js and search-rank.js before it.
//
//   DigitoriSearch.query(text, {language, limit}) -> Promise<[{url, title, excerpt, score}]>
//
// Addresses are relative to the page that asks. Nothing is remembered and nothing leaves the machine.
(function () {
  'use strict';
  var tools = window.DigitoriSearchWords, files = window.DigitoriSearchIndex, rank = window.DigitoriSearchRank;
  var LIMIT = 10;

  // Whether a document has the fields that were asked for.
  function filterOf(filters, index) {
    return Promise.all(filters.map(function (filter) {
      return index.piece('f', filter.facet).then(function (values) {
        return {isOut: filter.isOut, documents: rank.documentsOf(filter, values)};
      });
    })).then(function (sets) {
      return function (document) {
        return sets.every(function (set) { return set.documents.has(document) !== set.isOut; });
      };
    });
  }

  // Whether a document has all words of a group that is not wanted.
  function unwantedOf(groups, index) {
    return Promise.all(groups.map(function (group) {
      return Promise.all(group.map(function (word) { return rank.holders(word, index); }));
    })).then(function (sets) {
      return function (document) {
        return sets.some(function (group) {
          return group.every(function (set) { return set.has(document); });
        });
      };
    });
  }

  // With nothing but fields asked, every page that has them.
  function allPages(index) {
    var all = [];
    for (var document = 0; document < index.pages; document++) all.push({document: document, points: 1000});
    return all;
  }

  function candidates(asked, meanings, phrases, index) {
    return Promise.all([filterOf(asked.filters, index), unwantedOf(asked.unwanted, index)]).then(function (tests) {
      var found = meanings.length ? rank.add(meanings) : asked.filters.length ? allPages(index) : [];
      return found.filter(function (one) {
        var hasPhrases = phrases.every(function (phrase) {
          return phrase.every(function (word) { return meanings[word].points.has(one.document); });
        });
        return hasPhrases && tests[0](one.document) && !tests[1](one.document);
      });
    });
  }

  function loadTexts(list, index, meanings) {
    return Promise.all(list.map(function (one) { return index.piece('t', one.document); })).then(function (pages) {
      return list.map(function (one, number) {
        var page = pages[number];
        return page && {document: one.document, points: one.points, page: page, reading: rank.readPage(page, meanings)};
      }).filter(Boolean);
    });
  }

  // Within a window what the texts say decides; no page rises above the window before.
  function weighTexts(read, count, most) {
    read.forEach(function (one) {
      one.points = Math.floor(one.points * (100 + rank.bonus(one.reading, count)) / 100);
    });
    read.sort(function (a, b) { return b.points - a.points || a.document - b.document; });
    read.forEach(function (one) { one.points = Math.min(one.points, most); });
    return read;
  }

  function readWindows(found, limit, phrases, index, meanings) {
    var hits = [];
    function step(at) {
      var part = found.slice(at, at + rank.WINDOW);
      if (!part.length || hits.length >= limit || (phrases.length && at >= rank.PHRASE_LIMIT)) return hits;
      return loadTexts(part, index, meanings).then(function (read) {
        read = read.filter(function (one) {
          return phrases.every(function (phrase) { return rank.hasPhraseAnywhere(one.reading, phrase); });
        });
        var most = hits.length ? hits[hits.length - 1].points : Infinity;
        hits = hits.concat(weighTexts(read, meanings.length, most));
        return step(at + rank.WINDOW);
      });
    }
    return Promise.resolve(step(0));
  }

  // The query with words that may have been meant; empty when all are known.
  function suggestionOf(text, words, groups) {
    var made = '', at = 0;
    tools.tokens(text).forEach(function (token) {
      var number = words.indexOf(token.folded);
      var meant = number >= 0 && groups[number].length === 1 ? groups[number][0].suggestion : '';
      if (!meant) return;
      made += text.slice(at, token.from) + meant;
      at = token.to;
    });
    return at ? made + text.slice(at) : '';
  }

  function flat(lists) {
    return [].concat.apply([], lists);
  }

  // The numbers of words as numbers of their meanings.
  function phrasesOf(asked, groups) {
    var firsts = [], count = 0;
    groups.forEach(function (group) {
      firsts.push(count);
      count += group.length;
    });
    return asked.phrases.map(function (phrase) {
      return flat(phrase.map(function (word) {
        return groups[word].map(function (ignored, step) { return firsts[word] + step; });
      })).slice(0, rank.WORDS_LIMIT);
    });
  }

  function run(text, options, index) {
    var asked = tools.parse(text, function (name) { return index.facetOf(name); });
    var limit = options.limit > 0 ? Math.floor(options.limit) : LIMIT;
    return rank.understandAll(asked.words, index).then(function (groups) {
      var meanings = flat(groups), phrases = phrasesOf(asked, groups);
      var inPhrases = flat(phrases);
      return Promise.all(meanings.map(function (meaning, number) {
        return rank.weigh(meaning, index, inPhrases.indexOf(number) >= 0);
      })).then(function () {
        return Promise.all([candidates(asked, meanings, phrases, index), filterOf(options.filters || [], index)]);
      }).then(function (both) {
        var matched = both[0], found = matched.filter(function (one) { return both[1](one.document); });
        if (options.isStale && options.isStale()) return {hits: [], total: 0, matched: [], suggestion: '', index: index};
        return readWindows(found, limit, phrases, index, meanings).then(function (read) {
          return {
            hits: read.slice(0, limit).map(function (one) {
              return rank.makeHit(one.page, one.reading, one.points, meanings.length, index, files.root);
            }),
            total: phrases.length ? read.length : found.length,
            matched: matched.map(function (one) { return one.document; }),
            suggestion: suggestionOf(text, asked.words, groups), index: index
          };
        });
      });
    });
  }

  // {hits, total, matched, suggestion, index}; matched are the numbers of all pages found before `filters`. [options] are
  // those of query, and `filters` that the reader chose, and `isStale`, which tells that nobody waits any more.
  function search(text, options) {
    var chosen = options || {}, language = chosen.language || document.documentElement.lang;
    return files.open(language).then(function (index) {
      return run(String(text), chosen, index).then(function (found) {
        if (!index.isStale) return found;
        // The site was published anew since the browser kept the root of the index.
        return files.open(language, true).then(function (fresh) { return run(String(text), chosen, fresh); });
      });
    });
  }

  window.DigitoriSearch.search = search;
  window.DigitoriSearch.query = function (text, options) {
    return search(text, options).then(function (found) { return found.hits; });
  };
}());
