// Our own page for pages/compare/measure.js: told what to do through the element's properties, read as a person would read
// it, by the table and the figure that it shows. Put into the built `index.html` before its scripts, as a host page's would be.
(() => {
  const TITLES = { id: 'ID', status: 'Status', customerName: 'Customer', createdDate: 'Created' };
  const TOKEN = 'eyJ.bench.token';
  const widget = () => document.querySelector('referral-analytics');
  const root = () => widget()?.shadowRoot ?? null;
  const table = () => root()?.querySelector('table[aria-rowcount]');
  const rows = () => [...(table()?.querySelectorAll('tbody tr[aria-rowindex]') ?? [])];
  const place = (row) => Number(row.getAttribute('aria-rowindex')) - 2;
  const column = (field) => [...table().tHead.querySelectorAll('th[scope=col]')]
    .findIndex((head) => head.querySelector('button span')?.textContent.trim() === TITLES[field]);

  // Properties set before the element is defined are taken when it is.
  const found = new MutationObserver(() => {
    if (!widget()) return;
    found.disconnect();
    widget().tokenProvider = async () => TOKEN;
  });
  found.observe(document, { childList: true, subtree: true });

  globalThis.driver = {
    order: 'locale',
    root,
    rowsTold: () => Number(table()?.getAttribute('aria-rowcount')) - 1,
    isLoaded: () => widget()?.loadState === 'done',
    give: (rows) => { widget().data = rows; },
    isGiven: () => widget().data !== null,
    scroller: () => table().parentElement,
    head: () => table().tHead,
    rows,
    place,
    first: (field) => rows().find((row) => place(row) === 0)?.cells[column(field)]?.textContent.trim(),
    equals: (field, value) => { widget().filter = `${field} eq '${value}'`; },
    contains: (field, value) => { widget().filter = `contains(${field},'${value}')`; },
    all: () => { widget().filter = null; },
    sort: (field) => { widget().sort = field; },
    chartByMonth: () => { widget().aggregationLevel = 'month'; widget().groupBy = 'createdDate,status'; },
    chartByStatus: () => { widget().groupBy = null; },
    marks: () => root()?.querySelectorAll('figure [data-mark]').length ?? 0,
  };
})();
