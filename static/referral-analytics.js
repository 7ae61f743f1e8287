// Defines <referral-analytics>. Everything else is found relative to this file, so it can be loaded from any path.
//
// This half is what only JavaScript can be: a class that extends HTMLElement, its properties and their attributes.
// What the widget does is in the WebAssembly half, which is mounted once it has arrived; calls wait for it.

import init, { Widget } from './referral-widget.js';
import { ATTRIBUTES, PROPERTIES, reflect, toConfig, toLink } from './element/attributes.js';
import { configuration } from './element/configuration.js';
import { readData, readFunction, readHeaders, readMessages, readToken } from './element/given.js';
import { standAlone } from './element/stand-alone.js';

const here = new URL('./', import.meta.url).href;
const loaded = init({ module_or_path: new URL('referral-widget_bg.wasm', here) });

const CANCELABLE = ['referral-load-start', 'referral-click', 'referral-export'];
const GIVEN = ['tokenProvider', 'fetcher', 'data', 'messages', 'headers', 'config'];

class ReferralAnalytics extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  #root = this.attachShadow({ mode: 'open' });
  #widget = null;
  #mounted = withResolvers();
  #asking = null;
  #given = { tokenProvider: null, fetcher: null, data: null, messages: null, headers: null };
  #text = { data: null, messages: undefined, headers: [] };
  #link = undefined;
  #told = {};
  #file = { values: {}, problems: [] };
  #bridge = this.#connect();
  #isAlone = false;
  #around = new MutationObserver(() => this.#changed());

  connectedCallback() {
    for (const name of [...GIVEN, ...PROPERTIES]) this.#upgrade(name);
    if (this.hasAttribute('stand-alone') && !this.#isAlone) {
      this.#isAlone = true;
      standAlone(this);
    }
    this.#mount();
    this.#lookAround();
  }

  disconnectedCallback() {
    // An element that is only moved is connected again before this runs.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#around.disconnect();
      if (!this.#widget) return;
      this.#widget.unmount();
      this.#widget = null;
      this.#stopAsking();
      this.#mounted = withResolvers();
    });
  }

  attributeChangedCallback(name, before, after) {
    if (before !== after) this.#changed(name, after);
  }

  /** Settles when the widget can be used. */
  get ready() { return this.#mounted.promise.then(() => undefined); }
  get version() { return Widget.version(); }
  get loadState() { return this.#property('loadState') ?? 'idle'; }
  get error() { return this.#property('error'); }
  get totalCount() { return this.#property('totalCount'); }
  get records() { return this.#property('records') ?? []; }
  get groups() { return this.#property('groups'); }
  get summary() { return this.#property('summary'); }

  get tokenProvider() { return this.#given.tokenProvider; }
  set tokenProvider(value) { this.#give('tokenProvider', readFunction('tokenProvider', value)); }
  get fetcher() { return this.#given.fetcher; }
  set fetcher(value) { this.#give('fetcher', readFunction('fetcher', value)); }
  get headers() { return this.#given.headers; }
  set headers(value) { this.#text.headers = readHeaders(value); this.#give('headers', value ?? null); }
  get messages() { return this.#given.messages; }
  set messages(value) { this.#text.messages = readMessages(value); this.#give('messages', value ?? null); }
  get data() { return this.#given.data; }
  set data(value) {
    this.#text.data = readData(value);
    this.#give('data', value ?? null);
    this.#widget?.dataChanged(this.#text.data !== null);
  }

  get config() {
    const state = this.#widget?.config();
    return state ? toConfig(state) : null;
  }
  set config(value) {
    const link = toLink(value);
    if (this.#widget) this.#widget.restore(link, true);
    else this.#link = link;
  }

  async setAccessToken(token, options) {
    const read = readToken(token, options);
    const widget = await this.#use();
    if (!widget.setAccessToken(read.token, read.expiresMs)) throw new TypeError('this is not an access token');
    await widget.applied();
  }
  async clearAccessToken() { await this.#do((widget) => widget.clearAccessToken()); }
  async load() { await (await this.#use()).load(); }
  async refresh() { await this.load(); }
  async cancel() { await this.#do((widget) => widget.cancel()); }
  async reset() { await this.#do((widget) => widget.reset()); }
  async save() { await this.#do(() => {}); return this.config; }
  async restore(partial) {
    const link = toLink(partial);
    await this.#do((widget) => widget.restore(link, false));
  }
  /** Rows, the chart or the request as text, or as a Blob where it is none (xlsx, png). */
  async export({ method = 'csv', scope = 'view' } = {}) { return (await this.#use()).export(String(method), String(scope)); }
  /** The same as a file for the user; gives its name. */
  async download({ method = 'csv', scope = 'view' } = {}) { return (await this.#use()).download(String(method), String(scope)); }
  async getPermalink(options) { return (await this.#use()).permalink(Boolean(options?.redact)); }

  #property(name) { return this.#widget?.property(name) ?? null; }

  /** A `lang` around the element is the page's word, also outside of the shadow roots that it stands in. */
  #lookAround() {
    this.#around.disconnect();
    for (let root = this.getRootNode(); root; root = root.host?.getRootNode()) {
      this.#around.observe(root, { subtree: true, attributes: true, attributeFilter: ['lang'] });
    }
    this.#changed();
  }

  #changed(name, value) { this.#widget?.attributeChanged(name, value); }

  #give(name, value) {
    this.#given[name] = value;
    this.#changed();
  }

  async #use() {
    await this.#mounted.promise;
    return this.#widget;
  }

  /** Calls the widget; settles when it has done so. */
  async #do(call) {
    const widget = await this.#use();
    call(widget);
    await widget.applied();
  }

  async #mount() {
    const file = this.getAttribute('config-src');
    if (file) this.#configure(await configuration(new URL(file, document.baseURI).href));
    await loaded;
    if (!this.isConnected || this.#widget) return;
    const mounted = this.#mounted;
    this.#widget = new Widget(this, this.#root, here, this.#bridge);
    if (this.#text.data !== null) this.#widget.dataChanged(true);
    await this.#widget.applied();
    mounted.resolve();
  }

  /** The page's file holds where the element itself does not speak. */
  #configure(file) {
    this.#file = file;
    for (const [property, attribute] of [['baseUrl', 'base-url'], ['cloud', 'cloud'], ['locale', 'locale'], ['theme', 'theme']]) {
      const value = file.values[property];
      if (value !== undefined && !this.hasAttribute(attribute)) this.setAttribute(attribute, value);
    }
  }

  /** A property that was set before the class was known hides the accessor; it is set anew through it. */
  #upgrade(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = this[name];
    delete this[name];
    try {
      this[name] = value;
    } catch (error) {
      reportError(error);
    }
  }

  #dispatch(name, detail) {
    const cancelable = CANCELABLE.includes(name);
    return this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, cancelable, detail }));
  }

  /** What the WebAssembly half asks of this one. */
  #connect() {
    const element = this;
    return {
      dispatch(name, detail) {
        if (name === 'referral-ready') element.#told = element.config ?? {};
        return element.#dispatch(name, detail);
      },
      configChanged: () => this.#tellOfConfig(),
      askProvider: (reason, attempt, audience) => this.#askProvider({ reason, audience: audience ?? null, attempt }),
      stopAskingProvider: () => this.#stopAsking(),
      readData: () => new Response(element.#text.data ?? '').body,
      get hasProvider() { return element.#given.tokenProvider !== null; },
      get hasData() { return element.#text.data !== null; },
      get fetcher() { return element.#given.fetcher ?? undefined; },
      get headers() { return element.#text.headers; },
      get messages() { return element.#text.messages; },
      get link() { return element.#link; },
      get allowedBases() { return element.#file.values.allowedBaseUrls; },
      get problems() { return element.#file.problems.flatMap((problem) => ['notice.config', problem]); },
    };
  }

  #tellOfConfig() {
    const config = this.config;
    if (!config) return;
    const changed = Object.keys(config).filter((name) => config[name] !== this.#told[name]);
    this.#told = config;
    if (changed.length > 0) this.#dispatch('referral-config-update', { config, changed });
  }

  /** What the provider throws is the host page's to know; the form tells that there is no token. */
  async #askProvider(request) {
    const asking = new AbortController();
    this.#asking = asking;
    const { signal } = asking;
    let answer = null;
    try {
      answer = readToken(await this.#given.tokenProvider({ ...request, signal }));
    } catch { /* `answer` stays null. */ }
    if (this.#asking !== asking) return;
    this.#asking = null;
    if (answer) this.#widget?.setAccessToken(answer.token, answer.expiresMs);
    else this.#widget?.tokenNotProvided();
  }

  #stopAsking() {
    const asking = this.#asking;
    this.#asking = null;
    asking?.abort();
  }
}

function withResolvers() {
  const resolvers = {};
  resolvers.promise = new Promise((resolve, reject) => Object.assign(resolvers, { resolve, reject }));
  return resolvers;
}

reflect(ReferralAnalytics.prototype);
if (!customElements.get('referral-analytics')) customElements.define('referral-analytics', ReferralAnalytics);

// For scripts of this site that need the same copy: `embed.js` reads the same file.
export { configuration, init };
