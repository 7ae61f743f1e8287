// Removes an element and tells how much of it is left after a while, in which a late answer would have come.
const [selector, done] = arguments;
const element = document.querySelector(selector);
element.remove();
window.removed = element;
setTimeout(() => done(element.shadowRoot.childElementCount), 1500);
