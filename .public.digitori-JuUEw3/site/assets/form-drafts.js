// Forms: drafts in this browser, where it allows them. Nothing is kept on a shared computer.
(function () {
  'use strict';
  var form = window.DigitoriForm;
  var panel = document.getElementById('form-place');
  if (!form || !panel) return;

  var word = form.word, element = form.element, by = form.by;
  var MOST = 30, LATER = 400;
  // Pages opened as files share one storage: the folder of the site tells sites apart, not the language.
  var root = new URL(panel.getAttribute('data-root') || './', window.location.href).pathname;
  var prefix = 'digitori-form:' + root + ':' + form.form.getAttribute('data-form') + ':';
  var current = null;       // {id, name}: the draft on the page; not stored before something is written
  var isShared = false, isBroken = false, isRemoved = false, timer = 0, lastSaved = '';
  var seen = '';            // when the draft was changed, as this page last saw it: another page may have it open too

  var store = (function () {
    try {
      var found = window.localStorage;
      found.setItem(prefix + 'test', '1');
      found.removeItem(prefix + 'test');
      return found;
    } catch (ignored) {
      return null;
    }
  }());

  // ---- What is stored

  function read(id) {
    var draft;
    try { draft = JSON.parse(store.getItem(prefix + id)); } catch (ignored) { return null; }
    var isSound = draft && typeof draft === 'object' && draft.answers && typeof draft.answers === 'object' &&
      !Array.isArray(draft.answers) && typeof draft.name === 'string' && typeof draft.changed === 'string';
    return isSound ? draft : null;
  }
  function list() {
    var found = [];
    if (!store || isShared) return found;
    for (var i = 0; i < store.length; i++) {
      var key = store.key(i);
      if (key.slice(0, prefix.length) !== prefix) continue;
      var draft = read(key.slice(prefix.length));
      if (draft) found.push({id: key.slice(prefix.length), name: draft.name.slice(0, 80), changed: draft.changed});
    }
    return found.sort(function (a, b) { return a.changed < b.changed ? 1 : -1; });
  }
  function stamp(id) {
    var draft = read(id);
    return draft ? draft.changed : '';
  }
  function freshId() {
    return Date.now().toString(36) + Math.floor(Math.random() * 1e6).toString(36);
  }
  function freshName() {
    var names = list().map(function (draft) { return draft.name; }), number = 1;
    while (names.indexOf(word('draft_name', {number: number})) !== -1) number++;
    return word('draft_name', {number: number});
  }
  function nameOfCopy(name) {
    var names = list().map(function (draft) { return draft.name; }), number = 2;
    var plain = name.replace(/ \(\d+\)$/, '').slice(0, 70);
    while (names.indexOf(plain + ' (' + number + ')') !== -1) number++;
    return plain + ' (' + number + ')';
  }
  function snapshot() {
    var raw = {}, answers = form.answers(raw);
    var paper = form.signature ? form.signature.leftForPaper() : [];
    return {version: form.form.getAttribute('data-version'), language: form.language, answers: answers, raw: raw, paper: paper};
  }
  function isEmpty(draft) {
    return Object.keys(draft.answers).length + Object.keys(draft.raw).length === 0;
  }

  function save() {
    window.clearTimeout(timer);
    if (!store || isShared) return;
    var draft = snapshot(), written = JSON.stringify(draft) + current.name;
    if (written === lastSaved || (isEmpty(draft) && store.getItem(prefix + current.id) === null)) return;
    if (stamp(current.id) !== seen) stepAside();
    draft.name = current.name;
    draft.changed = new Date().toISOString();
    try {
      store.setItem(prefix + current.id, JSON.stringify(draft));
      seen = draft.changed;
      isBroken = isRemoved = false;
    } catch (ignored) {
      isBroken = true;
    }
    lastSaved = JSON.stringify(snapshot()) + current.name;
    show();
  }

  // ---- The same draft on two pages: neither writes over the other

  // What is written here becomes a draft of its own.
  function stepAside() {
    current = {id: freshId(), name: isRemoved ? freshName() : nameOfCopy(current.name)};
    seen = '';
    form.tell(word('draft_copied', {name: current.name}), panel);
  }
  function onStorage(event) {
    if (isShared || (event.key !== null && event.key.slice(0, prefix.length) !== prefix)) return;
    var now = stamp(current.id), isChanged = now !== seen && seen !== '';
    isRemoved = isChanged && now === '';
    show();
    if (!isChanged || isRemoved || by('form-draft-latest')) return;
    var latest = element('button', {type: 'button', 'class': 'button button-quiet button-small', id: 'form-draft-latest'},
      word('draft_latest'));
    latest.addEventListener('click', function () {
      lastSaved = JSON.stringify(snapshot()) + current.name;
      openDraft(current.id);
    });
    form.tell(word('draft_elsewhere', {name: current.name}), panel).appendChild(latest);
  }

  function later() {
    window.clearTimeout(timer);
    timer = window.setTimeout(save, LATER);
  }
  function discard(id) {
    window.clearTimeout(timer);
    try { store.removeItem(prefix + id); } catch (ignored) { /* nothing is there, then */ }
  }

  // ---- What the panel says

  function clock(time) {
    var date = new Date(time);
    if (isNaN(date)) return '';
    var minutes = (date.getMinutes() < 10 ? '0' : '') + date.getMinutes();
    return form.showDate(form.iso(date.getFullYear(), date.getMonth() + 1, date.getDate())) + ' ' +
      word('clock', {time: date.getHours() + (form.language === 'fi' ? '.' : ':') + minutes});
  }
  function state() {
    if (isShared) return word('kept_shared');
    if (isRemoved) return word('kept_removed');
    if (!store) return word('kept_nowhere');
    if (isBroken) return word('kept_full');
    var draft = read(current.id);
    return draft ? word('kept_here', {name: current.name, time: clock(draft.changed)}) : word('kept_soon');
  }
  function row(draft) {
    var isOpen = draft.id === current.id;
    var open = element('button', {type: 'button', 'class': 'button button-quiet button-small'}, word('draft_open'));
    var remove = element('button', {type: 'button', 'class': 'button button-quiet button-small'}, word('draft_delete'));
    open.setAttribute('aria-label', word('draft_open') + ': ' + draft.name);
    remove.setAttribute('aria-label', word('draft_delete') + ': ' + draft.name);
    open.addEventListener('click', function () { openDraft(draft.id); });
    remove.addEventListener('click', function () {
      if (!window.confirm(word('draft_delete_confirm', {name: draft.name}))) return;
      if (isOpen) begin();
      discard(draft.id);
      show();
      by('form-drafts-title').focus();
      form.say(word('draft_deleted', {name: draft.name}));
    });
    var name = element('span', {'class': 'draft-name'}, [element('strong', {}, draft.name),
      element('span', {'class': 'draft-time'}, isOpen ? word('draft_current') : clock(draft.changed))]);
    return element('li', isOpen ? {'class': 'is-current', 'aria-current': 'true'} : {}, [name,
      element('span', {'class': 'draft-buttons'}, isOpen ? remove : [open, remove])]);
  }
  function show() {
    var drafts = list(), shown = by('form-drafts');
    by('form-kept').textContent = state();
    panel.classList.toggle('is-shared', isShared);
    panel.classList.toggle('is-unsafe', !isShared && (!store || isBroken));
    by('form-shared-row').hidden = !store && !isShared;
    by('form-drafts-box').hidden = !store || isShared;
    by('form-drafts-count').textContent = drafts.length ? '(' + drafts.length + ')' : '';
    by('form-forget-all').hidden = drafts.length < 2;
    if (document.activeElement !== by('form-draft-name')) by('form-draft-name').value = current.name;
    shown.textContent = '';
    drafts.forEach(function (draft) { shown.appendChild(row(draft)); });
    shown.hidden = drafts.length === 0;
  }

  // ---- Beginning, opening, forgetting

  function begin() {
    window.clearTimeout(timer);
    form.clear();
    current = {id: freshId(), name: freshName()};
    lastSaved = seen = '';
    isRemoved = false;
    form.refresh();
    show();
  }
  function openDraft(id) {
    save();
    var draft = read(id);
    if (!draft) { show(); return; }
    current = {id: id, name: draft.name.slice(0, 80)};
    var told = form.open(draft.answers, draft.raw && typeof draft.raw === 'object' ? draft.raw : {});
    if (form.signature && Array.isArray(draft.paper)) form.signature.leftForPaper(draft.paper);
    form.refresh();
    lastSaved = JSON.stringify(snapshot()) + current.name;
    seen = draft.changed;
    isRemoved = false;
    form.go(0, false);
    show();
    var isOther = draft.version !== form.form.getAttribute('data-version') || told.unknown.length + told.wrong.length > 0;
    form.tell(word('draft_opened', {name: current.name}) + (isOther ? ' ' + word('version_other_draft') : ''), panel);
  }
  // A new draft with answers from a file; what is on the page stays in its own.
  function take(values, name) {
    save();
    begin();
    if (name) current.name = name.slice(0, 80);
    var told = form.open(values, {});
    form.refresh();
    save();
    show();
    return told;
  }
  function forget() {
    if (!window.confirm(word(store && !isShared ? 'forget_confirm' : 'clear_confirm'))) return;
    if (store) discard(current.id);
    begin();
    form.go(0, false);
    form.tell(word('forgotten'), panel);
  }
  function forgetAll() {
    if (!window.confirm(word('forget_all_confirm'))) return;
    list().forEach(function (draft) { discard(draft.id); });
    begin();
    form.go(0, false);
    by('form-drafts-title').focus();
    form.tell(word('forgotten'), panel);
  }
  // The choice is kept in this tab's history only, so that reloading does not undo it.
  function share(isOn, isQuiet) {
    isShared = isOn;
    by('form-shared').checked = isOn;
    if (isOn && store) discard(current.id);
    form.remember();
    lastSaved = seen = '';
    if (!isOn) save();
    show();
    if (!isQuiet) form.say(state());
  }

  function create() {
    save();
    if (store && !isShared && list().length >= MOST) {
      form.tell(word('draft_too_many', {count: MOST}), panel);
      return;
    }
    begin();
    form.go(0, true);
    form.say(word('draft_begun', {name: current.name}));
  }

  form.start(function () {
    current = {id: freshId(), name: freshName()};
    panel.hidden = false;
    by('form-draft-new').addEventListener('click', create);
    by('form-forget').addEventListener('click', forget);
    by('form-forget-all').addEventListener('click', forgetAll);
    by('form-shared').addEventListener('change', function () { share(by('form-shared').checked, false); });
    by('form-draft-name').addEventListener('input', function () {
      current.name = by('form-draft-name').value.trim().slice(0, 80) || word('draft_name', {number: 1});
      later();
    });
    by('form-draft-name').addEventListener('change', show);
    form.form.addEventListener('input', later);
    form.form.addEventListener('change', later);
    document.addEventListener('visibilitychange', function () { if (document.hidden) save(); });
    window.addEventListener('pagehide', save);
    window.addEventListener('storage', onStorage);
    if (window.history.state && window.history.state.isShared) share(true, true);
    var last = list()[0];
    if (last) openDraft(last.id);
    else show();
  });

  form.drafts = {
    take: take, isShared: function () { return isShared; },
    isEmpty: function () { return isEmpty(snapshot()); }
  };
}());
