// The engine's operations against what a browser brings along, in turns, in one page. Called by bench/browser.

import init, { Load } from './referral_bench.js';

const PIECE_BYTES = 256 << 10;
const wasm = await init();

/** Bytes → rows: ours in pieces as the product does it, and the browser's own road to objects. */
function decode(bytes) {
  const load = new Load();
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) load.push(bytes.subarray(at, at + PIECE_BYTES));
  const rows = load.finish();
  return { load, rows };
}

const parse = (bytes) => JSON.parse(new TextDecoder().decode(bytes)).Value;

/** Milliseconds of one call, as the mean of as many calls as fill about 30 ms, because the clock is coarse. */
function time(work) {
  let calls = 0;
  const began = performance.now();
  do { work(); calls += 1; } while (performance.now() - began < 30);
  return (performance.now() - began) / calls;
}

async function answer(rows) {
  const response = await fetch(`rows-${rows}.json`);
  return new Uint8Array(await response.arrayBuffer());
}

globalThis.measure = {
  /** What a fresh module holds after one load; to be asked first in a page. */
  async memory(rows) {
    const bytes = await answer(rows);
    const before = wasm.memory.buffer.byteLength;
    const { load, rows: loaded } = decode(bytes);
    return { loaded, before, after: wasm.memory.buffer.byteLength, data: load.data_bytes() };
  },

  async decode(rows, runs) {
    const bytes = await answer(rows);
    const times = { ours: [], theirs: [] };
    for (let run = 0; run <= runs; run += 1) {
      let began = performance.now();
      const { load, rows: loaded } = decode(bytes);
      const ours = performance.now() - began;
      load.free();
      await new Promise((done) => setTimeout(done, 20));
      began = performance.now();
      const parsed = parse(bytes);
      const theirs = performance.now() - began;
      if (loaded !== rows || parsed.length !== rows) throw new Error(`${loaded} and ${parsed.length} rows of ${rows}`);
      // The first run warms both up.
      if (run > 0) {
        times.ours.push(ours);
        times.theirs.push(theirs);
      }
      await new Promise((done) => setTimeout(done, 20));
    }
    return { bytes: bytes.length, ...times };
  },

  async view(rows, runs) {
    const load = Load.made(rows);
    const works = {
      filter: () => load.filter(),
      group: () => load.group(),
      sort_by_date: () => load.sort_by_date(),
      sort_by_name: () => load.sort_by_name(),
    };
    const times = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
    for (let run = 0; run <= runs; run += 1) {
      for (const [name, work] of Object.entries(works)) {
        const took = time(work);
        if (run > 0) times[name].push(took);
      }
    }
    const found = { matches: load.filter(), groups: load.group() };
    load.free();
    return { found, times };
  },
};
