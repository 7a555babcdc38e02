// Search, second part: the index of a language, loaded piece by piece with script tags, which work
// from the file system too. generator/search/README.md describes the files.
//
//   DigitoriSearch.open(language, root)                          called by assets/search/<language>.js
//   DigitoriSearch.take(language, kind, number, stamp, payload)  called by the pieces
(function () {
  'use strict';
  var words = window.DigitoriSearchWords;
  var own = document.currentScript;
  var address = own ? own.getAttribute('src') : 'assets/search-index.js';
  var root = address.slice(0, address.length - 'assets/search-index.js'.length);
  var folder = root + 'assets/search/';
  var PAGES_IN_A_FOLDER = 500;
  var roots = Object.create(null);     // language -> promise of an opened root
  var arrived = Object.create(null);   // address -> what its script told
  var policy = null;

  var VALUES = {};
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('').forEach(function (digit, value) {
    VALUES[digit] = value;
  });

  // Pages may demand that addresses of scripts come from a policy.
  try {
    if (window.trustedTypes) {
      policy = window.trustedTypes.createPolicy('digitori-search', {
        createScriptURL: function (url) {
          if (url.indexOf(folder) !== 0) throw new TypeError('not a part of the search index');
          return url;
        }
      });
    }
  } catch (ignored) {
    policy = null;            // the page allows none: plain addresses are tried
  }

  // ---- Loading

  // Loads a script of the index; gives what it told, or null when it is missing or tells nothing.
  function load(name, version) {
    return new Promise(function (done) {
      var script = document.createElement('script');
      var url = folder + name + (version ? '?' + version : '');
      function end() {
        script.remove();
        var told = arrived[name];
        delete arrived[name];
        done(told === undefined ? null : told);
      }
      script.onload = end;
      script.onerror = end;
      script.async = true;
      script.src = policy ? policy.createScriptURL(url) : url;
      document.head.appendChild(script);
    });
  }

  function pieceName(language, kind, number) {
    var code = encodeURIComponent(language);
    var place = kind === 't' ? 't/' + Math.floor(number / PAGES_IN_A_FOLDER) : kind;
    return code + '/' + place + '/' + number + '.js';
  }

  // ---- Decoding

  // Numbers of five bits a character; [next] moves on. Anything else ends the text.
  function Reader(text, at) {
    this.text = text;
    this.at = at || 0;
  }
  Reader.prototype.next = function () {
    var value = 0, scale = 1, digit;
    do {
      digit = VALUES[this.text[this.at]];
      if (digit === undefined || scale > 1e15) {
        this.at = this.text.length;
        return 0;
      }
      this.at++;
      value += (digit & 31) * scale;
      scale *= 32;
    } while (digit & 32);
    return value;
  };
  Reader.prototype.hasMore = function () { return this.at < this.text.length; };

  function unfoldSign(number) {
    return number % 2 ? -(number - 1) / 2 - 1 : number / 2;
  }

  // Front-coded words: [{word, folded, common, targets: [{term, kind}]}].
  function decodeWords(payload) {
    var previous = '', near = 0;
    return payload.split('!').map(function (entry) {
      var end = entry.indexOf('.');
      var word = previous.slice(0, VALUES[entry[0]] || 0) + entry.slice(1, Math.max(end, 1));
      var reader = new Reader(entry, end < 0 ? entry.length : end + 1);
      var made = {word: word, folded: words.fold(word), common: reader.next(), targets: []};
      var from = near;
      while (reader.hasMore()) {
        var number = reader.next();
        from += unfoldSign(Math.floor(number / 8));
        made.targets.push({term: from, kind: number % 8});
      }
      if (made.targets.length) near = made.targets[0].term;
      previous = word;
      return made;
    });
  }

  // A list of pages: {stems, rarity, tail, groups: [{level, documents}]}; tail: the file that holds the rest, or -1.
  function decodeList(entry) {
    var end = entry.indexOf('.');
    var reader = new Reader(entry, end < 0 ? entry.length : end + 1);
    var head = reader.next();
    return {
      tail: head % 2 ? reader.next() : -1,
      stems: end > 0 ? entry.slice(0, end).split(',') : [],
      rarity: Math.floor(head / 2),
      groups: decodeGroups(reader)
    };
  }

  function decodeGroups(reader) {
    var groups = [];
    while (reader.hasMore()) {
      var head = reader.next(), count = Math.floor(head / 16), documents = [];
      for (var previous = -1; count > 0 && reader.hasMore(); count--) {
        previous += reader.next() + 1;
        documents.push(previous);
      }
      groups.push({level: head % 16, documents: documents});
    }
    return groups;
  }

  // The values of a field: [{id, label, folded, documents}].
  function decodeFacet(payload) {
    return (Array.isArray(payload) ? payload : []).map(function (value) {
      var reader = new Reader(String(value[2])), documents = [];
      for (var next = 0; reader.hasMore();) {
        next += reader.next();
        documents.push(next++);
      }
      return {id: String(value[0]), label: String(value[1]), folded: words.foldAll(String(value[1])), documents: documents};
    });
  }

  var DECODERS = {
    d: function (payload) { return decodeWords(String(payload)); },
    s: function (payload) { return decodeWords(String(payload)); },
    p: function (payload) { return String(payload).split('!'); },
    x: function (payload) { return decodeGroups(new Reader(String(payload))); },
    f: decodeFacet,
    t: function (payload) { return Array.isArray(payload) && Array.isArray(payload[4]) ? payload : null; }
  };
  var NOTHING = {d: [], s: [], p: [], x: [], f: [], t: null};

  // ---- The index of a language

  function Index(language, made) {
    this.language = language;
    this.root = made;
    this.pages = made.pages;
    this.isStale = false;             // a piece came from another build
    this.pieces = {};
    var reader = new Reader(made.terms);
    this.bounds = [0];                // first term of every shard of lists, and the end
    while (reader.hasMore()) this.bounds.push(this.bounds[this.bounds.length - 1] + reader.next());
    this.names = made.facets.map(function (facet) {
      return [facet[0], facet[1]].concat(facet[2]).map(words.foldAll);
    });
  }

  // A piece, decoded; an empty one when it is missing, broken or of another build.
  Index.prototype.piece = function (kind, number) {
    var index = this, name = pieceName(this.language, kind, number);
    if (!this.pieces[name]) {
      this.pieces[name] = load(name, this.root.stamp).then(function (told) {
        if (told === null) return NOTHING[kind];
        if (told.stamp !== (kind === 't' ? index.root.page_stamp : index.root.stamp)) {
          index.isStale = true;
          return NOTHING[kind];
        }
        try {
          return DECODERS[kind](told.payload);
        } catch (ignored) {
          return NOTHING[kind];
        }
      });
    }
    return this.pieces[name];
  };

  // The place of the last of [sorted] that is not after [key]; -1 when all are.
  function lastNotAfter(sorted, key) {
    var low = 0, high = sorted.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (sorted[middle] <= key) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  // The entries among which [folded] stands or would stand, and those of the next shard when words that
  // begin with [folded] go on there.
  Index.prototype.near = function (folded) {
    var firsts = this.root.words;
    var shard = Math.max(lastNotAfter(firsts, folded), 0);
    var wanted = [];
    if (shard < firsts.length) wanted.push(this.piece('d', shard));
    if (shard + 1 < firsts.length && firsts[shard + 1].indexOf(folded) === 0) wanted.push(this.piece('d', shard + 1));
    return Promise.all(wanted).then(function (parts) { return [].concat.apply([], parts); });
  };

  // The list of a term, or null. Pages that say least of a common word are there only when it [isWhole].
  Index.prototype.list = function (term, isWhole) {
    var shard = lastNotAfter(this.bounds, term);
    if (shard < 0 || shard >= this.bounds.length - 1) return Promise.resolve(null);
    var first = this.bounds[shard], index = this;
    return this.piece('p', shard).then(function (lists) {
      var entry = lists[term - first];
      var list = entry === undefined ? null : decodeList(entry);
      if (!list || list.tail < 0 || !isWhole) return list;
      return index.piece('x', list.tail).then(function (groups) {
        list.groups = list.groups.concat(groups);
        return list;
      });
    });
  };

  // The commonest words that begin with the letter, and perhaps with others.
  Index.prototype.spelling = function (letter) {
    var number = lastNotAfter(this.root.letters, letter);
    return number < 0 ? Promise.resolve([]) : this.piece('s', number);
  };

  Index.prototype.facetOf = function (name) {
    return !name ? -1 : this.names.findIndex(function (names) { return names.indexOf(name) >= 0; });
  };

  Index.prototype.kindLabel = function (id) {
    var kind = this.root.kinds.find(function (one) { return one[0] === id; });
    return kind ? kind[1] : '';
  };

  // What several pages of a kind are called, by the kind's id.
  Index.prototype.plurals = function () {
    var made = {};
    this.root.kinds.forEach(function (kind) { made[kind[0]] = kind[2]; });
    return made;
  };

  function isRoot(made) {
    return made && made.version === 2 && typeof made.pages === 'number' && typeof made.terms === 'string' &&
      Array.isArray(made.words) && Array.isArray(made.letters) && Array.isArray(made.facets) && Array.isArray(made.kinds);
  }

  // Opens the index of a language. [isAnew]: past what the browser keeps.
  function open(language, isAnew) {
    if (!roots[language] || isAnew) {
      roots[language] = load(encodeURIComponent(language) + '.js', isAnew ? String(Date.now()) : '').then(function (told) {
        if (told && isRoot(told.root)) return new Index(language, told.root);
        delete roots[language];
        throw new Error('no search index for ' + language);
      });
    }
    return roots[language];
  }

  window.DigitoriSearchIndex = {open: open, root: root};
  window.DigitoriSearch = {
    open: function (language, made) {
      arrived[encodeURIComponent(language) + '.js'] = {root: made};
    },
    take: function (language, kind, number, stamp, payload) {
      arrived[pieceName(language, kind, number)] = {stamp: stamp, payload: payload};
    }
  };
}());
