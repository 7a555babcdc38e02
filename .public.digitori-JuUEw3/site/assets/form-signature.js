// Forms: a signature is typed, drawn, or left for a pen.
(function () {
  'use strict';
  var form = window.DigitoriForm;
  if (!form) return;

  var WIDTH = 900, HEIGHT = 300, LARGEST = 300000, LONGEST_NAME = 200;
  var word = form.word, element = form.element;
  var pads = Object.create(null);

  // ---- Drawing

  function ink(pad) {
    var pen = pad.canvas.getContext('2d');
    pen.lineWidth = 5;
    pen.lineCap = pen.lineJoin = 'round';
    pen.strokeStyle = pen.fillStyle = '#10243a';
    return pen;
  }
  function point(pad, event) {
    var box = pad.canvas.getBoundingClientRect();
    return {x: (event.clientX - box.left) / box.width * WIDTH, y: (event.clientY - box.top) / box.height * HEIGHT};
  }
  function changed(pad) {
    pad.field.box.dispatchEvent(new Event('input', {bubbles: true}));
  }
  function draw(pad) {
    var canvas = pad.canvas, last = null;
    canvas.addEventListener('pointerdown', function (event) {
      if (event.button !== 0) return;
      event.preventDefault();
      try { canvas.setPointerCapture(event.pointerId); } catch (ignored) { /* only for strokes that leave the pad */ }
      pad.source = null;
      last = point(pad, event);
      var pen = ink(pad);
      pen.beginPath();
      pen.arc(last.x, last.y, 2.5, 0, 2 * Math.PI);
      pen.fill();
      pad.isDrawn = true;
    });
    canvas.addEventListener('pointermove', function (event) {
      if (!last) return;
      var next = point(pad, event), pen = ink(pad);
      pen.beginPath();
      pen.moveTo(last.x, last.y);
      pen.lineTo(next.x, next.y);
      pen.stroke();
      last = next;
    });
    ['pointerup', 'pointercancel'].forEach(function (name) {
      canvas.addEventListener(name, function () {
        if (!last) return;
        last = null;
        show(pad);
        changed(pad);
      });
    });
  }
  function wipe(pad) {
    pad.canvas.getContext('2d').clearRect(0, 0, WIDTH, HEIGHT);
    pad.isDrawn = false;
    pad.source = null;
    show(pad);
  }

  // The drawing again as a picture, for paper. One that was opened stays byte for byte what it was.
  function show(pad) {
    if (pad.isDrawn) pad.picture.src = pad.source || pad.canvas.toDataURL('image/png');
    else pad.picture.removeAttribute('src');
    pad.picture.hidden = !pad.isDrawn;
    pad.clearer.disabled = !pad.isDrawn;
    var isTyped = pad.way === 'type' && pad.typed.value.trim() !== '';
    pad.field.box.classList.toggle('is-signed', isTyped || (pad.way === 'draw' && pad.isDrawn));
  }

  // ---- Pictures from files: small PNG only

  function isSmallPicture(text) {
    var start = 'data:image/png;base64,';
    if (text.length > LARGEST || text.slice(0, start.length) !== start) return false;
    var coded = text.slice(start.length);
    if (!/^[A-Za-z0-9+\/]+={0,2}$/.test(coded) || coded.length < 60) return false;
    var head;
    try { head = window.atob(coded.slice(0, 40)); } catch (ignored) { return false; }
    function number(at) {
      return ((head.charCodeAt(at) * 256 + head.charCodeAt(at + 1)) * 256 + head.charCodeAt(at + 2)) * 256 + head.charCodeAt(at + 3);
    }
    return head.slice(0, 8) === '\x89PNG\r\n\x1a\n' && head.slice(12, 16) === 'IHDR' && number(16) > 0 && number(20) > 0 &&
      number(16) <= 2000 && number(20) <= 1000;
  }
  function paint(pad, address) {
    var picture = new Image();
    pad.isDrawn = true;
    pad.source = address;
    picture.onload = function () {
      if (pad.source !== address) return;
      pad.canvas.getContext('2d').drawImage(picture, 0, 0, WIDTH, HEIGHT);
      show(pad);
    };
    picture.onerror = function () {
      if (pad.source === address) wipe(pad);
    };
    picture.src = address;
  }

  // ---- Ways of signing

  function choose(pad, way) {
    pad.way = way;
    pad.ways[way].checked = true;
    pad.typed.hidden = way !== 'type';
    pad.board.hidden = way !== 'draw';
    pad.note.hidden = way !== 'paper';
    show(pad);
  }
  function wayOption(pad, field, way) {
    var id = 'f.' + field.id + '.way.' + way;
    var box = element('input', {type: 'radio', name: '~way.' + field.id, id: id, value: way});
    pad.ways[way] = box;
    box.addEventListener('change', function () {
      choose(pad, way);
      changed(pad);
    });
    return element('div', {'class': 'option'}, [box, element('label', {'for': id}, word('sign_' + way))]);
  }

  function build(field) {
    var typed = form.controls(field)[0], pad = {field: field, ways: {}, typed: typed, isDrawn: false, source: null};
    var label = field.box.querySelector('.field-label');
    label.id = 'f.' + field.id + '.label';
    pad.canvas = element('canvas', {width: WIDTH, height: HEIGHT, role: 'img', 'aria-label': word('sign_here') + ' ' + field.label});
    pad.clearer = element('button', {type: 'button', 'class': 'button button-quiet button-small'}, word('sign_clear'));
    pad.picture = element('img', {'class': 'signature-picture', alt: word('signed_by_hand')});
    pad.board = element('div', {'class': 'signature-board'}, [
      element('p', {'class': 'field-help'}, word('sign_here')), pad.canvas, pad.clearer]);
    pad.note = element('p', {'class': 'field-help signature-note'}, word('sign_paper_note'));
    var options = ['type', 'draw', 'paper'].map(function (way) { return wayOption(pad, field, way); });
    typed.parentNode.insertBefore(element('div', {
      'class': 'options options-row', role: 'radiogroup', 'aria-labelledby': label.id
    }, options), typed);
    [pad.board, pad.note, pad.picture].reverse().forEach(function (part) {
      typed.parentNode.insertBefore(part, typed.nextSibling);
    });
    typed.addEventListener('input', function () { show(pad); });
    pad.clearer.addEventListener('click', function () {
      wipe(pad);
      changed(pad);
      pad.ways.draw.focus();
      form.say(word('sign_cleared'));
    });
    draw(pad);
    pads[field.id] = pad;
    choose(pad, 'type');
  }

  form.fields.forEach(function (field) {
    if (field.type === 'signature') build(field);
  });

  form.signature = {
    read: function (field) {
      var pad = pads[field.id];
      if (pad.way === 'type') return pad.typed.value.trim();
      if (pad.way === 'paper' || !pad.isDrawn) return '';
      return pad.source || pad.canvas.toDataURL('image/png');
    },
    write: function (field, value) {
      var pad = pads[field.id];
      if (value.slice(0, 5) !== 'data:') {
        if (value.length > LONGEST_NAME) return false;
        pad.typed.value = value.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, ' ');
        choose(pad, 'type');
        return true;
      }
      if (!isSmallPicture(value)) return false;
      paint(pad, value);
      choose(pad, 'draw');
      return true;
    },
    clear: function (field) {
      var pad = pads[field.id];
      pad.typed.value = '';
      wipe(pad);
      choose(pad, 'type');
    },
    isLeftForPaper: function (field) { return pads[field.id].way === 'paper'; },
    focus: function (field) {
      var pad = pads[field.id];
      (pad.way === 'type' ? pad.typed : pad.ways[pad.way]).focus();
    },
    // Which signatures are left for paper: drafts remember it, answers do not say it.
    leftForPaper: function (wanted) {
      if (wanted) wanted.forEach(function (id) { if (pads[id]) choose(pads[id], 'paper'); });
      return Object.keys(pads).filter(function (id) { return pads[id].way === 'paper'; });
    }
  };
}());
