// The same measurements in every page of the comparison. Put into the page before its own scripts; what to do with the page
// is said by its `driver` (pages/compare/ours.js, and the end of the other pages' scripts). Called by bench/browser/compare.
//
// `plan` stands before this script: {rows, hand: [targets to be taken beforehand] or null, isWatched}.
(() => {
  const { rows, hand, isWatched } = globalThis.plan;
  const now = () => performance.now();
  const plainFetch = globalThis.fetch.bind(globalThis);
  const driver = () => globalThis.driver;
  const state = { began: null, shown: null, memory: null, longest: 0, asked: 0, ping: isWatched };
  let open;
  const opened = new Promise((done) => { open = done; });
  const bodies = new Map();

  for (const name of ['instantiate', 'instantiateStreaming']) {
    const plain = WebAssembly[name].bind(WebAssembly);
    WebAssembly[name] = async (...given) => {
      const result = await plain(...given);
      state.memory ??= (result.instance ?? result).exports.memory ?? null;
      return result;
    };
  }

  const isApi = (url) => new URL(url, location.href).pathname.includes('/partner/v1/');

  globalThis.fetch = async (request, init) => {
    const address = request.url ?? request;
    if (!isApi(address)) return plainFetch(request, init);
    if (hand) await opened;
    state.asked += 1;
    begin();
    const url = new URL(address, location.href);
    const body = bodies.get(url.pathname + url.search);
    if (!body) return plainFetch(request, init);
    return new Response(body, { headers: { 'Content-Type': 'application/json' } });
  };

  function begin() {
    if (state.began !== null) return;
    state.began = now();
    if (!state.ping) return;
    // Messages to oneself come between any two tasks: what lies between two of them is one task, or a few short ones.
    const { port1, port2 } = new MessageChannel();
    let last = now();
    port1.onmessage = () => {
      const at = now();
      state.longest = Math.max(state.longest, at - last);
      last = at;
      if (state.shown === null) port2.postMessage(0);
    };
    port2.postMessage(0);
  }

  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (state.began !== null && entry.startTime >= state.began - 1) state.longest = Math.max(state.longest, entry.duration);
    }
  }).observe({ type: 'longtask', buffered: true });

  /** Calls back whenever something in the page has changed, and in each frame, until it is told that this will do. */
  function whenever(look) {
    return new Promise((done, fail) => {
      const late = now() + 40_000;
      let watched = null;
      const observer = new MutationObserver(check);
      function check() {
        let isDone = false;
        try { isDone = look(); } catch (error) { stop(); fail(error); return; }
        if (isDone) { stop(); done(); } else if (now() > late) { stop(); fail(new Error('forty seconds have passed')); }
      }
      let isOver = false;
      function stop() { isOver = true; observer.disconnect(); }
      function frame() {
        if (isOver) return;
        const root = driver()?.root();
        if (root && root !== watched) {
          watched = root;
          observer.observe(root, { childList: true, subtree: true, characterData: true, attributes: true });
        }
        check();
        requestAnimationFrame(frame);
      }
      frame();
    });
  }

  const isShown = () => Boolean(driver()) && driver().rowsTold() === rows && (driver().isLoaded?.() ?? true) && Boolean(driver().first('id'));
  const layout = () => driver().scroller().getBoundingClientRect();
  const rest = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 40 + Math.random() * 40)));
  const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

  const shown = whenever(() => {
    if (!isShown()) return false;
    layout();
    state.shown = now();
    return true;
  });

  /** From an act to what it leads to, in ms. */
  async function time(act, isDone, after) {
    await rest();
    const began = now();
    const acted = act();
    if (!isDone()) await whenever(isDone);
    layout();
    await after?.();
    const took = now() - began;
    await acted;
    return took;
  }

  const transferred = () => {
    const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    const own = entries.filter((entry) => !isApi(entry.name) && !entry.name.startsWith('data:'));
    return { requests: own.length, bytes: own.reduce((sum, entry) => sum + entry.encodedBodySize, 0), names: own.map((entry) => entry.name) };
  };

  globalThis.compare = {
    /** Takes what will be asked for into memory, then lets the page have it. */
    async take() {
      for (const target of hand) {
        const answer = await plainFetch(target, { headers: { Authorization: 'Bearer bench' } });
        if (!answer.ok) throw new Error(`${target}: ${answer.status}`);
        bodies.set(target, await answer.arrayBuffer());
      }
      await whenever(() => document.readyState === 'complete');
      await rest();
      open();
    },

    /** What a load came to, in ms: since the navigation began, and since the rows were first asked for. */
    async loaded() {
      await shown;
      await new Promise((done) => setTimeout(done, 300));
      return { start: state.shown, load: state.shown - state.began, longest: state.longest };
    },

    /** What had to be fetched until table and chart are there. */
    async weight() {
      await whenever(() => isShown() && driver().marks() > 0);
      return transferred();
    },

    /** Rows that the page has are given to ours, as the other pages' rows are their own. */
    async give() {
      const decoder = new TextDecoder();
      const given = [...bodies.values()].flatMap((body) => JSON.parse(decoder.decode(body)).Value);
      const byId = new Map(given.map((row) => [row.id, row]));
      state.asked = 0;
      driver().give([...byId.values()]);
      await whenever(() => driver().isGiven() && isShown());
      await new Promise((done) => setTimeout(done, 1000));
    },

    wasm: () => state.memory?.buffer.byteLength ?? 0,

    async filter({ kind, field, value, count, reads }) {
      const isDone = () => driver().rowsTold() === count && driver().first(field)?.includes(reads);
      const asked = state.asked;
      const took = await time(() => driver()[kind](field, value), isDone);
      await time(() => driver().all(), isShown);
      if (driver().isGiven?.() && state.asked !== asked) throw new Error('the service was asked');
      return took;
    },

    async sort({ field, reads, first }) {
      const is = driver().first(reads);
      const took = await time(() => driver().sort(field), () => driver().first(reads) === first);
      if (is === first) throw new Error(`${first} stood first before`);
      await time(() => driver().sort(null), () => driver().first(reads) !== first);
      return took;
    },

    async chart({ marks }) {
      const took = await time(() => driver().chartByMonth(), () => driver().marks() === marks, painted);
      await time(() => driver().chartByStatus(), () => driver().marks() < 20, painted);
      return took;
    },

    async scroll({ runs, length }) {
      const scroller = driver().scroller();
      const { port1, port2 } = new MessageChannel();
      const frames = [];
      let [stale, nodes] = [0, 0];

      const isFilled = () => {
        const seen = scroller.getBoundingClientRect();
        const top = seen.top + (driver().head?.().offsetHeight ?? 0);
        const placed = driver().rows().map((row) => ({ place: driver().place(row), box: row.getBoundingClientRect() }))
          .sort((a, b) => a.box.top - b.box.top);
        if (!placed.length) return false;
        const inside = placed.filter(({ box }) => box.bottom > top && box.top < seen.bottom);
        const hasHole = inside.some(({ box }, at) => at > 0 && box.top - inside[at - 1].box.bottom > 1);
        // Rows follow each other by their numbers, else one of them is a stale one.
        const isStale = inside.some(({ place }, at) => at > 0 && place !== null && place !== inside[at - 1].place + 1);
        const bottom = Math.min(seen.bottom, seen.top + scroller.clientHeight);
        return inside.length > 0 && !hasHole && !isStale && inside[0].box.top <= top + 1 && inside.at(-1).box.bottom >= bottom - 1;
      };

      for (let run = 0; run < runs; run += 1) {
        scroller.scrollTop = 0;
        await new Promise((done) => setTimeout(done, 300));
        const end = scroller.scrollHeight - scroller.clientHeight;
        await new Promise((done) => {
          let began = null;
          let before = null;
          // Between two frames, as a finger or a wheel does it, so that the page has the frame to follow.
          port1.onmessage = ({ data }) => {
            // What that frame has painted, also by pages that draw in the last moment before.
            if (!isFilled()) stale += 1;
            nodes = Math.max(nodes, driver().root().querySelectorAll('*').length);
            scroller.scrollTop = end * data;
          };
          const frame = (at) => {
            began ??= at;
            if (before !== null) frames.push(at - before);
            before = at;
            const part = (at - began) / length;
            if (part > 1) { done(); return; }
            port2.postMessage(Math.min(part, 1));
            requestAnimationFrame(frame);
          };
          requestAnimationFrame(frame);
        });
      }
      scroller.scrollTop = 0;
      return { frames, stale, nodes };
    },
  };
})();
