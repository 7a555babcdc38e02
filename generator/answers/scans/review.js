// The page where a person decides what was not read from paper. Nothing is sent anywhere; answers are saved as the
// form in the browser saves them.
(function () {
  'use strict';
  var told = JSON.parse(document.getElementById('told').textContent);
  var words = told.words, number = 0, saved = [];
  var main = document.querySelector('main'), status = document.getElementById('status'), left = document.getElementById('left');

  function word(name, values) {
    return (words[name] || '').replace(/\{(\w+)\}/g, function (all, key) { return values && key in values ? values[key] : all; });
  }
  function element(name, attributes, content) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    [].concat(content === undefined ? [] : content).forEach(function (part) {
      made.appendChild(typeof part === 'string' ? document.createTextNode(part) : part);
    });
    return made;
  }
  function fresh() { number += 1; return 'c' + number; }

  // ---- Values

  function readNumber(text) {
    var plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.').replace('\u2212', '-');
    return /^-?\d{1,15}(\.\d{1,10})?$/.test(plain) ? Number(plain) : NaN;
  }
  function readDate(text) {
    var parts = /^(\d{1,2})[.\/](\d{1,2})[.\/](\d{4})$/.exec(text), iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
    var year = Number(iso ? iso[1] : parts && parts[3]), month = Number(iso ? iso[2] : parts && parts[2]);
    var day = Number(iso ? iso[3] : parts && parts[1]), date = new Date(Date.UTC(year, month - 1, day));
    if (!(iso || parts) || date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return '';
    return date.toISOString().slice(0, 10);
  }
  // The value of a control; undefined when it is empty, null when it is wrong.
  function valueOf(item) {
    var text = item.control.value.trim(), value;
    if (text === '') return undefined;
    if (item.type === 'number') { value = readNumber(text); return isNaN(value) ? null : value; }
    if (item.type === 'date') return readDate(text) || null;
    return text;
  }
  function put(answers, item, value) {
    var rows;
    if (item.row) {
      rows = answers[item.field] = answers[item.field] || [];
      while (rows.length < item.row) rows.push({});
      rows[item.row - 1][item.column] = value;
    } else if (item.kind === 'multi') {
      (answers[item.field] = answers[item.field] || []).push(value);
    } else {
      answers[item.field] = value;
    }
  }

  // ---- Marks

  function cutOut(picture, label, className) {
    return element('img', {src: 'data:image/png;base64,' + picture, alt: label, 'class': className});
  }
  // A box: marked or not.
  function box(form, mark) {
    var name = fresh(), inputs = [];
    var choices = element('div', {'class': 'choices'}, [['yes', word('marked')], ['no', word('unmarked')]].map(function (pair) {
      var input = element('input', {type: 'radio', name: name, value: pair[0]});
      inputs.push(input);
      return element('label', {}, [input, pair[1]]);
    }));
    form.items.push({isDone: function () { return inputs.some(function (input) { return input.checked; }); }, put: function (answers) {
      if (inputs[0].checked) put(answers, mark, mark.kind === 'multi' ? mark.option : true);
    }});
    return element('fieldset', {}, [element('legend', {}, mark.label), cutOut(mark.picture, word('picture_mark', {label: mark.label}), 'mark'), choices]);
  }
  // Circles of which one can be marked.
  function circles(form, marks) {
    var name = fresh(), inputs = [];
    var choices = element('div', {'class': 'choices'}, marks.map(function (mark) {
      var input = element('input', {type: 'radio', name: name});
      inputs.push(input);
      return element('label', {'class': 'with-picture'}, [element('span', {}, [input, mark.option_label]),
        cutOut(mark.picture, word('picture_mark', {label: mark.option_label}), 'mark')]);
    }));
    var none = element('input', {type: 'radio', name: name});
    choices.appendChild(element('label', {}, [none, word('none_of')]));
    form.items.push({isDone: function () { return none.checked || inputs.some(function (input) { return input.checked; }); }, put: function (answers) {
      inputs.forEach(function (input, index) {
        if (input.checked) put(answers, marks[index], marks[index].kind === 'score' ? Number(marks[index].option) : marks[index].option);
      });
    }});
    return element('fieldset', {}, [element('legend', {}, marks[0].label), choices]);
  }
  function marks(form) {
    var groups = {}, made = [];
    form.told.doubts.forEach(function (mark) {
      if (mark.kind !== 'choice' && mark.kind !== 'score') { made.push(box(form, mark)); return; }
      var name = [mark.field, mark.row, mark.column].join(' ');
      if (!groups[name]) { groups[name] = []; made.push(name); }
      groups[name].push(mark);
    });
    return made.map(function (part) { return typeof part === 'string' ? circles(form, groups[part]) : part; });
  }

  // ---- Writing

  function check(item) {
    var isWrong = valueOf(item) === null;
    item.control.setAttribute('aria-invalid', String(isWrong));
    item.message.textContent = isWrong ? word(item.type === 'date' ? 'wrong_date' : 'wrong_number') : '';
    return !isWrong;
  }
  function writing(form, item) {
    var id = fresh();
    item.message = element('p', {'class': 'wrong', id: id + 'm', role: 'alert'});
    if (item.options) {
      item.control = element('select', {id: id}, [element('option', {value: ''}, word('choose'))].concat(item.options.map(function (option) {
        return element('option', {value: option.id}, option.label);
      })));
    } else {
      item.control = element(item.type === 'long' ? 'textarea' : 'input', item.type === 'long' ? {id: id, rows: '4'} : {id: id, type: 'text'});
      item.control.setAttribute('autocomplete', 'off');
      item.control.setAttribute('spellcheck', 'true');
      if (item.type === 'number') item.control.setAttribute('inputmode', 'decimal');
    }
    item.control.setAttribute('aria-describedby', id + 'm');
    item.control.addEventListener('change', function () { check(item); });
    form.items.push({isDone: function () { return item.control.value.trim() !== '' || item.isLeft; }, item: item, put: function (answers) {
      var value = valueOf(item);
      if (value !== undefined) put(answers, item, value);
    }});
    // A field that was looked at and left empty is decided too.
    item.control.addEventListener('blur', function () { item.isLeft = true; count(); });
    return element('div', {'class': 'item'}, [element('label', {'for': id}, item.label),
      cutOut(item.picture, word('picture_writing', {label: item.label}), 'writing'), item.control, item.message]);
  }

  // ---- Saving

  function answersOf(form) {
    var answers = JSON.parse(JSON.stringify(form.told.answers));
    form.items.forEach(function (item) { item.put(answers); });
    Object.keys(answers).forEach(function (field) {
      if (!Array.isArray(answers[field])) return;
      answers[field] = answers[field].filter(function (row) { return typeof row !== 'object' || Object.keys(row).length > 0; });
    });
    return {form: form.told.form, version: form.told.version, language: form.told.language,
      filled: answers._date || '', answers: answers};
  }
  function save(form) {
    var wrong = form.items.filter(function (item) { return item.item && !check(item.item); })[0];
    if (wrong) {
      wrong.item.control.focus();
      form.status.textContent = word('mend', {label: wrong.item.label});
      return false;
    }
    var address = URL.createObjectURL(new Blob([JSON.stringify(answersOf(form), null, 2) + '\n'], {type: 'application/json'}));
    var link = element('a', {href: address, download: form.told.file, hidden: ''});
    document.body.appendChild(link);
    link.click();
    link.remove();
    window.setTimeout(function () { URL.revokeObjectURL(address); }, 20000);
    form.isSaved = true;
    form.status.textContent = word('saved', {file: form.told.file});
    return true;
  }
  function count() {
    var open = 0;
    saved.forEach(function (form) { form.items.forEach(function (item) { open += item.isDone() ? 0 : 1; }); });
    left.textContent = open ? word('left', {count: open}) : word('all_done');
  }
  // Browsers ask before a second file at once; a pause between lets them save it.
  function saveAll() {
    var waiting = saved.slice();
    (function next() {
      var form = waiting.shift();
      if (form && save(form)) window.setTimeout(next, 400);
      else if (!form) status.textContent = word('all_done') === left.textContent ? left.textContent : '';
    }());
  }

  // ---- The page

  function show(from) {
    var form = {told: from, items: [], isSaved: false, status: element('p', {role: 'status'})};
    var id = fresh(), button = element('button', {type: 'button'}, word('save')), parts = marks(form);
    var section = element('section', {'class': 'form', 'aria-labelledby': id}, [element('h2', {id: id}, from.title), element('p', {'class': 'path'}, from.path)]);
    if (from.missing) section.appendChild(element('p', {'class': 'wrong'}, word('pages_missing', {missing: from.missing, all: from.pages})));
    if (parts.length) section.appendChild(element('h3', {}, word('marks')));
    parts.forEach(function (part) { section.appendChild(part); });
    if (from.written.length) {
      section.appendChild(element('h3', {}, word('writing')));
      section.appendChild(element('p', {'class': 'soft'}, word('unreadable')));
    }
    from.written.forEach(function (item) { section.appendChild(writing(form, item)); });
    var list = element('dl', {});
    from.read.forEach(function (one) { list.appendChild(element('dt', {}, one.label)); list.appendChild(element('dd', {}, one.value)); });
    section.appendChild(element('details', {}, [element('summary', {}, word('read')), from.read.length ? list : element('p', {}, word('nothing_read'))]));
    button.addEventListener('click', function () { save(form); });
    section.appendChild(element('p', {}, button));
    section.appendChild(form.status);
    section.addEventListener('input', function () { form.isSaved = false; count(); });
    // Enter goes on to the next field, as in a table.
    section.addEventListener('keydown', function (event) {
      if (event.key !== 'Enter' || event.target.tagName !== 'INPUT') return;
      event.preventDefault();
      var controls = Array.prototype.slice.call(main.querySelectorAll('input, textarea, select, button'));
      controls[Math.min(controls.indexOf(event.target) + 1, controls.length - 1)].focus();
    });
    saved.push(form);
    return section;
  }
  told.forms.forEach(function (form) { main.appendChild(show(form)); });
  document.getElementById('all').addEventListener('click', saveAll);
  window.addEventListener('beforeunload', function (event) {
    if (saved.some(function (form) { return !form.isSaved; })) { event.preventDefault(); event.returnValue = word('unsaved_left'); }
  });
  count();
}());
