// What a host page would say to our element: a token. Put into the built `index.html` before its scripts.
(() => {
  const TOKEN = 'eyJ.bench.token';
  const found = new MutationObserver(() => {
    const widget = document.querySelector('referral-analytics');
    if (!widget) return;
    found.disconnect();
    // Properties set before the element is defined are taken when it is.
    widget.tokenProvider = async () => TOKEN;
  });
  found.observe(document, { childList: true, subtree: true });

  const guest = { memory: null, exports: null, first: 0 };
  globalThis.guest = guest;
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const plain = WebAssembly[name].bind(WebAssembly);
    WebAssembly[name] = async (...given) => {
      const result = await plain(...given);
      const { exports } = result.instance ?? result;
      if (!guest.memory && exports.memory) {
        guest.exports = exports;
        guest.memory = exports.memory;
        guest.first = guest.wasm();
      }
      return result;
    };
  }
  guest.wasm = () => guest.memory?.buffer.byteLength ?? 0;

  /** What the module has allocated, in a build that counts it. */
  guest.heap = () => ({
    bytes: guest.exports.live_bytes(), pieces: guest.exports.live_pieces(), most: guest.exports.most_bytes(),
    grown: guest.wasm() - guest.first, memory: guest.wasm(),
  });

  /** Waits until a load has ended. */
  guest.done = async () => {
    const late = performance.now() + 60_000;
    const widget = document.querySelector('referral-analytics');
    while (widget.loadState !== 'done') {
      if (performance.now() > late) throw new Error(`still ${widget.loadState}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  };
})();
