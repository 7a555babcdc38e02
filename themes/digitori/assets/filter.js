// Filters of list pages. The links are real pages; with scripts they filter in
// place and can be combined: any value within a facet, every facet at once.
// The choice is kept in the address after "#", without new history entries.
(function () {
  'use strict';
  var facets = document.getElementById('facets');
  var list = document.getElementById('list-items');
  if (!facets || !list) return;

  var links = Array.prototype.slice.call(facets.querySelectorAll('[data-value]'));
  var items = Array.prototype.slice.call(list.querySelectorAll('[data-facets]'));
  var groups = Array.prototype.slice.call(list.querySelectorAll('[data-group]'));
  var status = document.getElementById('list-count');
  var empty = document.getElementById('list-empty');
  var clear = document.getElementById('list-clear');

  function facetOf(link) { return link.closest('[data-facet]').getAttribute('data-facet'); }
  function nameOf(link) { return facetOf(link) + '-' + link.getAttribute('data-value'); }

  // On the page of one value the others are not there to filter: its links go
  // to the whole list with both choices made.
  if (facets.hasAttribute('data-current')) {
    var here = links.filter(function (link) { return link.hasAttribute('aria-current'); });
    links.forEach(function (link) {
      if (here.indexOf(link) !== -1) { link.href = facets.getAttribute('data-all'); return; }
      link.href = facets.getAttribute('data-all') + '#' + here.concat(link).map(nameOf).map(encodeURIComponent).join('&');
    });
    return;
  }

  function isOn(link) { return link.getAttribute('aria-current') === 'true'; }
  function set(link, on) {
    if (on) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }

  function apply() {
    var wanted = Object.create(null);      // a field may be called "constructor"
    links.filter(isOn).forEach(function (link) {
      var facet = facetOf(link);
      (wanted[facet] = wanted[facet] || []).push(nameOf(link));
    });
    var shown = 0;
    items.forEach(function (item) {
      var has = item.getAttribute('data-facets').split(' ');
      var fits = Object.keys(wanted).every(function (facet) {
        return wanted[facet].some(function (name) { return has.indexOf(name) !== -1; });
      });
      item.hidden = !fits;
      if (fits) shown++;
    });
    groups.forEach(function (group) {
      group.hidden = !group.querySelector('[data-facets]:not([hidden])');
    });
    status.textContent = shown ? status.getAttribute('data-count') + ' ' + shown : status.getAttribute('data-none');
    empty.hidden = shown !== 0;
    clear.hidden = !links.some(isOn);
  }

  function remember() {
    var hash = links.filter(isOn).map(nameOf).map(encodeURIComponent).join('&');
    try {
      window.history.replaceState(null, '', hash ? '#' + hash : window.location.href.split('#')[0]);
    } catch (ignored) {
      // From the file system some browsers refuse: the filter works without.
    }
  }

  function recall() {
    var names = window.location.hash.slice(1).split('&').map(function (part) {
      try { return decodeURIComponent(part); } catch (ignored) { return ''; }
    });
    links.forEach(function (link) { set(link, names.indexOf(nameOf(link)) !== -1); });
    links.filter(isOn).forEach(function (link) { link.closest('details').setAttribute('open', ''); });
    apply();
  }

  links.forEach(function (link) {
    link.addEventListener('click', function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      set(link, !isOn(link));
      apply();
      remember();
    });
  });
  clear.addEventListener('click', function () {
    links.forEach(function (link) { set(link, false); });
    apply();
    remember();
    links[0].closest('details').querySelector('summary').focus();
  });
  window.addEventListener('hashchange', recall);
  recall();
}());
