// The widget in an iframe: messages `{type: 'referral:…', v: 1}` to and from the page around it (docs/embedding.md).
//
// Only the parent window, and only from an origin that referral-analytics.config.json names, is heard or told anything;
// no address says whom to trust. A token comes through a MessagePort that the parent has transferred, never in a message.

import { configuration } from './referral-analytics.js';

const VERSION = 1;
const EVENTS = [
  'load-start', 'progress', 'load', 'error', 'token-request', 'token-expiring', 'config-update', 'filter-update', 'click',
  'export',
];
const LOOKS = ['theme', 'locale', 'density', 'heading', 'headingLevel', 'view', 'chart', 'columns', 'timeZone'];

const element = document.querySelector('referral-analytics');
const file = configuration(new URL(element.getAttribute('config-src'), document.baseURI).href);
const allowed = file.then(({ values }) => values.allowedParents ?? []);

/** The parent's origin, once it has said a word from an allowed one. */
let parentOrigin = null;
let port = null;
let lastHeight = 0;

const tell = (type, detail) => {
  if (parentOrigin) parent.postMessage({ type: `referral:${type}`, v: VERSION, ...detail }, parentOrigin);
};

const acts = {
  hello: () => tell('ready', { version: element.version, height: lastHeight }),
  load: () => element.load(),
  cancel: () => element.cancel(),
  reset: () => element.reset(),
  restore: ({ config }) => element.restore(config),
  look: ({ look }) => {
    for (const [name, value] of Object.entries(look ?? {})) if (LOOKS.includes(name)) element[name] = value;
  },
  save: async ({ id }) => tell('saved', { id, config: await element.save() }),
  permalink: async ({ id, redact }) => tell('permalink', { id, href: await element.getPermalink({ redact }) }),
};

addEventListener('message', async ({ source, origin, data, ports }) => {
  const type = data?.type;
  if (source !== parent || parent === window || typeof type !== 'string' || !type.startsWith('referral:')) return;
  if (data.v !== VERSION || !(await allowed).includes(origin)) return;
  parentOrigin = origin;
  if (ports.length > 0) takePort(ports[0]);
  const act = acts[type.slice('referral:'.length)];
  try {
    await element.ready;
    await act?.(data);
  } catch (error) {
    tell('refused', { of: type, message: String(error?.message ?? error) });
  }
});

/** From now on tokens are asked for and given here. */
function takePort(given) {
  port?.close();
  port = given;
  element.tokenProvider = (request) => ask(given, request);
  given.onmessage = ({ data }) => {
    if (data?.type === 'referral:clear-token') element.clearAccessToken();
    else if (data?.type === 'referral:token') give(data);
  };
}

/** What waits for the parent's answer. */
let waiting = null;

function ask(to, { reason, audience, attempt, signal }) {
  return new Promise((resolve, reject) => {
    waiting = { resolve, reject };
    signal.addEventListener('abort', reject, { once: true });
    to.postMessage({ type: 'referral:token-request', v: VERSION, reason, audience, attempt });
  });
}

function give({ token, expiresOn }) {
  const asked = waiting;
  waiting = null;
  const answer = { accessToken: token, expiresOn };
  if (asked) asked.resolve(answer);
  else if (typeof token === 'string') element.setAccessToken(token, { expiresOn }).catch(() => {});
}

for (const name of EVENTS) {
  element.addEventListener(`referral-${name}`, ({ detail }) => tell(name, { detail }));
}

new ResizeObserver(([{ borderBoxSize: [{ blockSize }] }]) => {
  const height = Math.ceil(blockSize);
  if (height !== lastHeight) tell('height', { height });
  lastHeight = height;
}).observe(element);

// A browser that tells who is around spares the parent the first word.
if (parent !== window) {
  const around = location.ancestorOrigins?.[0];
  if (around && (await allowed).includes(around)) {
    await element.ready;
    parentOrigin ??= around;
    acts.hello();
  }
}
