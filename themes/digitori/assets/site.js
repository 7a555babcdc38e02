// The small rest of the site's behaviour. Everything works without it.
(function () {
  'use strict';

  function each(selector, visit) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), visit);
  }

  // Menu on small screens.
  each('.menu-button', function (button) {
    var menu = document.getElementById(button.getAttribute('aria-controls'));
    var label = button.querySelector('span');
    function show(isOpen) {
      button.setAttribute('aria-expanded', String(isOpen));
      menu.classList.toggle('is-open', isOpen);
      label.textContent = button.getAttribute(isOpen ? 'data-close' : 'data-open');
    }
    button.addEventListener('click', function () {
      show(button.getAttribute('aria-expanded') !== 'true');
    });
    document.addEventListener('keydown', function (event) {
      if (event.key === 'Escape' && button.getAttribute('aria-expanded') === 'true') {
        show(false);
        button.focus();
      }
    });
  });

  each('[data-print]', function (button) {
    button.addEventListener('click', function () { window.print(); });
  });

  // "/" leads to the search field, unless somebody is writing.
  document.addEventListener('keydown', function (event) {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.nodeName) || event.target.isContentEditable) return;
    var fields = document.querySelectorAll('[data-search-key]');
    var field = fields[fields.length - 1];
    if (field && field.offsetParent !== null) {
      event.preventDefault();
      field.focus();
    }
  });

  // From the file system some browsers stop a form at the content security
  // policy, so the search address is opened by hand there.
  each('form.search-form', function (form) {
    form.addEventListener('submit', function (event) {
      if (form.id === 'search-form' || window.location.protocol !== 'file:') return;
      event.preventDefault();
      window.location.href = form.getAttribute('action') + '?q=' +
        encodeURIComponent(form.querySelector('[name="q"]').value);
    });
  });

  // Filters start closed where they would push the list off the screen.
  if (window.matchMedia('(max-width: 60em)').matches) {
    each('.facet', function (facet) {
      if (!facet.querySelector('[aria-current]')) facet.removeAttribute('open');
    });
  }
  document.documentElement.classList.add('is-settled');

  // On paper, nothing stays folded.
  var opened = [];
  window.addEventListener('beforeprint', function () {
    each('main details:not([open]):not(.contents)', function (details) {
      details.setAttribute('open', '');
      opened.push(details);
    });
  });
  window.addEventListener('afterprint', function () {
    opened.forEach(function (details) { details.removeAttribute('open'); });
    opened = [];
  });
}());
