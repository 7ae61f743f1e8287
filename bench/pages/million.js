// The body of a function that bench/browser/soak runs in the built page while very many rows load. Given: how many.
// Gives at which numbers of rows the page stopped to ask, the longest task, and how the table did afterwards, in ms.
const [rows] = given;
const widget = document.querySelector('referral-analytics');
const root = widget.shadowRoot;
const table = () => root.querySelector('table[aria-rowcount]');
const button = (name) => [...root.querySelectorAll('.progress button')].find((found) => found.textContent.trim() === name);
const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
const limits = [];
let longest = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
}).observe({ type: 'longtask', buffered: true });

async function until(what, isDone, seconds = 60) {
  const late = performance.now() + seconds * 1000;
  while (!isDone()) {
    if (performance.now() > late) throw new Error(`${what}: ${widget.loadState}, ${table()?.getAttribute('aria-rowcount')}`);
    await frame();
  }
}

async function took(act, isDone) {
  const began = performance.now();
  act();
  await until('an act on many rows', isDone);
  return Math.round(performance.now() - began);
}

const loaded = () => Number(table()?.getAttribute('aria-rowcount')) - 1;
for (let count = 0; count < rows;) {
  await until('the load', () => widget.loadState === 'done' && loaded() > count && (loaded() === rows || button('Load more')), 500);
  // What is drawn follows the load by some frames.
  for (let seen = -1; seen !== loaded(); await new Promise((done) => setTimeout(done, 300))) seen = loaded();
  count = loaded();
  if (count === rows) break;
  limits.push(count);
  button('Load more').click();
  await until('going on', () => widget.loadState !== 'done');
}

const scroller = table().parentElement;
scroller.scrollTop = scroller.scrollHeight;
await frame();
await frame();
const last = Number([...table().querySelectorAll('tbody tr[aria-rowindex]')].at(-1).getAttribute('aria-rowindex'));
scroller.scrollTop = 0;
await frame();
const first = () => table().querySelector('tbody tr[aria-rowindex="2"]')?.textContent;
const was = first();
const sort = await took(() => { widget.sort = 'createdDate'; }, () => first() && first() !== was);
const find = await took(() => { widget.restore({ find: 'abri' }); }, () => loaded() < rows && loaded() >= 0);
return { limits, longest: Math.round(longest), last, sort, find };
