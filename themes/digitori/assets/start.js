// Read before the page is drawn: what scripts fold away (the menu on a telephone) is folded from the first moment,
// and nothing jumps. The rest is in site.js.
document.documentElement.classList.add('js');
