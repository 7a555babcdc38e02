// Checklists: ticks kept where the browser allows, progress, export and import.
// Ticks are remembered by the words of the task, so a changed list keeps the rest.
(function () {
  'use strict';
  var boxes = Array.prototype.slice.call(document.querySelectorAll('input[type="checkbox"][data-task]'));
  var panel = document.getElementById('checklist-progress');
  if (!panel) return;
  if (boxes.length === 0) {
    panel.hidden = true;
    return;
  }

  var bar = document.getElementById('checklist-bar');
  var count = document.getElementById('checklist-count');
  var message = document.getElementById('checklist-message');
  var picker = document.getElementById('checklist-file');
  var version = panel.getAttribute('data-version');
  var key = 'digitori-checklist:' + window.location.pathname + ':' + version;

  function words(name) { return message.getAttribute('data-' + name); }
  function fill(sentence, values) {
    return sentence.replace(/\{(\w+)\}/g, function (all, name) {
      return name in values ? values[name] : all;
    });
  }
  function say(sentence) {
    message.textContent = '';
    window.setTimeout(function () { message.textContent = sentence; }, 50);
  }
  function task(box) {
    var item = box.closest('label') || box.parentNode;
    return item.textContent.replace(/\s+/g, ' ').trim();
  }
  function ticked() {
    return boxes.filter(function (box) { return box.checked; });
  }

  // Storage may be missing, forbidden or full; then the page only lacks memory.
  var store = (function () {
    try {
      window.localStorage.setItem(key + ':test', '1');
      window.localStorage.removeItem(key + ':test');
      return window.localStorage;
    } catch (ignored) {
      return null;
    }
  }());

  function keep() {
    if (!store) return;
    try {
      var done = ticked().map(task);
      if (done.length) store.setItem(key, JSON.stringify(done));
      else store.removeItem(key);
    } catch (ignored) {
      say(words('memory'));
    }
  }

  function show() {
    var done = ticked().length;
    var sentence = panel.getAttribute(done === boxes.length ? 'data-all' : 'data-done');
    bar.max = boxes.length;
    bar.value = done;
    count.textContent = fill(sentence, {done: done, total: boxes.length});
    panel.classList.toggle('is-complete', done === boxes.length);
  }

  // Ticks the tasks named in [done]; returns how many were found.
  function tick(done) {
    var found = 0;
    boxes.forEach(function (box) {
      var place = done.indexOf(task(box));
      box.checked = place !== -1;
      if (place !== -1) {
        done.splice(place, 1);
        found++;
      }
    });
    return found;
  }

  function file() {
    return {
      format: 'digitori-checklist',
      version: 1,
      title: document.querySelector('h1').textContent.trim(),
      language: document.documentElement.lang,
      list: window.location.pathname.split('/').slice(-3).join('/'),
      updated: version,
      tasks: boxes.map(function (box) { return {task: task(box), done: box.checked}; })
    };
  }

  function save() {
    var link = document.createElement('a');
    var address = URL.createObjectURL(new Blob([JSON.stringify(file(), null, 2) + '\n'], {type: 'application/json'}));
    var name = window.location.pathname.split('/').pop().replace(/\.html$/, '') || 'checklist';
    link.href = address;
    link.download = name + '.json';
    document.body.appendChild(link);
    link.click();
    link.remove();
    window.setTimeout(function () { URL.revokeObjectURL(address); }, 10000);
    say(words('saved'));
  }

  // Returns the texts of the done tasks, or null when the file is not ours.
  function read(text) {
    var data;
    if (text.length > 1000000) return null;
    try { data = JSON.parse(text); } catch (ignored) { return null; }
    if (!data || data.format !== 'digitori-checklist' || data.version !== 1 || !Array.isArray(data.tasks)) return null;
    var known = boxes.map(task);
    var isSound = data.tasks.every(function (item) {
      return item && typeof item.task === 'string' && typeof item.done === 'boolean';
    });
    var isOurs = data.tasks.some(function (item) { return item && known.indexOf(item.task) !== -1; });
    if (!isSound || !isOurs) return null;
    return data.tasks.filter(function (item) { return item.done; }).map(function (item) { return item.task; });
  }

  function open(chosen) {
    var reader = new FileReader();
    reader.onload = function () {
      var done = read(String(reader.result));
      if (!done) { say(words('wrong')); return; }
      var missing = done.length;
      var found = tick(done);
      missing -= found;
      keep();
      show();
      say(missing ? fill(words('partly'), {found: found, missing: missing}) : words('loaded'));
    };
    reader.onerror = function () { say(words('wrong')); };
    reader.readAsText(chosen);
  }

  var actions = {
    export: save,
    import: function () { picker.value = ''; picker.click(); },
    reset: function (button) {
      if (!window.confirm(button.getAttribute('data-confirm'))) return;
      tick([]);
      keep();
      show();
      say(words('reset'));
    }
  };
  Array.prototype.forEach.call(document.querySelectorAll('[data-checklist]'), function (button) {
    button.addEventListener('click', function () { actions[button.getAttribute('data-checklist')](button); });
  });
  picker.addEventListener('change', function () { if (picker.files[0]) open(picker.files[0]); });
  boxes.forEach(function (box) {
    box.addEventListener('change', function () { keep(); show(); });
  });

  var remembered = [];
  try {
    remembered = JSON.parse((store && store.getItem(key)) || '[]');
  } catch (ignored) {
    remembered = [];
  }
  tick(Array.isArray(remembered) ? remembered : []);
  show();
  if (!store) message.textContent = words('memory');
}());
