// What a host page gives by property or call, checked and brought into one form. Nothing here keeps or prints a token.

/** Headers that are the widget's own, or that would carry a secret past it. */
const REFUSED = /^(accept|authorization|cookie2?|set-cookie|host|origin|referer|content-length|connection|proxy-.*|sec-.*)$/;

/** Anything that `Headers` takes → names and values in turn. */
export function readHeaders(value) {
  const flat = [];
  for (const [name, text] of new Headers(value ?? {})) {
    if (REFUSED.test(name)) {
      const way = name === 'authorization' ? '; use setAccessToken or tokenProvider' : '';
      throw new TypeError(`headers: “${name}” is not for host pages to set${way}`);
    }
    flat.push(name, text);
  }
  return flat;
}

/** Texts by key → a catalogue. */
export function readMessages(value) {
  if (value === null || value === undefined) return undefined;
  const isTexts = typeof value === 'object' && Object.values(value).every((text) => typeof text === 'string');
  if (!isTexts) throw new TypeError('messages must be an object of texts by key');
  return JSON.stringify(value);
}

/** Rows, a whole answer, or the text of one → text. */
export function readData(value) {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') throw new TypeError('data must be rows, an answer of the service, or its text');
  return JSON.stringify(value);
}

export function readFunction(name, value) {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'function') throw new TypeError(`${name} must be a function`);
  return value;
}

/** What a provider answers, or the arguments of `setAccessToken` → a token and when it runs out, in ms since 1970. */
export function readToken(answer, options) {
  const isText = typeof answer === 'string';
  const token = isText ? answer : answer?.accessToken;
  if (typeof token !== 'string') throw new TypeError('the access token must be a text');
  return { token, expiresMs: readMoment(isText ? options?.expiresOn : answer.expiresOn) };
}

/** A `Date`, a text that `Date` reads, or a number of seconds or ms since 1970. */
function readMoment(value) {
  if (value === null || value === undefined || value === '') return undefined;
  // OK because no moment in ms since 1970 that a token knows is below, and none in seconds above.
  const LAST_SECOND = 1e11;
  const number = value instanceof Date ? value.getTime() : Number(value);
  const ms = Number.isNaN(number) ? Date.parse(value) : number < LAST_SECOND ? number * 1000 : number;
  if (Number.isNaN(ms)) throw new TypeError('expiresOn must be a date');
  return ms;
}
