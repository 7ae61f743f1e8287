// The body of a function that bench/browser runs in the product's page once its rows are here: chooses other groups and
// waits until the chart is drawn and laid out. Given: how often. Gives times in ms by what was chosen.
const [runs] = given;
const root = document.querySelector('referral-analytics').shadowRoot;
const picker = (label) => [...root.querySelectorAll('label')].find((found) => found.textContent === label).control;
const caption = () => root.querySelector('figure figcaption')?.textContent;
const marks = () => root.querySelectorAll('figure [data-mark]').length;
const late = (at) => { if (performance.now() - at > 30_000) throw new Error(`still ${caption()}`); };

/** Chooses, and gives how long it took until another chart stood in the document with its layout done. */
async function choose(label, value) {
  const select = picker(label);
  // A user sees the page at rest before each choice.
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
  const before = caption();
  const began = performance.now();
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  for (let turn = 0; caption() === before; turn += 1) {
    late(began);
    // Drawing happens in microtasks; a task of its own only where that is not enough.
    if (turn < 1000) await null;
    else await new Promise((done) => setTimeout(done));
  }
  root.querySelector('figure').getBoundingClientRect();
  const took = performance.now() - began;
  if (marks() < 2) throw new Error(`no marks by ${caption()}`);
  return took;
}

const times = { market: [], month: [], both: [] };
for (let run = 0; run < runs; run += 1) {
  times.market.push(await choose('Group by', 'customerMarket'));
  times.month.push(await choose('Group by', 'createdDate'));
  times.both.push(await choose('Then by', 'status'));
  await choose('Then by', '');
}
return times;
