// Forms: the numbers that nobody types: products, and sums of a table's rows.
(function () {
  'use strict';
  var form = window.DigitoriForm;
  if (!form) return;

  function by(id, among) {
    return among.filter(function (field) { return field.id === id; })[0];
  }
  function put(field, value) {
    var control = form.controls(field)[0];
    var text = value === '' ? '' : form.showNumber(Math.round(value * 1e6) / 1e6);
    if (control.value !== text) control.value = text;
  }
  function product(field, among) {
    var factors = field.product.map(function (id) { return form.read(by(id, among)); });
    return factors.indexOf('') !== -1 ? '' : factors.reduce(function (made, factor) { return made * factor; }, 1);
  }
  function same(one, other) { return one.toLowerCase() === other.toLowerCase(); }
  function sum(field, among) {
    var table = form.find(field.sum[0]), key = form.read(by(field.sum[2], among));
    if (key === '') return '';
    return form.rows(table).reduce(function (made, row) {
      var cells = form.cells(table, row), number = form.read(by(field.sum[1], cells));
      return same(form.read(by(field.sum[2], cells)), key) && number !== '' ? made + number : made;
    }, 0);
  }
  function compute(fields) {
    fields.forEach(function (field) {
      if (field.product) put(field, product(field, fields));
      else if (field.sum) put(field, sum(field, fields));
    });
  }

  var tables = form.fields.filter(function (field) {
    return field.columns.some(function (column) { return column.product || column.sum; });
  });
  // In the order of the form: a sum may add up products.
  form.compute = function () {
    compute(form.fields);
    tables.forEach(function (field) {
      form.rows(field).forEach(function (row) { compute(form.cells(field, row)); });
    });
  };
  form.form.addEventListener('input', form.compute);
  form.form.addEventListener('change', form.compute);
}());
