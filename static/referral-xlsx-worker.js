// Makes workbooks beside the page's own thread. Started, and the second module fetched, only when one is asked for.
//
// Each message is one step of one workbook and gets one answer: {step: 'head' | 'rows' | 'end', bytes} → {done} or {fault}.
// The bytes of the last one are the media type of the file, which is its answer.

import init, { Book } from './referral-xlsx.js';

const ready = init({ module_or_path: new URL('referral-xlsx_bg.wasm', import.meta.url) });
let book = null;

const STEPS = {
  head(bytes) { book = new Book(bytes); },
  rows: (bytes) => book.add(bytes),
  end: (type) => new Blob([book.finish()], { type: new TextDecoder().decode(type) }),
};

self.onmessage = async ({ data }) => {
  try {
    await ready;
    const done = STEPS[data.step](data.bytes);
    self.postMessage({ done });
  } catch (error) {
    self.postMessage({ fault: String(error?.message ?? error) });
  }
};
