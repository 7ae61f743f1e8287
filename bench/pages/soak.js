// The body of a function that bench/browser/soak runs in the built page again and again: an hour's worth of use, quickly.
// Everything is done by the public element, and each act waits until the page has done it. Given: seconds, a seed.
// Gives how often each act was done.
const [seconds, seed] = given;
const main = document.querySelector('main');
const TOKEN = 'eyJ.bench.token';
const counts = {};
const late = performance.now() + seconds * 1000;
let state = seed * 2654435761 % 4294967296;

/** A small generator, so that a run can be had again. */
function below(limit) {
  state = (state * 1664525 + 1013904223) % 4294967296;
  return Math.floor(state / 65536) % limit;
}
const pick = (list) => list[below(list.length)];
const turn = () => new Promise((done) => setTimeout(done));
const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

async function until(what, isDone) {
  const limit = performance.now() + 60_000;
  while (!isDone()) {
    if (performance.now() > limit) throw new Error(`${what}: not within a minute; ${widget().loadState}`);
    await turn();
  }
}

const widget = () => document.querySelector('referral-analytics');
const rest = async (of = widget()) => { await until('done', () => of.loadState === 'done'); await frame(); };
const rows = () => widget().shadowRoot.querySelectorAll('table tbody tr[aria-rowindex]');
const change = async (...values) => { Object.assign(widget(), ...values); await widget().save(); await rest(); };

const FILTERS = [
  null, "status eq 'Won'", "contains(customerName,'a')", "status ne 'Lost' and customerMarket eq 'US'",
  'createdDate ge 2018-01-01T00:00:00Z', "status eq 'Won' or status eq 'Accepted'",
];
const GROUPS = [null, 'status', 'customerMarket', 'createdDate', 'createdDate,status', 'customerMarket,status', 'customerOrgSize,status'];
const SORTS = [null, 'customerName', '-customerName', 'status,-createdDate', 'wonDate', 'customerOrgSize'];

const acts = {
  filter: () => change({ filter: pick(FILTERS) }),
  group: () => change({ groupBy: pick(GROUPS), aggregationLevel: pick(['day', 'week', 'month']) }),
  chart: () => change({ chart: pick([null, 'bar', 'line', 'stacked', 'heatmap']) }),
  sort: () => change({ sort: pick(SORTS) }),
  view: () => change({ view: pick(['table', 'chart', 'overview', 'split', 'split']) }),
  columns: () => change({ columns: pick([null, 'customerName,status', 'id,customerName,createdDate,wonDate,lostDate']) }),
  range: () => change({ timeRange: pick(['all', '12m', '2017-06-01/2018-06-30']) }),
  look: () => change({ theme: pick(['light', 'dark', 'contrast']), density: pick(['compact', 'comfortable']) }),
  language: () => change({ locale: pick(['en', 'de', 'fr', 'sv', 'zh-Hant']) }),
  async find() { await widget().restore({ find: pick(['', 'ab', 'Won', 'zz']) }); await rest(); },
  async load() { await widget().load(); await rest(); },
  async cancel() {
    const loading = widget().load().catch(() => {});
    for (let turns = below(20); turns > 0; turns -= 1) await turn();
    await widget().cancel();
    await loading;
    await widget().load();
    await rest();
  },
  async scroll() {
    const scroller = widget().shadowRoot.querySelector('table[aria-rowcount]')?.parentElement;
    if (!scroller) return;
    for (let step = 0; step < 10; step += 1) {
      scroller.scrollTop = below(scroller.scrollHeight);
      await frame();
    }
    scroller.scrollTop = 0;
    await frame();
  },
  async open() {
    const opener = rows()[0]?.querySelector('button.opener');
    if (!opener) return;
    opener.click();
    await frame();
    (widget().shadowRoot.activeElement ?? opener).dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await frame();
  },
  async take() { await widget().export({ method: pick(['csv', 'json', 'tsv']), scope: 'view' }); },
  async mount() {
    const other = document.createElement('referral-analytics');
    other.tokenProvider = async () => TOKEN;
    other.autoLoad = true;
    main.append(other);
    await other.ready;
    // Sometimes it is taken away in the middle of its load.
    if (below(2)) await rest(other);
    else for (let turns = below(20); turns > 0; turns -= 1) await turn();
    other.remove();
    await frame();
  },
  async move() { main.prepend(widget()); await frame(); await rest(); },
  // Never the first one, which lives as long as the soak: what it gathers is not to go with it.
  async remount() {
    const other = document.createElement('referral-analytics');
    other.tokenProvider = async () => TOKEN;
    for (let times = 2; times > 0; times -= 1) {
      main.append(other);
      await other.ready;
      await other.load();
      await rest(other);
      other.remove();
      await frame();
    }
  },
};

const names = Object.keys(acts);
while (performance.now() < late) {
  const name = pick(names);
  try {
    await acts[name]();
  } catch (error) {
    throw new Error(`${name}: ${error}`);
  }
  counts[name] = (counts[name] ?? 0) + 1;
}
// Each sample is of the same page: what is shown of it must not change what it holds.
await widget().reset();
await change({
  filter: null, groupBy: null, aggregationLevel: null, chart: null, sort: null, view: null, columns: null, timeRange: null,
  theme: 'light', density: null, locale: 'en',
});
await widget().restore({ find: '' });
await rest();
// The row that had the focus last stays drawn, and others depend on how high the table was when that was last asked.
rows()[0]?.querySelector('button')?.focus();
widget().shadowRoot.activeElement?.blur();
dispatchEvent(new Event('resize'));
await frame();
await frame();
if (document.querySelectorAll('referral-analytics').length !== 1) throw new Error('a widget was left');
if (rows().length === 0) throw new Error('no row is shown at the end');
return counts;
