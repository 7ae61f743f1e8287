// Roles and names as the tests take them to be; `root` is the widget's shadow root. The driver's own computation is asked
// afterwards, where it speaks of the same.
const root = document.querySelector(arguments[0])?.shadowRoot;
const clean = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
const ROLES = {
  A: 'link', BUTTON: 'button', DETAILS: 'group', FIGURE: 'figure', FORM: 'form', H1: 'heading', H2: 'heading',
  H3: 'heading', INPUT: 'textbox', PROGRESS: 'progressbar', SELECT: 'combobox', TABLE: 'table', TD: 'cell', TH: 'columnheader',
  SUMMARY: 'summary', TEXTAREA: 'textbox', UL: 'list',
};
const INPUTS = { checkbox: 'checkbox', number: 'spinbutton', search: 'searchbox' };
const roleOf = (element) => element.getAttribute('role') ?? INPUTS[element.getAttribute('type')] ?? ROLES[element.tagName.toUpperCase()];
const nameOf = (element) => {
  const label = element.getAttribute('aria-label');
  if (label) return label;
  const ids = (element.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean);
  if (ids.length) return ids.map((id) => root.getElementById(id)?.textContent).join(' ');
  if (element.labels?.length) return element.labels[0].textContent;
  if (element.caption) return element.caption.textContent;
  const hidden = [...element.querySelectorAll('[aria-hidden=true]')];
  return hidden.reduce((text, part) => text.replace(part.textContent, ''), element.textContent);
};
