// Search, first part: words, queries and spelling. The same rules stand in C in
// generator/language/ and generator/search/; the tests compare the two.
(function () {
  'use strict';
  var WORD_LIMIT = 64;        // characters of a word
  var QUERY_LIMIT = 512;      // characters of a query
  var WORDS_LIMIT = 12;       // of a query
  var UNSEEN = /\p{Default_Ignorable_Code_Point}+/gu;
  var LETTERS = {
    '\u00df': 'ss', '\u00e6': 'ae', '\u00f8': 'o', '\u00f0': 'd', '\u0111': 'd', '\u00fe': 'th', '\u0142': 'l',
    '\u0153': 'oe', '\u014b': 'n', '\u0167': 't', '\u0127': 'h', '\u0131': 'i', '\u03c2': '\u03c3',
    '\u2010': '-', '\u2011': '-', '\u2019': "'", '\u02bc': "'"
  };
  var WORD = /[\p{L}\p{Mn}\p{Mc}\p{Nd}\u00ad]+(?:[-':\u2010\u2011\u2019][\p{L}\p{Mn}\p{Mc}\p{Nd}\u00ad]+)*/gu;

  function cut(text, limit) {
    return text.length <= limit ? text : Array.from(text).slice(0, limit).join('');
  }

  // A word without what keyboards and writers differ in: "Työ" gives "tyo".
  function fold(word) {
    if (/^[a-z0-9]*$/.test(word)) return cut(word, WORD_LIMIT);
    var seen = cut(word.replace(UNSEEN, '').normalize('NFC').toLowerCase(), WORD_LIMIT);
    return cut(seen.normalize('NFKD').toLowerCase().replace(/\p{M}+/gu, '')
      .replace(/[^\x00-\x7f]/g, function (letter) { return LETTERS[letter] || letter; }), WORD_LIMIT);
  }

  // [{from, to, folded}] of a text.
  function tokens(text) {
    var found = [], match;
    WORD.lastIndex = 0;
    while ((match = WORD.exec(text))) {
      var folded = fold(match[0]);
      if (folded) found.push({from: match.index, to: match.index + match[0].length, folded: folded});
    }
    return found;
  }

  // ---- Queries

  function isSpace(code) {
    return code <= 0x20 || code === 0xa0 || code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 ||
      code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000 || code === 0xfeff;
  }

  // What a field's value is compared by: its words.
  function foldAll(text) {
    return tokens(text).map(function (token) { return token.folded; }).join(' ');
  }

  // {words: [folded], phrases: [[number of a word, ...]], unwanted: [[folded, ...]], filters: [{facet, value, isOut}]}.
  // [facetOf] gives the number of the field of that folded name, or -1.
  function parse(text, facetOf) {
    var query = cut(String(text), QUERY_LIMIT).replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"');
    var asked = {words: [], phrases: [], unwanted: [], filters: []};
    var at = 0, count = 0;

    // A page that has all of an unwanted group is left out; of wanted words each stands alone.
    function addWords(part, isOut, isPhrase) {
      var found = tokens(part).slice(0, WORDS_LIMIT - count).map(function (token) { return token.folded; });
      count += found.length;
      if (isOut) {
        if (found.length) asked.unwanted.push(found);
        return;
      }
      var numbers = found.map(function (word) {
        var number = asked.words.indexOf(word);
        return number >= 0 ? number : asked.words.push(word) - 1;
      });
      if (isPhrase && numbers.length > 1) asked.phrases.push(numbers);
    }
    function takeQuoted() {
      var end = query.indexOf('"', at + 1);
      var quoted = query.slice(at + 1, end < 0 ? query.length : end);
      at = end < 0 ? query.length : end + 1;
      return quoted;
    }
    function takePlain() {
      var from = at;
      while (at < query.length && query[at] !== '"' && !isSpace(query.charCodeAt(at))) at++;
      return query.slice(from, at);
    }
    function takePart(isOut) {
      if (query[at] === '"') {
        addWords(takeQuoted(), isOut, true);
        return;
      }
      var plain = takePlain();
      var colon = plain.indexOf(':');
      var facet = colon > 0 ? facetOf(foldAll(plain.slice(0, colon))) : -1;
      if (facet < 0) {
        addWords(plain, isOut, false);
        return;
      }
      var value = foldAll(colon === plain.length - 1 && query[at] === '"' ? takeQuoted() : plain.slice(colon + 1));
      if (value) asked.filters.push({facet: facet, value: value, isOut: isOut});
    }

    while (at < query.length) {
      if (isSpace(query.charCodeAt(at))) {
        at++;
        continue;
      }
      var isOut = query[at] === '-' && at + 1 < query.length && !isSpace(query.charCodeAt(at + 1));
      if (isOut) at++;
      takePart(isOut);
    }
    return asked;
  }

  // ---- Spelling

  // Letters to add, leave out, change or swap with the next one to make [b] of [a]; above [limit] it is not counted.
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    var before = [], previous = [], current = [], i, j;
    for (j = 0; j <= b.length; j++) previous[j] = j;
    for (i = 1; i <= a.length; i++) {
      var least = current[0] = i;
      for (j = 1; j <= b.length; j++) {
        var cost = a[i - 1] === b[j - 1] ? 0 : 1;
        var value = Math.min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2] + 1);
        current[j] = value;
        if (value < least) least = value;
      }
      if (least > limit) return limit + 1;
      var old = before;
      before = previous;
      previous = current;
      current = old;
    }
    return previous[b.length];
  }

  window.DigitoriSearchWords = {fold: fold, tokens: tokens, parse: parse, foldAll: foldAll, distance: distance};
}());
