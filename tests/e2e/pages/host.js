// What the tests of a host page share: events heard, listeners and timers counted, long waits cut short.
window.heard = [];
const NAMES = [
  'ready', 'load-start', 'progress', 'load', 'error', 'token-request', 'token-expiring', 'config-update', 'filter-update',
  'click', 'export',
];
for (const name of NAMES) {
  document.addEventListener(`referral-${name}`, (event) => {
    const { target, bubbles, composed, cancelable, detail } = event;
    if (window.forbidden?.includes(name)) event.preventDefault();
    heard.push({ id: target.id, name, bubbles, composed, cancelable, detail, records: target.records.length });
  });
}

window.listeners = 0;
for (const owner of [EventTarget.prototype]) {
  const { addEventListener, removeEventListener } = owner;
  const known = new WeakMap();
  const key = (type, options) => `${type} ${typeof options === 'object' ? Boolean(options?.capture) : Boolean(options)}`;
  owner.addEventListener = function (type, listener, options) {
    // Only what outlives an element counts: the window, the document, queries of media.
    if (listener && (this === window || this === document || this instanceof MediaQueryList)) {
      const names = known.get(listener) ?? new Map();
      known.set(listener, names);
      const name = key(type, options);
      if (!names.has(name)) {
        names.set(name, true);
        window.listeners += 1;
      }
    }
    return addEventListener.call(this, type, listener, options);
  };
  owner.removeEventListener = function (type, listener, options) {
    if (listener && known.get(listener)?.delete(key(type, options))) window.listeners -= 1;
    return removeEventListener.call(this, type, listener, options);
  };
}

window.timers = new Set();
const { setTimeout: later, clearTimeout: never, setInterval: often, clearInterval: stop } = window;
window.setTimeout = (call, ms, ...rest) => {
  // The patience with a token provider, so that a test need not have it.
  const id = later(() => { timers.delete(id); call(...rest); }, ms === 30000 ? 50 : ms);
  timers.add(id);
  return id;
};
window.clearTimeout = (id) => { timers.delete(id); never(id); };
window.setInterval = (...all) => { const id = often(...all); timers.add(id); return id; };
window.clearInterval = (id) => { timers.delete(id); stop(id); };

window.one = document.querySelector('#one');
await import('./referral-analytics.js');
