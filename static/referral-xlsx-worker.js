// Makes workbooks beside the page's own thread. Started, and the second module fetched, only when one is asked for.
//
// Each message is one step of one workbook and gets one answer: {step: 'head' | 'rows' | 'end', bytes} → {done} or {fault}.

import init, { Book } from './referral-xlsx.js';

const ready = init({ module_or_path: new URL('referral-xlsx_bg.wasm', import.meta.url) });
let book = null;

const STEPS = {
  head(bytes) { book = new Book(bytes); },
  rows: (bytes) => book.add(bytes),
  end: () => book.finish(),
};

self.onmessage = async ({ data }) => {
  try {
    await ready;
    const done = STEPS[data.step](data.bytes);
    self.postMessage({ done }, done instanceof Uint8Array ? [done.buffer] : []);
  } catch (error) {
    self.postMessage({ fault: String(error?.message ?? error) });
  }
};
