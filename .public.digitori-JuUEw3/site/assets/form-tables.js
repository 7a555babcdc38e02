// Forms: rows of tables. Adding, moving and removing them with buttons, said aloud.
(function () {
  'use strict';
  var form = window.DigitoriForm;
  if (!form) return;

  var MOST = 100;
  var word = form.word, element = form.element;
  var tables = form.fields.filter(function (field) { return field.type === 'table'; });

  function drawing(path) {
    var svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    var line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('class', 'icon');
    svg.setAttribute('aria-hidden', 'true');
    svg.setAttribute('focusable', 'false');
    line.setAttribute('d', path);
    svg.appendChild(line);
    return svg;
  }
  var drawings = {up: 'M12 19V5M6 11l6-6 6 6', down: 'M12 5v14M6 13l6 6 6-6', remove: 'M6 6l12 12M18 6 6 18'};

  // Names, ids and labels carry the row's number.
  function renumber(field) {
    var rows = form.rows(field), start = field.id + '__';
    rows.forEach(function (row, index) {
      var number = index + 1, fresh = start + number + '__';
      form.all('*', row).forEach(function (part) {
        ['name', 'id', 'for', 'aria-describedby'].forEach(function (attribute) {
          var value = part.getAttribute(attribute);
          if (value === null) return;
          part.setAttribute(attribute, value.split(' ').map(function (item) {
            var at = item.indexOf(start), end = at === -1 ? -1 : item.indexOf('__', at + start.length);
            return end === -1 ? item : item.slice(0, at) + fresh + item.slice(end + 2);
          }).join(' '));
        });
      });
      form.all('[data-number]', row).forEach(function (part) { part.textContent = String(number); });
      form.all('[data-move]', row).forEach(function (button) {
        var way = button.getAttribute('data-move');
        button.setAttribute('aria-label', word('row_' + way, {row: number}));
        button.disabled = way === 'up' ? index === 0 : way === 'down' ? index === rows.length - 1 : false;
      });
    });
    field.adder.disabled = rows.length >= MOST;
  }

  function changed(field) {
    renumber(field);
    field.box.dispatchEvent(new Event('input', {bubbles: true}));
  }
  function button(row, way) {
    var found = row.querySelector('[data-move="' + way + '"]');
    return found && !found.disabled ? found : null;
  }
  function first(row) {
    return row.querySelector('td input, td select, td textarea');
  }

  function append(field) {
    var row = field.blank.cloneNode(true);
    field.box.querySelector('tbody').appendChild(row);
    return row;
  }
  function isEmpty(field, row) {
    return form.cells(field, row).every(function (cell) { return form.read(cell) === ''; });
  }
  // On a narrow screen, where rows are cards, only the first of the empty rows at the end is shown.
  function showSpares(field) {
    var rows = form.rows(field), used = rows.length;
    while (used > 0 && isEmpty(field, rows[used - 1])) used--;
    rows.forEach(function (row, index) { row.classList.toggle('is-spare', index > used); });
  }
  function add(field) {
    forget(field);
    var spare = field.box.querySelector('tr.is-spare'), row = spare && !spare.offsetParent ? spare : append(field);
    row.classList.remove('is-spare');
    changed(field);
    first(row).focus();
    form.say(word('row_added', {row: form.rows(field).indexOf(row) + 1}));
  }
  function move(field, row, step) {
    var other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    row.parentNode.insertBefore(row, step < 0 ? other : other.nextElementSibling);
    changed(field);
    (button(row, step < 0 ? 'up' : 'down') || button(row, step < 0 ? 'down' : 'up')).focus();
    var rows = form.rows(field);
    form.say(word('row_moved', {row: rows.indexOf(row) + 1, count: rows.length}));
  }

  // A removed row can be brought back until something else happens to the table.
  function forget(field) {
    if (field.undo) field.undo.remove();
    field.undo = null;
  }
  function bringBack(field, row, number) {
    var body = field.box.querySelector('tbody');
    body.insertBefore(row, form.rows(field)[number] || null);
    forget(field);
    changed(field);
    first(row).focus();
    form.say(word('row_back', {row: number + 1}));
  }
  function remove(field, row) {
    var number = form.rows(field).indexOf(row);
    var wasEmpty = isEmpty(field, row);
    forget(field);
    row.remove();
    if (form.rows(field).length === 0) append(field);
    changed(field);
    var text = word('row_removed', {row: number + 1});
    if (!wasEmpty) {
      var back = element('button', {type: 'button', 'class': 'button button-quiet button-small'}, word('undo'));
      field.undo = element('p', {'class': 'rows-undo'}, [text + ' ', back]);
      field.adder.parentNode.insertBefore(field.undo, field.adder);
      back.addEventListener('click', function () { bringBack(field, row, number); });
    }
    var rows = form.rows(field);
    (button(rows[Math.min(number, rows.length - 1)], 'remove') || field.adder).focus();
    form.say(text);
  }

  // Enter leads down the column, as in a spreadsheet. A cell's text has no lines.
  function down(field, event) {
    var cell = event.target.closest('td[data-cell]');
    var isLong = event.target.nodeName === 'TEXTAREA' && !event.target.classList.contains('control-line');
    if (event.key !== 'Enter' || event.isComposing || !cell || isLong) return;
    event.preventDefault();
    var next = cell.parentNode.nextElementSibling;
    if (next && next.offsetParent) form.controls({box: next.cells[cell.cellIndex]})[0].focus();
  }

  function setCount(field, count) {
    var wanted = Math.max(Math.min(count, MOST), field.first, 1);
    while (form.rows(field).length < wanted) append(field);
    form.rows(field).slice(wanted).forEach(function (row) { row.remove(); });
    renumber(field);
  }
  function reset(field) {
    forget(field);
    form.rows(field).forEach(function (row) { row.remove(); });
    setCount(field, field.first);
  }

  function tools() {
    var cell = element('td', {'class': 'row-tools'});
    ['up', 'down', 'remove'].forEach(function (way) {
      cell.appendChild(element('button', {type: 'button', 'class': 'row-tool', 'data-move': way}, drawing(drawings[way])));
    });
    return cell;
  }

  tables.forEach(function (field) {
    var rows = form.rows(field), head = field.box.querySelector('thead tr');
    head.appendChild(element('th', {scope: 'col', 'class': 'row-tools'},
      element('span', {'class': 'visually-hidden'}, word('row_tools'))));
    rows.forEach(function (row) { row.appendChild(tools()); });
    field.first = rows.length;
    field.blank = rows[0].cloneNode(true);
    field.adder = element('button', {type: 'button', 'class': 'button button-quiet rows-add'}, word('row_add'));
    field.box.appendChild(field.adder);
    field.adder.addEventListener('click', function () { add(field); });
    field.box.addEventListener('click', function (event) {
      var pressed = event.target.closest('[data-move]');
      if (event.target.matches('td[data-cell]')) form.controls({box: event.target})[0].focus();
      if (!pressed) return;
      var row = pressed.closest('tr'), way = pressed.getAttribute('data-move');
      if (way === 'remove') remove(field, row);
      else { forget(field); move(field, row, way === 'up' ? -1 : 1); }
    });
    field.box.addEventListener('keydown', function (event) { down(field, event); });
    renumber(field);
  });

  form.tables = {
    MOST: MOST, setCount: setCount, reset: reset,
    showSpares: function () { tables.forEach(showSpares); }
  };
}());
