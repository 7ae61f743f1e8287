// The visible elements of a role and an accessible name inside of one widget: arguments are host selector, role, name.
// A name that ends with … stands for all that begin so. The driver's own computation is asked afterwards.
const [host, role, name] = arguments;
const root = document.querySelector(host)?.shadowRoot;
if (!root) return [];
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
const fits = (text) => name.endsWith('…') ? text.startsWith(name.slice(0, -1)) : text === name;
return [...root.querySelectorAll('*')].filter((element) =>
  roleOf(element) === role && fits(clean(nameOf(element))) && element.checkVisibility());
