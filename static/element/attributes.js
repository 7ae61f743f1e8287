// The attributes that are properties too, and the keys of `config`. What they mean is read by the WebAssembly half.

const TEXTS = [
  'base-url', 'cloud', 'filter', 'group-by', 'aggregation-level', 'time-range', 'date-field', 'view', 'chart', 'columns',
  'sort', 'time-zone', 'locked-filter', 'url-state', 'url-key', 'locale', 'theme', 'density', 'heading',
];
const NUMBERS = ['top', 'skip', 'heading-level', 'page-size'];
const FLAGS = ['auto-load', 'demo', 'no-export', 'no-toolbar', 'redact'];

export const ATTRIBUTES = [...TEXTS, ...NUMBERS, ...FLAGS];

const camelCase = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

export const PROPERTIES = ATTRIBUTES.map(camelCase);

/** Gives a class a property for each attribute; the attribute is what counts. */
export function reflect(prototype) {
  const define = (name, get, set) =>
    Object.defineProperty(prototype, camelCase(name), { configurable: true, enumerable: true, get, set });
  const write = (element, name, value) =>
    value === null || value === undefined ? element.removeAttribute(name) : element.setAttribute(name, value);
  for (const name of TEXTS) {
    define(name, function () { return this.getAttribute(name); }, function (value) { write(this, name, value); });
  }
  for (const name of NUMBERS) {
    const get = function () {
      const text = this.getAttribute(name);
      const number = Number(text);
      return !text?.trim() || Number.isNaN(number) ? text : number;
    };
    define(name, get, function (value) { write(this, name, value); });
  }
  for (const name of FLAGS) {
    const set = function (value) { this.toggleAttribute(name, Boolean(value)); };
    define(name, function () { return this.hasAttribute(name); }, set);
  }
}

/** Members of `config` and their keys in a link. */
const KEYS = {
  filter: 'filter', rawFilter: 'raw', groupBy: 'groupby', aggregationLevel: 'aggregationLevel', top: 'top', skip: 'skip',
  timeRange: 'range', dateField: 'date', view: 'view', chart: 'chart', columns: 'cols', sort: 'sort', find: 'q',
  overview: 'overview', timeZone: 'tz', locale: 'lang', theme: 'theme',
};

const VALUES = {
  rawFilter: (text) => text === '1',
  top: (text) => (text === '' ? null : Number(text)),
  skip: (text) => (text === '' ? null : Number(text)),
};

/** The state as the WebAssembly half has it → `config`. */
export function toConfig(state) {
  const entries = Object.entries(KEYS).map(([name, key]) => [name, (VALUES[name] ?? String)(state[key] ?? '')]);
  return Object.fromEntries(entries);
}

/** `config`, or a part of it → a link. */
export function toLink(config) {
  if (typeof config !== 'object' || config === null) throw new TypeError('config must be an object');
  const pieces = Object.entries(config).map(([name, value]) => {
    if (!Object.hasOwn(KEYS, name)) throw new TypeError(`config has no “${name}”; it has ${Object.keys(KEYS).join(', ')}`);
    const text = name === 'rawFilter' ? (value ? '1' : '') : String(value ?? '');
    return `${KEYS[name]}=${encodeURIComponent(text)}`;
  });
  return pieces.join('&');
}
