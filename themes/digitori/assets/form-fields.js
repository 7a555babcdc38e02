// Forms: what is in the fields. Reading, writing and checking answers; the page itself is the only
// place where they are kept. The markup is described in generator/publishers/website/form_page.h.
(function () {
  'use strict';
  var form = document.getElementById('form');
  if (!form) return;

  var LONGEST = 20000;      // characters that are taken from a file into one field
  var language = document.documentElement.lang || 'fi';
  var own = Object.prototype.hasOwnProperty;

  function list(found) { return Array.prototype.slice.call(found); }
  function all(selector, within) { return list((within || document).querySelectorAll(selector)); }
  function by(id) { return document.getElementById(id); }

  // ---- Words: the page has them in <template id="form-words">

  var words = Object.create(null);
  all('[data-word]', by('form-words').content).forEach(function (item) {
    words[item.getAttribute('data-word')] = item.textContent;
  });
  function word(name, values) {
    return (words[name] || name).replace(/\{(\w+)\}/g, function (whole, place) {
      return values && own.call(values, place) ? String(values[place]) : whole;
    });
  }

  function element(name, attributes, content) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    (Array.isArray(content) ? content : content === undefined ? [] : [content]).forEach(function (part) {
      made.appendChild(typeof part === 'string' ? document.createTextNode(part) : part);
    });
    return made;
  }

  // ---- Numbers and dates as people write them

  function showNumber(number) {
    var text = String(number);
    return language === 'en' ? text : text.replace('.', ',');
  }
  function readNumber(text) {
    var plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(/\u2212/g, '-').replace(',', '.');
    return /^-?\d{1,15}(\.\d{1,10})?$/.test(plain) ? Number(plain) : NaN;
  }
  function two(number) { return (number < 10 ? '0' : '') + number; }
  function iso(year, month, day) {
    var date = new Date(Date.UTC(year, month - 1, day));
    var isReal = year >= 1000 && year <= 9999 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    return isReal ? year + '-' + two(month) + '-' + two(day) : '';
  }
  function readDate(text) {
    var plain = text.trim();
    var found = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain);
    if (found) return iso(+found[1], +found[2], +found[3]);
    found = /^(\d{1,2})\s*[.\/ -]\s*(\d{1,2})\s*[.\/ -]\s*(\d{4})$/.exec(plain);
    return found ? iso(+found[3], +found[2], +found[1]) : '';
  }
  function showDate(text) {
    var found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
    return found ? +found[3] + '.' + +found[2] + '.' + found[1] : text;
  }
  function today() {
    var now = new Date();
    return iso(now.getFullYear(), now.getMonth() + 1, now.getDate());
  }

  // ---- The fields, from the page

  function numberOf(from, name) {
    var text = from.getAttribute('data-' + name);
    return text === null ? null : Number(text);
  }
  function idsOf(from, name) {
    var text = from.getAttribute('data-' + name);
    return text === null ? null : text.split(' ');
  }
  function describe(from, id, label) {
    return {
      id: id, label: label, type: from.getAttribute('data-type'), required: from.hasAttribute('data-required'),
      length: numberOf(from, 'length'), minimum: numberOf(from, 'minimum'), maximum: numberOf(from, 'maximum'),
      decimals: numberOf(from, 'decimals'), weight: numberOf(from, 'weight'),
      weightBy: from.getAttribute('data-weight-by'), isFactor: from.hasAttribute('data-factor'),
      product: idsOf(from, 'product'), sum: idsOf(from, 'sum'),
      earliest: from.getAttribute('data-earliest'), latest: from.getAttribute('data-latest'),
      pattern: from.getAttribute('data-pattern'), patternHelp: from.getAttribute('data-pattern-help'),
      other: from.hasAttribute('data-other')
    };
  }
  function textWithout(box, selector) {
    var copy = box.cloneNode(true);
    all(selector, copy).forEach(function (part) { part.remove(); });
    return copy.textContent.replace(/\s+/g, ' ').trim();
  }
  function columnsOf(box) {
    return all('thead [data-column]', box).map(function (head) {
      return describe(head, head.getAttribute('data-column'), head.querySelector('.column-label').textContent);
    });
  }
  var fields = all('[data-field]', form).map(function (box) {
    var label = box.querySelector('.field-label, .option label');
    var field = describe(box, box.getAttribute('data-field'), textWithout(label, '.field-need'));
    field.box = box;
    field.columns = field.type === 'table' ? columnsOf(box) : [];
    field.section = box.closest('[data-section]');
    return field;
  });
  function find(id) {
    return fields.filter(function (field) { return field.id === id; })[0] || null;
  }

  // A field of a table's row, which reads and writes like any other.
  function cells(field, row) {
    return field.columns.map(function (column) {
      var cell = Object.create(column);
      cell.box = all('[data-cell]', row).filter(function (box) {
        return box.getAttribute('data-cell') === column.id;
      })[0];
      cell.isCell = true;
      return cell;
    });
  }
  function rows(field) { return all('tbody > tr', field.box); }

  function controls(field) {
    return all('input, select, textarea', field.box).filter(function (control) {
      return control.name && control.name.charAt(0) !== '~';
    });
  }
  function otherControl(field) { return field.other ? by('f.' + field.id + '_other') : null; }
  function choices(field) {
    return controls(field).filter(function (control) { return control !== otherControl(field); });
  }
  function isShown(field) { return !field.box.closest('[hidden]'); }

  // ---- Reading

  function readChoice(field) {
    var boxes = choices(field);
    if (boxes[0].type !== 'radio') return boxes[0].value;
    var chosen = boxes.filter(function (box) { return box.checked; })[0];
    return chosen ? chosen.value : '';
  }
  var readers = {
    text: function (field) { return choices(field)[0].value.trim().replace(/\s*\n\s*/g, ' '); },
    long: function (field) { return choices(field)[0].value.replace(/\r\n?/g, '\n').replace(/\s+$/, ''); },
    file: function (field) { return choices(field)[0].value.trim(); },
    date: function (field) { return readDate(choices(field)[0].value); },
    number: function (field) {
      var number = readNumber(choices(field)[0].value);
      return isNaN(number) ? '' : number;
    },
    choice: readChoice,
    score: function (field) {
      var number = readNumber(String(readChoice(field)));
      return isNaN(number) ? '' : number;
    },
    multi: function (field) {
      var chosen = choices(field).filter(function (box) { return box.checked; });
      return chosen.length ? chosen.map(function (box) { return box.value; }) : '';
    },
    check: function (field) { return choices(field)[0].checked ? true : ''; },
    signature: function (field) { return api.signature ? api.signature.read(field) : readers.text(field); },
    table: function (field) {
      var filled = rows(field).map(function (row) {
        var values = {};
        cells(field, row).forEach(function (cell) {
          var value = read(cell);
          if (value !== '') values[cell.id] = value;
        });
        return values;
      }).filter(function (values) { return Object.keys(values).length > 0; });
      return filled.length ? filled : '';
    }
  };
  // The value as the answers file has it; '' when there is none.
  function read(field) { return readers[field.type](field); }
  function readOther(field) {
    var control = otherControl(field);
    return control ? control.value.trim() : '';
  }

  // Answers of what is shown. [raw] collects what is written but is no date or number, by control,
  // so that a draft loses nothing.
  function answers(raw) {
    var result = {};
    fields.filter(isShown).forEach(function (field) {
      var value = read(field), other = readOther(field);
      if (value !== '') result[field.id] = value;
      if (other !== '') result[field.id + '_other'] = other;
    });
    var sum = api.total();
    if (sum && sum.given > 0) result._total = sum.points;
    if (raw) {
      all('input.control', form).forEach(function (control) {
        var text = control.inputMode ? control.value.trim() : '';
        var isRead = control.inputMode === 'numeric' ? readDate(text) !== '' : !isNaN(readNumber(text));
        if (text !== '' && !isRead) raw[control.name] = text;
      });
    }
    return result;
  }

  // ---- Writing. Each takes a value of any sort and returns whether it was one for this field.

  function clean(text, keepsLines) {
    var plain = text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '');
    return keepsLines ? plain : plain.replace(/[\n\t]+/g, ' ');
  }
  function put(control, text) {
    control.value = text;
    return true;
  }
  function writeText(field, value) {
    if (typeof value !== 'string' || value.length > LONGEST) return false;
    return put(choices(field)[0], clean(value, field.type === 'long'));
  }
  function writeChoice(field, value) {
    var boxes = choices(field);
    if (boxes[0].type !== 'radio') {
      var isOption = list(boxes[0].options || []).some(function (option) { return option.value === value; });
      if (!isOption && boxes[0].nodeName === 'SELECT') return false;
      return put(boxes[0], value);
    }
    var chosen = boxes.filter(function (box) { return box.value === value; })[0];
    if (chosen) chosen.checked = true;
    return !!chosen;
  }
  var writers = {
    text: writeText, long: writeText, file: writeText,
    date: function (field, value) {
      if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value) || readDate(value) !== value) return false;
      return put(choices(field)[0], showDate(value));
    },
    number: function (field, value) {
      if (typeof value !== 'number' || !isFinite(value) || Math.abs(value) >= 1e15) return false;
      return put(choices(field)[0], showNumber(value));
    },
    choice: function (field, value) { return typeof value === 'string' && value !== '' && writeChoice(field, value); },
    score: function (field, value) {
      var isOnScale = typeof value === 'number' && isFinite(value) && value >= field.minimum && value <= field.maximum;
      return isOnScale && writeChoice(field, choices(field)[0].type === 'text' ? showNumber(value) : String(value));
    },
    multi: function (field, value) {
      if (!Array.isArray(value) || value.length > 200) return false;
      var boxes = choices(field);
      var known = boxes.filter(function (box) { return value.indexOf(box.value) !== -1; });
      known.forEach(function (box) { box.checked = true; });
      return value.every(function (item) { return known.some(function (box) { return box.value === item; }); });
    },
    check: function (field, value) {
      if (typeof value !== 'boolean') return false;
      choices(field)[0].checked = value;
      return true;
    },
    signature: function (field, value) {
      if (typeof value !== 'string') return false;
      return api.signature ? api.signature.write(field, value) : writeText(field, value);
    }
  };

  // [told] collects what could not be taken: {unknown: [], wrong: []} of names.
  function writeTable(field, value, told) {
    if (!Array.isArray(value)) {
      told.wrong.push(field.label);
      return;
    }
    var wanted = value.slice(0, api.tables.MOST);
    if (wanted.length < value.length) told.wrong.push(field.label + ' (' + word('too_many_rows', {count: api.tables.MOST}) + ')');
    api.tables.setCount(field, wanted.length);
    rows(field).forEach(function (row, number) {
      var values = wanted[number];
      if (values === undefined) return;
      if (values === null || typeof values !== 'object' || Array.isArray(values)) {
        told.wrong.push(field.label + ' ' + (number + 1));
        return;
      }
      var known = cells(field, row);
      Object.keys(values).slice(0, 200).forEach(function (key) {
        var cell = known.filter(function (candidate) { return candidate.id === key; })[0];
        if (!cell) told.unknown.push(field.id + '.' + key);
        else if (!writers[cell.type](cell, values[key])) told.wrong.push(field.label + ' ' + (number + 1) + ': ' + cell.label);
      });
    });
  }

  function write(field, value, told) {
    if (field.type === 'table') writeTable(field, value, told);
    else if (!writers[field.type](field, value)) told.wrong.push(field.label);
  }

  // Puts answers into an empty form.
  function open(values, raw) {
    var told = {unknown: [], wrong: []};
    clear();
    Object.keys(values).slice(0, 1000).forEach(function (key) {
      if (key === '_total') return;
      var field = find(key);
      var asked = !field && /_other$/.test(key) ? find(key.slice(0, -6)) : null;
      if (field) write(field, values[key], told);
      else if (asked && asked.other && typeof values[key] === 'string' && values[key].length <= LONGEST)
        otherControl(asked).value = clean(values[key], false);
      else if (asked && asked.other) told.wrong.push(asked.label);
      else told.unknown.push(key);
    });
    Object.keys(raw || {}).slice(0, 1000).forEach(function (name) {
      // Not form.elements: a field of that name would hide it.
      var control = all('input.control', form).filter(function (one) { return one.name === name; })[0];
      if (control && control.type === 'text' && control.value === '' && typeof raw[name] === 'string')
        control.value = clean(raw[name].slice(0, 200), false);
    });
    return told;
  }

  function clear() {
    fields.forEach(function (field) {
      if (field.type === 'table') api.tables.reset(field);
      controls(field).forEach(function (control) {
        if (control.type === 'checkbox' || control.type === 'radio') control.checked = false;
        else control.value = '';
      });
      if (field.type === 'signature' && api.signature) api.signature.clear(field);
    });
  }

  // ---- Checking: the first thing wrong with a field, in words; '' when all is well

  function isFilled(field) {
    return read(field) !== '' || readOther(field) !== '' || (field.type === 'signature' && api.signature.isLeftForPaper(field));
  }
  function written(field) {
    var control = choices(field)[0];
    return control && 'value' in control ? control.value.trim() : '';
  }
  function matches(pattern, text) {
    try { return new RegExp('^(?:' + pattern + ')$', 'u').test(text); } catch (ignored) { return true; }
  }
  function outside(field, value, show) {
    if (field.minimum !== null && value < field.minimum) return word('error_minimum', {minimum: show(field.minimum)});
    if (field.maximum !== null && value > field.maximum) return word('error_maximum', {maximum: show(field.maximum)});
    return '';
  }
  function checkText(field, value) {
    if (field.length !== null && value.length > field.length)
      return word('error_length', {count: field.length, now: value.length});
    if (field.pattern && !matches(field.pattern, value)) return field.patternHelp || word('error_pattern');
    return '';
  }
  var checkers = {
    text: checkText, long: checkText,
    date: function (field, value) {
      if (value === '') return word('error_date');
      if (field.earliest && value < field.earliest) return word('error_earliest', {date: showDate(field.earliest)});
      if (field.latest && value > field.latest) return word('error_latest', {date: showDate(field.latest)});
      return '';
    },
    number: function (field, value) {
      if (value === '') return word('error_number');
      var decimals = (String(value).split('.')[1] || '').length;
      if (decimals > (field.decimals || 0))
        return field.decimals ? word('error_decimals', {count: field.decimals}) : word('error_whole');
      return outside(field, value, showNumber);
    },
    score: function (field, value) {
      return value === '' ? word('error_number') : outside(field, value, showNumber);
    },
    multi: function (field, value) {
      var count = value.length + (readOther(field) !== '' ? 1 : 0);
      if (field.minimum !== null && count < field.minimum) return word('error_choose_minimum', {minimum: field.minimum});
      if (field.maximum !== null && count > field.maximum) return word('error_choose_maximum', {maximum: field.maximum});
      return '';
    }
  };
  function problem(field) {
    var isTyped = ['date', 'number', 'score'].indexOf(field.type) !== -1 && choices(field)[0].type === 'text';
    var isEmpty = isTyped ? written(field) === '' : !isFilled(field);
    if (isEmpty) return field.required ? word('need_' + field.type) : '';
    return checkers[field.type] ? checkers[field.type](field, read(field)) : '';
  }
  // Everything wrong with a field: a table has its cells. [{field, control, text, label}]
  function problems(field) {
    if (!isShown(field)) return [];
    var found = [], text = field.type === 'table' ? '' : problem(field);
    if (field.type === 'table' && field.required && read(field) === '') text = word('need_table');
    if (text) found.push({field: field, control: controls(field)[0], text: text, label: field.label});
    if (field.type !== 'table') return found;
    rows(field).forEach(function (row, number) {
      var inRow = cells(field, row);
      var isUsed = inRow.some(function (cell) { return read(cell) !== '' || (cell.type !== 'check' && written(cell) !== ''); });
      if (!isUsed) return;
      inRow.forEach(function (cell) {
        var said = problem(cell);
        if (said) found.push({field: cell, control: controls(cell)[0], text: said,
          label: field.label + ', ' + word('row').toLowerCase() + ' ' + (number + 1) + ', ' + cell.label});
      });
    });
    return found;
  }

  // ---- Scores: sum of score × weight, of maximum × weight. The factors of a product do not count.

  function scored() {
    var found = [];
    fields.filter(isShown).forEach(function (field) {
      if (field.type === 'score' && !field.isFactor) found.push({field: field, value: read(field), weight: field.weight});
      if (field.type !== 'table') return;
      rows(field).forEach(function (row) {
        var inRow = cells(field, row);
        inRow.forEach(function (cell) {
          if (cell.type !== 'score' || cell.isFactor || read(cell) === '') return;
          var own = inRow.filter(function (other) { return other.id === cell.weightBy; })[0];
          found.push({field: cell, value: read(cell), weight: own ? read(own) || 0 : cell.weight});
        });
      });
    });
    return found;
  }
  function round(number) { return Math.round(number * 100) / 100; }
  function total() {
    var parts = scored();
    if (!form.querySelector('[data-total]')) return null;
    var sum = {points: 0, maximum: 0, given: 0, count: parts.length, percent: 0};
    parts.forEach(function (part) {
      sum.maximum += part.field.maximum * part.weight;
      if (part.value === '') return;
      sum.points += part.value * part.weight;
      sum.given++;
    });
    sum.points = round(sum.points);
    sum.maximum = round(sum.maximum);
    sum.percent = sum.maximum > 0 ? Math.round(sum.points / sum.maximum * 100) : 0;
    return sum;
  }

  // ---- Values in words, for texts and pages

  function optionLabel(field, value) {
    var box = choices(field)[0];
    if (box.nodeName === 'SELECT') {
      var option = list(box.options).filter(function (candidate) { return candidate.value === value; })[0];
      return option ? option.textContent : value;
    }
    var chosen = choices(field).filter(function (candidate) { return candidate.value === value; })[0];
    return chosen && chosen.labels && chosen.labels[0] ? chosen.labels[0].textContent.trim() : value;
  }
  function inWords(field, value) {
    if (value === '') return '';
    if (field.type === 'choice') return optionLabel(field, value);
    if (field.type === 'multi') return value.map(function (item) { return optionLabel(field, item); }).join(', ');
    if (field.type === 'check') return word('yes');
    if (field.type === 'date') return showDate(value);
    if (field.type === 'number' || field.type === 'score') return showNumber(value);
    if (field.type === 'signature' && value.indexOf('data:') === 0) return word('signed_by_hand');
    return String(value);
  }

  var starts = [];
  var api = {
    // What is to be done once all scripts of the form are there.
    start: function (work) { starts.push(work); }, starts: starts,
    form: form, language: language, fields: fields, word: word, element: element, all: all, by: by, list: list,
    find: find, rows: rows, cells: cells, controls: controls, isShown: isShown, read: read, readOther: readOther,
    answers: answers, open: open, clear: clear, problems: problems, total: total, inWords: inWords,
    optionLabel: optionLabel, showDate: showDate, showNumber: showNumber, readDate: readDate, today: today, iso: iso
  };
  window.DigitoriForm = api;
}());
