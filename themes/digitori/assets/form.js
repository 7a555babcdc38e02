// Forms: one section at a time, progress, mistakes in words, conditional parts. The rest of a form's
// scripts are form-fields.js (answers), form-tables.js, form-signature.js, form-controls.js,
// form-drafts.js and form-files.js; this one comes last and starts them all.
(function () {
  'use strict';
  var form = window.DigitoriForm;
  if (!form) return;

  var word = form.word, element = form.element, by = form.by, all = form.all;
  var finish = by('form-finish'), progress = by('form-progress'), summary = by('form-errors');
  var sections = all('[data-section]', form.form);
  var current = sections[0] || finish, isWhole = false, totalTimer = 0, message = null;

  // ---- Saying things

  form.say = function (text) {
    var status = by('form-status');
    status.textContent = '';
    window.setTimeout(function () { status.textContent = text; }, 60);
  };
  // Says it and lets it stand beside what was pressed, until the next thing is said.
  form.tell = function (text, near) {
    if (message) message.remove();
    message = element('div', {'class': 'form-message', tabindex: '-1'}, element('p', {}, text));
    var group = near.closest('.form-buttons') || near;
    if (group.matches('.form-buttons')) group.insertAdjacentElement('afterend', message);
    else group.appendChild(message);
    form.say(text);
    return message;
  };

  // ---- Conditional parts

  function holds(part) {
    var asked = form.find(part.getAttribute('data-when'));
    if (!asked || !form.isShown(asked)) return false;
    // Of several chosen options, one is enough.
    return [].concat(form.read(asked)).map(String).indexOf(part.getAttribute('data-value')) >= 0;
  }
  // On paper an open question may still be answered with a pen: what hangs on it is printed too.
  function isOpen(part, isBlank) {
    var asked = form.find(part.getAttribute('data-when'));
    if (!asked) return false;
    var hidden = asked.box.closest('[hidden]');
    var isUnasked = form.read(asked) === '' && (asked.type !== 'check' || isBlank);
    return isUnasked && (!hidden || hidden.classList.contains('print-open'));
  }
  function showParts() {
    var isBlank = all('[data-when]', form.form).length > 0 && form.drafts && form.drafts.isEmpty();
    all('[data-when]', form.form).forEach(function (part) {
      part.hidden = !holds(part);
      part.classList.toggle('print-open', part.hidden && isOpen(part, isBlank));
    });
  }

  // ---- Scores

  form.totalText = function (sum) {
    return word('total_text', {points: form.showNumber(sum.points), maximum: form.showNumber(sum.maximum), percent: sum.percent});
  };
  function showTotal() {
    var sum = form.total();
    if (!sum) return;
    var text = sum.given ? form.totalText(sum) : word('total_none');
    if (sum.given && sum.given < sum.count) text += ' ' + word('total_partly', {given: sum.given, count: sum.count});
    all('[data-total]', form.form).forEach(function (output) {
      if (output.textContent !== text) output.textContent = text;
      output.parentNode.classList.toggle('is-empty', !sum.given);
    });
  }

  // ---- Sections, one at a time

  form.headingOf = function (section) {
    var heading = section.querySelector('h2');
    return heading ? heading.textContent.trim() : form.form.getAttribute('aria-label');
  };
  form.steps = function () {
    return sections.filter(function (section) { return !section.hidden; }).concat(finish);
  };
  function showProgress() {
    var steps = form.steps(), place = steps.indexOf(current), bars = progress.querySelector('ol');
    var hadFocus = bars.contains(document.activeElement);
    bars.textContent = '';
    steps.forEach(function (step, index) {
      var name = word('step', {step: index + 1, count: steps.length}) + ': ' + form.headingOf(step);
      var bar = element('button', {type: 'button', title: form.headingOf(step)}, element('span', {'class': 'visually-hidden'}, name));
      if (index <= place) bar.classList.add('is-past');
      if (index === place) bar.setAttribute('aria-current', 'step');
      bar.addEventListener('click', function () { form.go(index, true); });
      bars.appendChild(element('li', {}, bar));
      if (hadFocus && index === place) bar.focus();
    });
    by('form-step').textContent = isWhole ? word('whole_title') : word('step', {step: place + 1, count: steps.length});
  }
  function showSections() {
    var steps = form.steps();
    if (steps.indexOf(current) === -1) current = steps[0];
    sections.concat(finish).forEach(function (section) {
      section.classList.toggle('is-away', !isWhole && section !== current);
    });
    all('.form-intro', form.form).forEach(function (intro) {
      intro.classList.toggle('is-away', !isWhole && current !== steps[0]);
    });
    progress.classList.toggle('is-whole', isWhole);
    by('form-back').hidden = isWhole || current === steps[0];
    by('form-next').hidden = isWhole || current === finish;
    by('form-check-all').hidden = !isWhole;
    by('form-quick').hidden = current === finish && !isWhole;
    if (current === finish || isWhole) showCheck();
    showProgress();
    form.tables.showSpares();
    form.mirrorAll();
  }
  function focusOn(section) {
    var heading = section.querySelector('h2');
    progress.scrollIntoView({block: 'start'});
    if (isWhole) heading.scrollIntoView({block: 'start'});
    heading.focus({preventScroll: true});
  }
  function remember(isNew) {
    var state = {isShared: form.drafts.isShared(), step: current.getAttribute('data-section')};
    try { window.history[isNew ? 'pushState' : 'replaceState'](state, ''); } catch (ignored) { /* then "back" leaves the page */ }
  }
  form.remember = function () { remember(false); };
  form.go = function (place, isByReader) {
    var steps = form.steps(), wanted = steps[Math.max(0, Math.min(place, steps.length - 1))];
    var isNew = wanted !== current;
    current = wanted;
    hideSummary();
    showSections();
    if (!isByReader) return;
    if (isNew) remember(true);
    focusOn(wanted);
  };

  // ---- Mistakes

  function errorId(control) { return 'e.' + (control.id || control.name); }
  function describedBy(target, id, isOn) {
    var ids = (target.getAttribute('aria-describedby') || '').split(' ').filter(function (item) { return item && item !== id; });
    if (isOn) ids.push(id);
    if (ids.length) target.setAttribute('aria-describedby', ids.join(' '));
    else target.removeAttribute('aria-describedby');
  }
  function isGroup(field) { return field.box.nodeName === 'FIELDSET'; }
  function targetOf(field) { return isGroup(field) ? field.box : form.controls(field)[0]; }
  function unmark(box) {
    all('.field-error', box).forEach(function (shown) {
      all('[aria-describedby~="' + shown.id + '"]', box.parentNode).forEach(function (target) {
        describedBy(target, shown.id, false);
        target.removeAttribute('aria-invalid');
      });
      shown.remove();
    });
    [box].concat(all('.has-error', box)).forEach(function (part) { part.classList.remove('has-error'); });
  }
  function mark(fault) {
    var box = fault.field.box, target = targetOf(fault.field), id = errorId(fault.control || target);
    var shown = element('p', {'class': 'field-error', id: id},
      [element('span', {'class': 'visually-hidden'}, word('error') + ': '), fault.text]);
    var before = all('.options, .date-wrap, .control, .option, table.form-rows', box)[0];
    before.parentNode.insertBefore(shown, before);
    box.classList.add('has-error');
    describedBy(target, id, true);
    if (!isGroup(fault.field)) target.setAttribute('aria-invalid', 'true');
  }
  function markAll(faults, within) {
    form.fields.forEach(function (field) { if (!within || within.contains(field.box)) unmark(field.box); });
    faults.forEach(mark);
  }
  function problemsIn(section) {
    return form.fields.reduce(function (found, field) {
      return !section || field.section === section ? found.concat(form.problems(field)) : found;
    }, []);
  }
  form.allProblems = function () { return problemsIn(null); };

  function lead(control) {
    var section = control.closest('[data-section]'), steps = form.steps();
    if (!isWhole && section !== current) form.go(steps.indexOf(section), false);
    var field = form.fields.filter(function (candidate) { return candidate.box.contains(control); })[0];
    if (field && field.type === 'signature') form.signature.focus(field);
    else control.focus();
    var top = control.closest('.field') || control;
    top.scrollIntoView({block: 'center'});
  }
  function links(faults) {
    return element('ul', {}, faults.map(function (fault) {
      var link = element('a', {href: '#' + fault.control.id}, fault.label + ': ' + fault.text);
      link.addEventListener('click', function (event) {
        event.preventDefault();
        lead(fault.control);
      });
      return element('li', {}, link);
    }));
  }
  function hideSummary() {
    summary.hidden = true;
    summary.textContent = '';
  }
  function showSummary(faults, onward) {
    summary.textContent = '';
    var title = element('h2', {id: 'form-errors-title'}, word(faults.length === 1 ? 'errors_one' : 'errors_many', {count: faults.length}));
    summary.appendChild(title);
    summary.appendChild(links(faults));
    if (onward) {
      var button = element('button', {type: 'button', 'class': 'button button-quiet button-small'}, word('next_anyway'));
      button.addEventListener('click', onward);
      summary.appendChild(button);
    }
    summary.hidden = false;
    summary.scrollIntoView({block: 'start'});
    summary.focus({preventScroll: true});
  }
  // The end of the form says what is still missing.
  function showCheck() {
    var faults = form.allProblems(), box = by('form-check');
    box.textContent = '';
    box.classList.toggle('is-fine', faults.length === 0);
    box.appendChild(element('p', {}, element('strong', {}, faults.length ? word('check_missing', {count: faults.length}) : word('check_fine'))));
    if (!faults.length) return;
    box.appendChild(links(faults));
    box.appendChild(element('p', {}, word('check_anyway')));
  }
  function next() {
    var place = form.steps().indexOf(current), faults = problemsIn(current);
    markAll(faults, current);
    if (!faults.length) form.go(place + 1, true);
    else showSummary(faults, function () { form.go(form.steps().indexOf(current) + 1, true); });
  }
  function checkAll() {
    var faults = form.allProblems();
    markAll(faults, null);
    showCheck();
    if (faults.length) showSummary(faults, null);
    else {
      hideSummary();
      focusOn(finish);
      form.say(word('check_fine'));
    }
  }
  // What has been mended is no mistake any more; new ones are not pointed out while somebody writes.
  function recheck(field) {
    if (!field.box.querySelector('.field-error')) return;
    var left = form.problems(field).map(function (fault) { return errorId(fault.control); });
    all('.field-error', field.box).forEach(function (shown) {
      if (left.indexOf(shown.id) === -1) unmark(shown.closest('[data-cell], [data-field]'));
    });
  }

  // ---- Together

  form.refresh = function () {
    form.compute();
    markAll([], null);
    showParts();
    showTotal();
    showSections();
  };
  function onInput(event) {
    var box = event.target.closest('[data-field]');
    var field = box ? form.find(box.getAttribute('data-field')) : null;
    var before = form.steps().length;
    showParts();
    if (form.steps().length !== before) showProgress();
    if (field) recheck(field);
    form.fields.forEach(function (one) { if (one.showTaker) one.showTaker(); });
    window.clearTimeout(totalTimer);
    totalTimer = window.setTimeout(showTotal, 400);
    if (isWhole) showCheck();
  }

  form.form.addEventListener('submit', function (event) {
    event.preventDefault();
    if (!isWhole && current !== finish) next();
  });
  form.form.addEventListener('input', onInput);
  form.form.addEventListener('change', onInput);
  by('form-back').addEventListener('click', function () { form.go(form.steps().indexOf(current) - 1, true); });
  by('form-check-all').addEventListener('click', checkAll);
  by('form-whole').addEventListener('click', function () {
    isWhole = !isWhole;
    by('form-whole').textContent = word(isWhole ? 'whole_off' : 'whole_on');
    hideSummary();
    showSections();
    form.say(word(isWhole ? 'whole_said' : 'steps_said'));
  });
  window.addEventListener('popstate', function (event) {
    var wanted = event.state && event.state.step;
    var place = form.steps().map(function (step) { return step.getAttribute('data-section'); }).indexOf(wanted);
    if (isWhole) return;
    form.go(Math.max(place, 0), false);
    remember(false);
    focusOn(current);
  });
  // A link to a place in a section opens that section.
  function followHash() {
    var target = null;
    try { target = by(decodeURIComponent(window.location.hash.slice(1))); } catch (ignored) { return; }
    var section = target ? target.closest('[data-section]') : null;
    if (!section || isWhole || form.steps().indexOf(section) === -1) return;
    form.go(form.steps().indexOf(section), false);
    target.scrollIntoView();
  }
  window.addEventListener('hashchange', followHash);

  sections.concat(finish).forEach(function (section) { section.querySelector('h2').tabIndex = -1; });
  progress.hidden = false;
  all('.js-form').forEach(function (part) { part.hidden = false; });
  form.form.classList.add('is-alive');
  form.starts.forEach(function (work) { work(); });
  form.refresh();
  remember(false);
  followHash();
}());
