// What a person would read of one widget: arguments are a selector of the host; null where it is not mounted.
// Read by role and name; from the styles it takes only what is visible.
const root = document.querySelector(arguments[0])?.shadowRoot;
if (!root?.firstElementChild) return null;
const clean = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
const all = (selector, from = root) => [...from.querySelectorAll(selector)];
const seen = (selector, from) => all(selector, from).filter((element) => element.checkVisibility());
const texts = (selector, from) => seen(selector, from).map((element) => clean(element.innerText)).filter(Boolean);
// "About this data" and "Filter" in the languages of the page.
const ABOUT = ['About this data', 'Zu diesen Daten', 'À propos de ces données', 'Om dessa data', '關於此資料'];
const FILTER = ['Filter', 'Filtre', '篩選'];
const label = (element) => clean(element.getAttribute('aria-label'));

const table = seen('table[aria-rowcount]')[0];
const rows = table ? all('tbody tr[aria-rowindex]', table) : [];
const figure = seen('figure')[0];
const filter = all('input').find((input) => FILTER.includes(clean(input.labels?.[0]?.textContent)));
return {
  text: clean([...root.children].map((child) => child.innerText).join(' ')),
  alerts: texts('[role=alert]'),
  notices: texts('.message.warning'),
  truth: texts(ABOUT.map((name) => `[aria-label="${name}"] li`).join()),
  live: clean(seen('[role=status]')[0]?.textContent),
  buttons: seen('button').map((button) => label(button) || clean(button.textContent)),
  busy: seen('progress, .body[aria-busy=true]').length > 0,
  filter: filter?.value ?? '',
  table: table ? {
    caption: clean(table.caption?.textContent),
    rowcount: Number(table.getAttribute('aria-rowcount')),
    heads: all('th[scope=col]', table).map((head) => ({
      name: clean(head.querySelector('button span').textContent), sort: head.getAttribute('aria-sort'),
    })),
    rows: rows.map((row) => ({
      index: Number(row.getAttribute('aria-rowindex')), cells: [...row.cells].map((cell) => clean(cell.innerText)),
    })),
  } : null,
  chart: figure ? {
    caption: clean(figure.querySelector('figcaption')?.innerText),
    marks: all('svg [role=button]', figure).map(label),
    stops: all('svg [tabindex="0"]', figure).length,
    notes: texts('p', figure),
  } : null,
};
