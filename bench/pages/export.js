// The body of a function that bench/browser runs in the product's page once its rows are loaded: has a file of each format
// made by the panel, and looks at the tasks meanwhile. Given: how often. Gives, by format, the longest tasks and the times
// from the click to the offered file, both in ms.
const [runs] = given;
const root = document.querySelector('referral-analytics').shadowRoot;
const late = async (what, find) => {
  const end = performance.now() + 60_000;
  for (let found; ; await new Promise((done) => setTimeout(done, 20))) {
    if ((found = find())) return found;
    if (performance.now() > end) throw new Error(`${what} after a minute`);
  }
};
const button = (name) => [...root.querySelectorAll('button')].find((found) => found.textContent.trim() === name);
const picker = (label) => [...root.querySelectorAll('label')].find((found) => found.textContent === label)?.control;

let offered = null;
const plain = HTMLAnchorElement.prototype.click;
// Nothing goes onto the disk.
HTMLAnchorElement.prototype.click = function () { offered = [performance.now(), this.download]; };

/** The longest task while something is awaited. */
async function watched(wait) {
  // Messages to oneself come between any two tasks: what lies between two of them is one task, or a few short ones.
  const { port1, port2 } = new MessageChannel();
  let longest = 0;
  let last = performance.now();
  port1.onmessage = () => {
    const at = performance.now();
    longest = Math.max(longest, at - last);
    last = at;
    port2.postMessage(0);
  };
  port2.postMessage(0);
  await wait();
  // What hands the file over, and the drawing behind it, are looked at too.
  await new Promise((done) => setTimeout(done, 200));
  port1.close();
  return longest;
}

async function make(format) {
  const select = await late('no choice of formats', () => picker('Format'));
  select.value = format;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  // A user sees the page at rest before the click.
  await new Promise((done) => setTimeout(done, 300));
  offered = null;
  const began = performance.now();
  const longest = await watched(async () => {
    button('Download').click();
    await late('no file', () => offered);
  });
  if (!offered[1].endsWith(`.${format}`)) throw new Error(`${offered[1]} is no ${format}`);
  return [longest, offered[0] - began];
}

button('Export').click();
const made = {};
for (let run = 0; run < runs; run += 1) {
  for (const format of ['csv', 'tsv', 'json', 'ndjson', 'xlsx']) {
    const [longest, took] = await make(format);
    made[format] ??= { longest: [], took: [] };
    made[format].longest.push(longest);
    made[format].took.push(took);
  }
}
HTMLAnchorElement.prototype.click = plain;
button('Export').click();
return made;
