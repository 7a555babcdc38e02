// The search page: what is typed, what is shown, and how one moves in it by keyboard.
(function () {
  'use strict';
  var form = document.getElementById('search-form');
  if (!form || !window.DigitoriSearch || !window.DigitoriSearch.search) return;
  var STEP = 10, FEW = 3, VALUES_SHOWN = 6, PAUSE = 180;
  var field = document.getElementById('search-q');
  var count = document.getElementById('search-count');
  var results = document.getElementById('search-results');
  var none = document.getElementById('search-none');
  var index = document.getElementById('search-index');
  var meant = document.getElementById('search-meant');
  var more = document.getElementById('search-more');
  var narrow = document.getElementById('search-narrow');
  var facets = document.getElementById('search-facets');
  var clear = document.getElementById('search-clear');
  var others = document.getElementById('search-others');
  var language = form.getAttribute('data-language');
  var languages = Array.prototype.map.call(others.querySelectorAll('[data-other]'), function (link) {
    return {code: link.getAttribute('data-other'), name: link.textContent, page: link.getAttribute('href')};
  });
  var chosen = {};            // number of a facet -> ids of values
  var latest = 0, shown = STEP, timer = 0, asked = '';

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function fill(pattern, values) {
    return pattern.replace(/\{(\w+)\}/g, function (all, name) { return name in values ? values[name] : all; });
  }

  // ---- Hits

  // Text with marks around what was asked for.
  function addMarked(to, text, marks) {
    var at = 0;
    marks.forEach(function (mark) {
      to.appendChild(document.createTextNode(text.slice(at, mark[0])));
      to.appendChild(element('mark', '', text.slice(mark[0], mark[1])));
      at = mark[1];
    });
    to.appendChild(document.createTextNode(text.slice(at)));
    to.dir = 'auto';
    return to;
  }

  function item(hit, code) {
    var row = element('li');
    var title = row.appendChild(element('p', 'card-title'));
    var link = title.appendChild(element('a'));
    addMarked(link, hit.title, hit.titleMarks).href = hit.url;
    if (code !== language) {
      row.lang = code;
      link.hreflang = code;
    }
    if (hit.heading) row.appendChild(element('p', 'result-heading', hit.heading)).dir = 'auto';
    if (hit.excerpt) addMarked(row.appendChild(element('p', 'result-excerpt')), hit.excerpt, hit.marks);
    return row;
  }

  // Hits by kind; the kind of the best hit first.
  function groupsOf(hits, plurals) {
    var groups = [];
    hits.forEach(function (hit) {
      var group = groups.find(function (one) { return one.kind === hit.kindId; });
      if (!group) groups.push(group = {kind: hit.kindId, label: plurals[hit.kindId] || hit.kind, hits: []});
      group.hits.push(hit);
    });
    return groups;
  }

  function showHits(found) {
    results.textContent = '';
    groupsOf(found.hits, found.index.plurals()).forEach(function (group, number) {
      var section = results.appendChild(element('section', 'result-group'));
      var head = section.appendChild(element('h2', 'result-kind', group.label));
      var list = section.appendChild(element('ol', 'results'));
      head.id = 'result-kind-' + number;
      section.setAttribute('aria-labelledby', head.id);
      group.hits.forEach(function (hit) { list.appendChild(item(hit, language)); });
    });
  }

  function tell(found) {
    var total = found.total;
    var name = total === 0 ? 'none' : total === 1 ? 'one' : total > found.hits.length ? 'more' : 'many';
    count.textContent = fill(count.getAttribute('data-' + name), {count: total, shown: found.hits.length});
  }

  function suggest(found) {
    meant.textContent = '';
    meant.hidden = !found.suggestion;
    if (!found.suggestion) return;
    var button = element('button', 'link-button', found.suggestion);
    button.type = 'button';
    button.addEventListener('click', function () {
      field.value = found.suggestion;
      searchNow();
      field.focus();
    });
    meant.appendChild(document.createTextNode(meant.getAttribute('data-label') + ' '));
    meant.appendChild(button);
  }

  function show(found) {
    showHits(found);
    none.hidden = found.total !== 0;
    index.hidden = found.total !== 0;
    more.hidden = found.total <= found.hits.length;
    narrow.hidden = found.total < 2 && !hasChosen();
    suggest(found);
    tell(found);
    showFacets(found);
  }

  function showNothing(text) {
    results.textContent = '';
    count.textContent = text;
    [none, more, narrow, meant, others].forEach(function (part) { part.hidden = true; });
    index.hidden = false;
  }

  // ---- Narrowing

  function hasChosen() {
    return Object.keys(chosen).some(function (facet) { return chosen[facet].length > 0; });
  }

  function filters() {
    return Object.keys(chosen).filter(function (facet) { return chosen[facet].length; }).map(function (facet) {
      return {facet: Number(facet), values: chosen[facet], isOut: false};
    });
  }

  function toggle(facet, id) {
    var ids = chosen[facet] = chosen[facet] || [];
    var place = ids.indexOf(id);
    if (place < 0) ids.push(id);
    else ids.splice(place, 1);
    shown = STEP;
    search();
  }

  function valueButton(facet, value, number) {
    var isOn = (chosen[facet] || []).indexOf(value.id) >= 0;
    var button = element('button', 'facet-choice');
    button.type = 'button';
    button.setAttribute('aria-pressed', String(isOn));
    button.setAttribute('data-value', facet + ':' + value.id);
    button.appendChild(element('span', '', value.label)).dir = 'auto';
    button.appendChild(element('span', 'count', ' (' + number + ')'));
    button.addEventListener('click', function () { toggle(facet, value.id); });
    return button;
  }

  function facetGroup(number, label, values, documents) {
    var counted = values.map(function (value) {
      var hits = value.documents.filter(function (document) { return documents.has(document); }).length;
      return {value: value, hits: hits, isOn: (chosen[number] || []).indexOf(value.id) >= 0};
    }).filter(function (one) { return one.hits > 0 || one.isOn; });
    var isChosen = counted.some(function (one) { return one.isOn; });
    var covered = counted.reduce(function (all, one) { return all + one.hits; }, 0);
    // What says nothing of most hits helps nobody to choose.
    if (!isChosen && (counted.length < 2 || covered * 5 < documents.size)) return null;
    counted.sort(function (a, b) { return (b.isOn - a.isOn) || b.hits - a.hits || (a.value.label < b.value.label ? -1 : 1); });
    var group = element('div', 'facet-group'), head = group.appendChild(element('p', 'facet-name', label));
    var list = group.appendChild(element('div', 'facet-choices'));
    head.id = 'facet-' + number;
    list.setAttribute('role', 'group');
    list.setAttribute('aria-labelledby', head.id);
    counted.slice(0, VALUES_SHOWN).forEach(function (one) { list.appendChild(valueButton(number, one.value, one.hits)); });
    return group;
  }

  // The same question in another language is another page.
  function languageGroup() {
    var group = element('div', 'facet-group'), head = group.appendChild(element('p', 'facet-name', facets.getAttribute('data-language')));
    var list = group.appendChild(element('div', 'facet-choices'));
    head.id = 'facet-language';
    list.setAttribute('role', 'group');
    list.setAttribute('aria-labelledby', head.id);
    languages.forEach(function (other) {
      var link = list.appendChild(element('a', 'facet-choice', other.name));
      link.href = other.page + '?q=' + encodeURIComponent(field.value.trim());
      link.lang = link.hreflang = other.code;
    });
    return group;
  }

  // What is left when the choices in every other field are made: the values of one field can be combined.
  function documentsBeside(number, found, all) {
    var sets = filters().filter(function (filter) { return filter.facet !== number; }).map(function (filter) {
      return window.DigitoriSearchRank.documentsOf(filter, all[filter.facet]);
    });
    return new Set(found.matched.filter(function (document) {
      return sets.every(function (set) { return set.has(document); });
    }));
  }

  // The values of the hits, once the reader has opened them: until then nothing of them is loaded.
  function showFacets(found) {
    clear.hidden = !hasChosen();
    if (!narrow.open || narrow.hidden) return;
    var turn = latest, focused = document.activeElement && document.activeElement.getAttribute('data-value');
    Promise.all(found.index.root.facets.map(function (facet, number) {
      return found.index.piece('f', number);
    })).then(function (all) {
      if (turn !== latest) return;
      facets.textContent = '';
      all.forEach(function (values, number) {
        var group = facetGroup(number, found.index.root.facets[number][1], values, documentsBeside(number, found, all));
        if (group) facets.appendChild(group);
      });
      if (languages.length) facets.appendChild(languageGroup());
      var again = focused && Array.prototype.find.call(facets.querySelectorAll('[data-value]'), function (button) {
        return button.getAttribute('data-value') === focused;
      });
      if (again) again.focus();
    });
  }

  // ---- Other languages

  function addOther(other, found, text) {
    var section = element('section', 'result-group');
    var link = section.appendChild(element('h3', 'result-kind')).appendChild(element('a', '', other.name + ' (' + found.total + ')'));
    var list = section.appendChild(element('ol', 'results'));
    link.href = other.page + '?q=' + encodeURIComponent(text);
    link.lang = link.hreflang = other.code;
    found.hits.forEach(function (hit) { list.appendChild(item(hit, other.code)); });
    others.appendChild(section);
  }

  function offerOthers(found, text, turn) {
    others.hidden = true;
    Array.prototype.slice.call(others.querySelectorAll('section')).forEach(function (old) { old.remove(); });
    if (found.total >= FEW || !languages.length || hasChosen()) return;
    languages.forEach(function (other) {
      window.DigitoriSearch.search(text, {language: other.code, limit: FEW}).then(function (hits) {
        if (turn !== latest || !hits.total) return;
        addOther(other, hits, text);
        others.hidden = false;
      }, function () {});
    });
  }

  // ---- Searching

  function search() {
    var turn = ++latest;
    var text = field.value.trim();
    window.clearTimeout(timer);
    if (text !== asked) {
      shown = STEP;
      asked = text;
    }
    if (!text) {
      chosen = {};
      showNothing('');
      return;
    }
    window.DigitoriSearch.search(text, {
      language: language, limit: shown, filters: filters(), isStale: function () { return turn !== latest; }
    }).then(function (found) {
      if (turn !== latest) return;
      show(found);
      offerOthers(found, text, turn);
    }, function () {
      if (turn === latest) showNothing(count.getAttribute('data-failed'));
    });
  }

  // The address holds what was asked, so that it can be kept and sent.
  function remember() {
    try {
      var query = field.value.trim();
      window.history.replaceState(null, '', query ? '?q=' + encodeURIComponent(query) : window.location.pathname);
    } catch (ignored) {
      // Refused from the file system: the search works without.
    }
  }

  function searchNow() {
    chosen = {};
    search();
    remember();
  }

  field.addEventListener('input', function () {
    window.clearTimeout(timer);
    if (field.value.trim().length !== 1) timer = window.setTimeout(search, PAUSE);
  });
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    searchNow();
  });
  more.addEventListener('click', function () {
    var old = results.querySelectorAll('li').length;
    shown += STEP;
    search();
    // The button may be gone when the hits are there: the reader goes on at the first new one.
    var watch = new MutationObserver(function () {
      var links = results.querySelectorAll('li a');
      if (links.length <= old) return;
      watch.disconnect();
      if (more.hidden) links[links.length - 1].focus();
    });
    watch.observe(results, {childList: true});
  });
  narrow.addEventListener('toggle', function () { if (narrow.open) search(); });
  clear.addEventListener('click', function () {
    chosen = {};
    search();
    narrow.querySelector('summary').focus();
  });

  // ---- Keyboard: arrows go from hit to hit, escape back to the field and then empties it.

  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    var links = Array.prototype.slice.call(document.querySelectorAll('#search-results a, #search-others a'));
    var place = links.indexOf(document.activeElement), isInField = document.activeElement === field;
    if (event.key === 'Escape' && (isInField || place >= 0)) {
      if (isInField) field.value = '';
      else field.focus();
      if (isInField) search();
      event.preventDefault();
    } else if (event.key === 'ArrowDown' && (isInField || place >= 0) && links[place + 1]) {
      links[place + 1].focus();
      event.preventDefault();
    } else if (event.key === 'ArrowUp' && place >= 0) {
      (links[place - 1] || field).focus();
      event.preventDefault();
    }
  });

  var given = /[?&]q=([^&#]*)/.exec(window.location.search);
  if (given) {
    try { field.value = decodeURIComponent(given[1].replace(/\+/g, ' ')); } catch (ignored) { field.value = ''; }
  }
  if (field.value) search();
}());
