// Forms: small helps beside native controls, and what paper needs of them.
(function () {
  'use strict';
  var form = window.DigitoriForm;
  if (!form) return;

  var word = form.word, element = form.element;

  function changed(control) {
    control.dispatchEvent(new Event('input', {bubbles: true}));
  }

  // ---- Dates are written; the browser's calendar is offered beside, since its own date field follows the
  // browser's language and prints its template when it is empty.

  function calendar(control, label) {
    var picker = element('input', {type: 'date', 'class': 'date-native', tabindex: '-1', 'aria-hidden': 'true'});
    if (typeof picker.showPicker !== 'function') return;
    var button = element('button', {type: 'button', 'class': 'date-button', 'aria-label': word('calendar') + ': ' + label});
    var wrap = element('span', {'class': 'date-wrap'});
    control.parentNode.insertBefore(wrap, control);
    wrap.appendChild(control);
    wrap.appendChild(button);
    wrap.appendChild(picker);
    button.addEventListener('click', function () {
      picker.value = form.readDate(control.value);
      try { picker.showPicker(); } catch (ignored) { control.focus(); }
    });
    picker.addEventListener('change', function () {
      if (!picker.value) return;
      control.value = form.showDate(picker.value);
      changed(control);
      control.focus();
    });
  }
  form.form.addEventListener('focusout', function (event) {
    var control = event.target;
    if (!control.classList || !control.classList.contains('control-date')) return;
    var date = form.readDate(control.value);
    if (!date || control.value === form.showDate(date)) return;
    control.value = form.showDate(date);
    changed(control);
  });

  // ---- A file is only named here

  function chooser(field) {
    var control = form.controls(field)[0];
    var picker = element('input', {type: 'file', hidden: '', tabindex: '-1', 'aria-hidden': 'true'});
    var button = element('button', {type: 'button', 'class': 'button button-quiet button-small file-button'}, word('file_choose'));
    button.setAttribute('aria-label', word('file_choose') + ': ' + field.label);
    control.insertAdjacentElement('afterend', button);
    button.insertAdjacentElement('afterend', picker);
    button.addEventListener('click', function () { picker.click(); });
    picker.addEventListener('change', function () {
      if (!picker.files[0]) return;
      control.value = picker.files[0].name;
      picker.value = '';
      changed(control);
      control.focus();
    });
  }

  // ---- A choice can be taken back

  function taker(field) {
    var radios = form.controls(field).filter(function (control) { return control.type === 'radio'; });
    if (!radios.length || field.required) return;
    var button = element('button', {type: 'button', 'class': 'take-back'}, word('take_back'));
    button.setAttribute('aria-label', word('take_back') + ': ' + field.label);
    radios[0].closest('.options').insertAdjacentElement('afterend', button);
    field.showTaker = function () {
      button.hidden = !radios.some(function (radio) { return radio.checked; });
    };
    button.addEventListener('click', function () {
      radios.forEach(function (radio) { radio.checked = false; });
      radios[0].focus();
      changed(radios[0]);
    });
  }

  // ---- How many characters are left, once it matters

  var NEAR = 0.8, counted = 0;
  function count(field) {
    var control = form.controls(field)[0], used = control.value.trim().length, left = field.length - used;
    if (!field.counter) {
      if (used < field.length * NEAR) return;
      field.counter = element('p', {'class': 'field-help field-count'});
      field.box.appendChild(field.counter);
    }
    field.counter.hidden = used < field.length * NEAR;
    field.counter.textContent = left < 0 ? word('count_over', {count: -left}) : word('count_left', {count: left});
    field.counter.classList.toggle('is-over', left < 0);
  }
  function countAloud(field) {
    window.clearTimeout(counted);
    counted = window.setTimeout(function () {
      if (field.counter && !field.counter.hidden && field.box.contains(document.activeElement)) form.say(field.counter.textContent);
    }, 1200);
  }
  function isCounted(field) { return field.length && (field.type === 'text' || field.type === 'long'); }
  form.form.addEventListener('input', function (event) {
    var box = event.target.closest('[data-field]'), field = box ? form.find(box.getAttribute('data-field')) : null;
    if (!field || !isCounted(field) || event.target !== form.controls(field)[0]) return;
    count(field);
    countAloud(field);
  });

  // ---- Paper: what is written stands there whole, what is not is a line to write on

  function mirror(control) {
    var shown = control.nextElementSibling;
    if (!shown || !shown.classList.contains('print-value')) {
      shown = element('span', {'class': 'print-value', 'aria-hidden': 'true'});
      control.insertAdjacentElement('afterend', shown);
    }
    var isChosen = control.nodeName === 'SELECT' && control.selectedIndex >= 0;
    var text = isChosen ? (control.value ? control.options[control.selectedIndex].textContent : '') : control.value;
    shown.textContent = text;
    control.classList.toggle('is-filled', text.trim() !== '');
  }
  function grow(control) {
    if (control.nodeName !== 'TEXTAREA' || !control.offsetParent) return;
    control.style.height = 'auto';
    control.style.height = control.scrollHeight + control.offsetHeight - control.clientHeight + 'px';
  }

  form.fields.forEach(function (field) {
    if (field.type === 'date') calendar(form.controls(field)[0], field.label);
    if (field.type === 'file') chooser(field);
    taker(field);
  });

  // Everything that follows from what is in the controls.
  form.mirrorAll = function () {
    form.all('.control', form.form).forEach(function (control) {
      mirror(control);
      grow(control);
    });
    form.fields.forEach(function (field) {
      if (field.showTaker) field.showTaker();
      if (isCounted(field)) count(field);
    });
  };
  form.form.addEventListener('input', function (event) {
    if (!event.target.classList || !event.target.classList.contains('control')) return;
    mirror(event.target);
    grow(event.target);
  });
  var resized = 0;
  window.addEventListener('resize', function () {
    window.clearTimeout(resized);
    resized = window.setTimeout(function () { form.all('textarea.control', form.form).forEach(grow); }, 150);
  });
}());
