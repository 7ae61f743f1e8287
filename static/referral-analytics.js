// Defines <referral-analytics>. Everything else is found relative to this file, so it can be loaded from any path.
//
// This half is what only JavaScript can be: a class that extends HTMLElement, its properties and their attributes.
// What the widget does is in the WebAssembly half, which is mounted once it has arrived; calls wait for it.

import init, { Widget } from './referral-widget.js';

const here = new URL('./', import.meta.url).href;
const loaded = init({ module_or_path: new URL('referral-widget_bg.wasm', here) });

/** Attributes that are properties too; kept in step. */
const TEXTS = [
  'base-url', 'cloud', 'filter', 'group-by', 'aggregation-level', 'top', 'skip', 'time-range', 'date-field', 'view',
  'chart', 'columns', 'sort', 'time-zone', 'locked-filter', 'url-state', 'url-key', 'locale', 'theme', 'density',
  'heading', 'heading-level', 'page-size',
];
const FLAGS = ['auto-load', 'demo', 'no-export', 'no-toolbar', 'redact'];

const camelCase = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

class ReferralAnalytics extends HTMLElement {
  static observedAttributes = [...TEXTS, ...FLAGS];

  /** Asked for a token when there is none, or when it was refused; see the documentation of the element. */
  tokenProvider = this.tokenProvider ?? null;

  #root = this.attachShadow({ mode: 'open' });
  #widget = null;
  #mounted = withResolvers();
  #asking = null;

  connectedCallback() {
    for (const name of ['tokenProvider', ...[...TEXTS, ...FLAGS].map(camelCase)]) this.#upgrade(name);
    this.#mount();
  }

  disconnectedCallback() {
    // An element that is only moved is connected again before this runs.
    queueMicrotask(() => {
      if (this.isConnected || !this.#widget) return;
      this.#widget.unmount();
      this.#widget = null;
      this.#asking?.abort();
      this.#mounted = withResolvers();
    });
  }

  attributeChangedCallback(name, before, after) {
    if (before !== after) this.#widget?.attributeChanged();
  }

  /** Settles when the widget can be used. */
  get ready() { return this.#mounted.promise.then(() => undefined); }
  get version() { return Widget.version(); }
  get loadState() { return this.#property('loadState') ?? 'idle'; }
  get error() { return this.#property('error'); }
  get totalCount() { return this.#property('totalCount'); }
  get records() { return this.#property('records') ?? []; }
  get groups() { return this.#property('groups') ?? []; }
  get summary() { return this.#property('summary'); }

  async setAccessToken(token) { (await this.#use()).setAccessToken(String(token)); }
  async clearAccessToken() { (await this.#use()).clearAccessToken(); }
  async load() { await (await this.#use()).load(); }
  async refresh() { await this.load(); }
  async cancel() { (await this.#use()).cancel(); }

  /** Rows, the chart or the request as text, or as a Blob where it is none (xlsx, png). */
  async export({ method = 'csv', scope = 'view' } = {}) { return (await this.#use()).export(String(method), String(scope)); }
  /** The same as a file for the user; gives its name. */
  async download({ method = 'csv', scope = 'view' } = {}) { return (await this.#use()).download(String(method), String(scope)); }

  async getPermalink() { return (await this.#use()).permalink(); }

  #property(name) { return this.#widget?.property(name) ?? null; }

  async #use() {
    await this.#mounted.promise;
    return this.#widget;
  }

  async #mount() {
    await loaded;
    if (!this.isConnected || this.#widget) return;
    this.addEventListener('referral-token-request', this.#provideToken);
    this.#widget = new Widget(this, this.#root, here);
    this.#mounted.resolve();
  }

  /** A property that was set before the class was known hides the accessor; it is set anew through it. */
  #upgrade(name) {
    if (!Object.hasOwn(this, name) || name === 'tokenProvider') return;
    const value = this[name];
    delete this[name];
    this[name] = value;
  }

  #provideToken = async (event) => {
    if (event.target !== this || typeof this.tokenProvider !== 'function' || this.#asking) return;
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const audience = 'https://api.partnercenter.microsoft.com';
      const answer = await this.tokenProvider({ ...event.detail, audience, attempt: 1, signal: asking.signal });
      const token = typeof answer === 'string' ? answer : answer?.accessToken;
      if (token && !asking.signal.aborted) await this.setAccessToken(token);
    } catch {
      // The form stays; what the provider threw is the host page's to know.
    } finally {
      this.#asking = null;
    }
  };
}

function withResolvers() {
  const resolvers = {};
  resolvers.promise = new Promise((resolve, reject) => Object.assign(resolvers, { resolve, reject }));
  return resolvers;
}

for (const name of TEXTS) {
  Object.defineProperty(ReferralAnalytics.prototype, camelCase(name), {
    configurable: true,
    enumerable: true,
    get() { return this.getAttribute(name); },
    set(value) { value === null || value === undefined ? this.removeAttribute(name) : this.setAttribute(name, value); },
  });
}
for (const name of FLAGS) {
  Object.defineProperty(ReferralAnalytics.prototype, camelCase(name), {
    configurable: true,
    enumerable: true,
    get() { return this.hasAttribute(name); },
    set(value) { this.toggleAttribute(name, Boolean(value)); },
  });
}

if (!customElements.get('referral-analytics')) customElements.define('referral-analytics', ReferralAnalytics);
