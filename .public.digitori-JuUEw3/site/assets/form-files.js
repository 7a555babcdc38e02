// Forms: answers as a file, as a page, as text, on paper. Nothing is sent anywhere.
(function () {
  'use strict';
  var form = window.DigitoriForm;
  if (!form) return;

  var word = form.word, element = form.element, by = form.by;
  var LARGEST = 1024 * 1024, SHOWN = 20;
  var id = form.form.getAttribute('data-form'), version = form.form.getAttribute('data-version');

  function title() { return form.form.getAttribute('aria-label'); }

  // ---- Out

  function download(name, type, content) {
    var address = URL.createObjectURL(new Blob([content], {type: type}));
    var link = element('a', {href: address, download: name, hidden: ''});
    document.body.appendChild(link);
    link.click();
    link.remove();
    window.setTimeout(function () { URL.revokeObjectURL(address); }, 20000);
  }
  function file() {
    return {form: id, version: version, language: form.language, filled: form.today(), answers: form.answers()};
  }
  function save(button) {
    var name = id + '-' + form.today() + '.json';
    download(name, 'application/json', JSON.stringify(file(), null, 2) + '\n');
    form.tell(word('saved', {file: name}), button);
  }

  // ---- As text

  function inRow(field, row, number) {
    var parts = form.cells(field, row).map(function (cell) {
      var value = form.read(cell);
      return value === '' ? '' : cell.label + ': ' + form.inWords(cell, value);
    }).filter(Boolean);
    return parts.length ? '  ' + number + '. ' + parts.join('; ') : '';
  }
  function fieldText(field) {
    if (field.type === 'table') {
      var lines = form.rows(field).map(function (row, index) { return inRow(field, row, index + 1); }).filter(Boolean);
      return lines.length ? field.label + ':\n' + lines.join('\n') : '';
    }
    var parts = [form.inWords(field, form.read(field)), form.readOther(field)].filter(Boolean);
    if (!parts.length) return '';
    var value = parts.join(', ');
    return field.label + ':' + (value.indexOf('\n') === -1 ? ' ' : '\n') + value;
  }
  function asText() {
    var text = [title(), word('text_head', {form: id, version: version, date: form.showDate(form.today())})];
    var section = null;
    form.fields.filter(form.isShown).forEach(function (field) {
      var line = fieldText(field);
      if (!line) return;
      if (field.section !== section) {
        section = field.section;
        text.push('', form.headingOf(section).toUpperCase());
      }
      text.push(line);
    });
    var sum = form.total();
    if (sum && sum.given) text.push('', word('total') + ': ' + form.totalText(sum));
    return text.join('\n') + '\n';
  }
  function copyByHand(text, button) {
    var box = element('textarea', {'class': 'control copy-box', readonly: '', rows: '8', 'aria-label': word('copy_by_hand')});
    box.value = text;
    form.tell(word('copy_by_hand'), button).appendChild(box);
    box.focus();
    box.select();
  }
  function copy(button) {
    var text = asText();
    function done() { form.tell(word('copied'), button); }
    function oldWay() {
      var box = element('textarea', {'class': 'visually-hidden'}), isDone = false;
      box.value = text;
      document.body.appendChild(box);
      box.select();
      try { isDone = document.execCommand('copy'); } catch (ignored) { isDone = false; }
      box.remove();
      button.focus();
      if (isDone) done();
      else copyByHand(text, button);
    }
    if (navigator.clipboard && navigator.clipboard.writeText) navigator.clipboard.writeText(text).then(done, oldWay);
    else oldWay();
  }

  // ---- As a page of the site: front matter in which every value is quoted

  function quoted(text) {
    return '"' + text.replace(/[\\"]/g, '\\$&').replace(/\r\n?|\n/g, '\\n').replace(/\t/g, ' ')
      .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g, '') + '"';
  }
  // Words stay words: nothing in them becomes a heading, HTML, a picture or a link.
  function plainMarkdown(text) {
    return text.replace(/[\\`*_[\]<>|~&$]/g, '\\$&').split('\n').map(function (line) {
      return line.replace(/^(\s*)(#|=|---|\+|:)/, '$1\\$2').replace(/^ {4,}|^\t+/, '');
    }).join('\n');
  }
  // "www.espoo.fi" is an address to people; what is none is left out.
  function address(text) {
    var whole = /^https?:\/\//i.test(text) ? text : 'https://' + text;
    return /^https?:\/\/[^\s\/]+\.[^\s\/.]{2,}(\/\S*)?$/i.test(whole) ? ' ' + quoted(whole) : '';
  }
  function pageValue(field, type, ofType) {
    var value = form.read(field), isId = (type === 'list' ? ofType : type) === 'choice';
    var other = form.readOther(field);
    function one(item) { return isId || type === 'page' || ofType === 'page' ? String(item) : form.inWords(field, Array.isArray(value) ? [item] : item); }
    if (type === 'list') {
      var items = Array.isArray(value) ? value.map(one) : value === '' ? [] : one(value).split('\n');
      if (other) items.push(other);
      items = items.map(function (item) { return item.trim(); }).filter(Boolean);
      return items.length ? '\n' + items.map(function (item) { return '  - ' + quoted(item); }).join('\n') : '';
    }
    if (type === 'bool') return value === true ? ' "true"' : ' "false"';
    if (type === 'date') return field.type === 'date' && value !== '' ? ' ' + quoted(value) : '';
    if (type === 'url') return address(String(value));
    if (type === 'number') return typeof value === 'number' ? ' ' + quoted(String(value)) : '';
    var text = value === '' ? '' : isId ? String(value) : form.inWords(field, value);
    text = [text, other].filter(Boolean).join(', ');
    return text === '' ? '' : ' ' + quoted(type === 'long' || type === 'markdown' ? plainMarkdown(text) : text.replace(/\s+/g, ' '));
  }
  function asPage() {
    var becomes = by('form-becomes'), lines = ['---'], keys = [];
    form.all('[data-page]', becomes.content).forEach(function (item) {
      var field = form.find(item.getAttribute('data-from')), key = item.getAttribute('data-page');
      var isUsable = /^[a-z][a-z0-9_-]*$/.test(key) && field && form.isShown(field);
      var value = isUsable ? pageValue(field, item.getAttribute('data-page-type'), item.getAttribute('data-page-of')) : '';
      if (value === '') return;
      keys.push(key);
      lines.push(key + ':' + value);
    });
    lines.splice(1, 0, 'kind: ' + quoted(becomes.getAttribute('data-kind')));
    if (keys.indexOf('title') === -1) lines.splice(1, 0, 'title: ' + quoted(title()));
    ['date', 'updated'].forEach(function (key) {
      if (keys.indexOf(key) === -1) lines.push(key + ': ' + quoted(form.today()));
    });
    var body = form.find(becomes.getAttribute('data-body'));
    var text = body && form.isShown(body) ? form.inWords(body, form.read(body)) : '';
    return lines.join('\n') + '\n---\n' + (text ? plainMarkdown(text) + '\n' : '');
  }
  function slug(text) {
    var plain = text.toLowerCase().replace(/[åä]/g, 'a').replace(/ö/g, 'o').replace(/[^a-z0-9]+/g, '-');
    return plain.replace(/^-+|-+$/g, '').slice(0, 60).replace(/-+$/, '');
  }
  function savePage(button) {
    var left = form.allProblems();
    if (left.length) {
      form.go(form.steps().length - 1, true);
      form.tell(word('page_not_ready', {count: left.length}), button);
      return;
    }
    var mapped = form.all('[data-page="title"]', by('form-becomes').content)[0];
    var field = mapped ? form.find(mapped.getAttribute('data-from')) : null;
    var name = (slug(field ? String(form.read(field)) : '') || id) + '.md';
    download(name, 'text/markdown;charset=utf-8', asPage());
    form.tell(word('page_saved', {file: name}), button);
  }

  // ---- In. A file is somebody else's until it has been looked through.

  function isMap(value) { return value !== null && typeof value === 'object' && !Array.isArray(value); }
  function readFile(text) {
    var data;
    try { data = JSON.parse(text.replace(/^\ufeff/, '')); } catch (ignored) { return {fault: word('file_not_answers')}; }
    if (!isMap(data) || typeof data.form !== 'string' || typeof data.version !== 'string' || !isMap(data.answers))
      return {fault: word('file_not_answers')};
    if (data.form !== id) return {fault: word('file_other_form', {form: data.form.slice(0, 40)})};
    return {version: data.version.slice(0, 20), answers: data.answers};
  }
  function names(head, items) {
    var shown = items.slice(0, SHOWN).map(function (item) { return element('li', {}, String(item).slice(0, 80)); });
    if (items.length > SHOWN) shown.push(element('li', {}, word('and_more', {count: items.length - SHOWN})));
    return [element('p', {}, head), element('ul', {}, shown)];
  }
  function opened(read, name) {
    var told = form.drafts.take(read.answers, name.replace(/\.json$/i, ''));
    var report = form.tell(word('file_opened', {file: name.slice(0, 80)}), by('form-open'));
    var parts = [];
    if (read.version !== version) parts.push(element('p', {}, word('version_other', {file: read.version, now: version})));
    if (told.unknown.length) parts = parts.concat(names(word('file_unknown'), told.unknown));
    if (told.wrong.length) parts = parts.concat(names(word('file_wrong'), told.wrong));
    parts.forEach(function (part) { report.appendChild(part); });
    form.go(0, parts.length === 0);
    if (parts.length) report.focus();
  }
  function open(chosen) {
    var button = by('form-open');
    if (chosen.size > LARGEST) {
      form.tell(word('file_too_large'), button);
      return;
    }
    var isDirty = form.drafts.isShared() && !form.drafts.isEmpty();
    if (isDirty && !window.confirm(word('open_confirm'))) return;
    var reader = new FileReader();
    reader.onload = function () {
      var read = readFile(String(reader.result));
      if (read.fault) form.tell(read.fault, button);
      else opened(read, chosen.name);
    };
    reader.onerror = function () { form.tell(word('file_unreadable'), button); };
    reader.readAsText(chosen);
  }

  form.start(function () {
    var picker = by('form-file');
    var actions = {
      save: save, copy: copy, page: savePage,
      open: function () { picker.value = ''; picker.click(); },
      print: function () { window.print(); }
    };
    form.all('[data-form-action]').forEach(function (button) {
      var action = actions[button.getAttribute('data-form-action')];
      if (action) button.addEventListener('click', function () { action(button); });
    });
    picker.addEventListener('change', function () { if (picker.files[0]) open(picker.files[0]); });
  });
}());
