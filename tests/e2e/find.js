// The visible elements of a role and an accessible name inside of one widget: arguments are host selector, role, name.
// A name that ends with … stands for all that begin so. `names.js` stands before it.
const [, role, name] = arguments;
if (!root) return [];
const fits = (text) => name.endsWith('…') ? text.startsWith(name.slice(0, -1)) : text === name;
return [...root.querySelectorAll('*')].filter((element) =>
  roleOf(element) === role && fits(clean(nameOf(element))) && element.checkVisibility());
