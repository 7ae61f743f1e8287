// Put into the product's page before its own scripts: watches a load from the first request to its rows in the document.
// Called by bench/browser; the page under test does not know of it.
(() => {
  // What the sandbox sends at most in one answer, and what a network hands on at once.
  const PAGE_ROWS = 10_000;
  const PIECE_BYTES = 64 << 10;
  const now = () => performance.now();
  const plainFetch = globalThis.fetch.bind(globalThis);
  const probe = { rows: 0, hand: null, watch: false, began: null, first: null, told: null, shown: null, gaps: [], tasks: [], memory: null };
  globalThis.probe = probe;

  for (const name of ['instantiate', 'instantiateStreaming']) {
    const plain = WebAssembly[name].bind(WebAssembly);
    WebAssembly[name] = async (...given) => {
      const result = await plain(...given);
      probe.memory ??= (result.instance ?? result).exports.memory ?? null;
      return result;
    };
  }

  /** Every page that the service would send, kept to be handed out without a network. */
  probe.take = async (path) => {
    probe.hand = new Map();
    for (let skip = 0; skip < probe.rows; skip += PAGE_ROWS) {
      const response = await plainFetch(`${path}?skip=${skip}`, { headers: { Authorization: 'Bearer bench' } });
      probe.hand.set(skip, new Uint8Array(await response.arrayBuffer()));
    }
  };

  function handed(url) {
    const bytes = probe.hand.get(Number(url.searchParams.get('skip') ?? 0));
    let at = 0;
    const pull = (controller) => {
      controller.enqueue(bytes.slice(at, at + PIECE_BYTES));
      at += PIECE_BYTES;
      if (at >= bytes.length) controller.close();
    };
    return new Response(new ReadableStream({ pull }), { headers: { 'Content-Type': 'application/json' } });
  }

  globalThis.fetch = (request, init) => {
    const url = new URL(request.url ?? request, location.href);
    if (!url.pathname.includes('/partner/v1/')) return plainFetch(request, init);
    if (probe.began === null) begin();
    return probe.hand ? Promise.resolve(handed(url)) : plainFetch(request, init);
  };

  const widget = () => document.querySelector('referral-analytics');
  const table = () => widget()?.shadowRoot?.querySelector('table.referrals');

  function begin() {
    probe.began = now();
    requestAnimationFrame(look);
    if (!probe.watch) return;
    // Messages to oneself come between any two tasks: what lies between two of them is one task, or a few short ones.
    const { port1, port2 } = new MessageChannel();
    let last = now();
    port1.onmessage = () => {
      const at = now();
      if (at - last > 10) probe.gaps.push([Math.round(at - probe.began), at - last]);
      last = at;
      if (probe.shown === null) port2.postMessage(0);
    };
    port2.postMessage(0);
  }

  function look() {
    if (probe.first === null && table()?.querySelector('tbody tr[aria-rowindex]')) probe.first = now();
    if (probe.told !== null && table()?.getAttribute('aria-rowcount') === String(probe.rows + 1)) probe.shown = now();
    else requestAnimationFrame(look);
  }

  addEventListener('referral-load', () => { probe.told = now(); });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) probe.tasks.push([Math.round(entry.startTime), entry.duration]);
  }).observe({ type: 'longtask', buffered: true });

  /** What a load came to, once its rows are shown. */
  probe.result = async () => {
    const late = now() + 300_000;
    while (probe.shown === null) {
      if (now() > late) throw new Error(`${widget()?.loadState} after five minutes`);
      await new Promise((done) => setTimeout(done, 20));
    }
    // Long tasks are told a little later.
    await new Promise((done) => setTimeout(done, 300));
    const ends = performance.getEntriesByType('resource')
      .filter((entry) => entry.name.includes('/partner/v1/')).map((entry) => entry.responseEnd);
    const tasks = probe.tasks.filter(([start]) => start >= probe.began - 1).map(([, took]) => took);
    return {
      first: probe.first - probe.began,
      shown: probe.shown - probe.began,
      lastByte: ends.length ? Math.max(...ends) - probe.began : null,
      longest: Math.max(0, ...tasks, ...probe.gaps.map(([, took]) => took)),
      long: tasks.length,
      gaps: probe.gaps,
      wasm: probe.memory?.buffer.byteLength ?? null,
      shownRows: table().querySelectorAll('tbody tr[aria-rowindex]').length,
    };
  };
})();
