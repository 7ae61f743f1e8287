// Run in the product's page once its rows are loaded: scrolls the table from top to bottom and looks at every frame.
// The place is set between two frames, as a finger or a wheel does it, so that the page has the frame to follow.
const scroller = document.querySelector('referral-analytics').shadowRoot.querySelector('table.referrals').parentElement;
const root = scroller.getRootNode();
const [runs, length] = given;
const tasks = [];
const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration)));
observer.observe({ type: 'longtask' });
const { port1, port2 } = new MessageChannel();

/** Whether rows fill all that is seen below the header, without a hole. */
function isFilled() {
  const seen = scroller.getBoundingClientRect();
  const rows = [...scroller.querySelectorAll('tbody tr[aria-rowindex]')];
  if (!rows.length) return false;
  const top = seen.top + scroller.querySelector('thead').offsetHeight;
  const first = rows[0].getBoundingClientRect();
  const last = rows[rows.length - 1].getBoundingClientRect();
  // A row's number and its place must agree, else it is a stale one.
  const place = Math.round((first.top - top + scroller.scrollTop) / first.height);
  const isInPlace = Math.abs(place - (rows[0].ariaRowIndex ?? rows[0].getAttribute('aria-rowindex')) + 2) <= 1;
  return first.top <= top + 1 && last.bottom >= Math.min(seen.bottom, seen.top + scroller.clientHeight) - 1 && isInPlace;
}

const frames = [];
let blank = 0;
let nodes = 0;
for (let run = 0; run < runs; run++) {
  scroller.scrollTop = 0;
  await new Promise((done) => setTimeout(done, 200));
  const end = scroller.scrollHeight - scroller.clientHeight;
  await new Promise((done) => {
    let began = null;
    let before = null;
    port1.onmessage = ({ data }) => { scroller.scrollTop = end * data; };
    const frame = (at) => {
      began ??= at;
      if (before !== null) frames.push(at - before);
      before = at;
      if (!isFilled()) blank += 1;
      nodes = Math.max(nodes, root.querySelectorAll('*').length);
      const part = (at - began) / length;
      if (part > 1) return done();
      port2.postMessage(Math.min(part, 1));
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}
await new Promise((done) => setTimeout(done, 300));
observer.disconnect();
const long = tasks.filter((took) => took > 50);
return { frames, blank, nodes, long: long.length, rows: Number(scroller.querySelector('table').getAttribute('aria-rowcount')) };
