// The optional file that a page names by `config-src`: its defaults, and what it allows. Read once per address.

const isText = (value) => typeof value === 'string';
const isTexts = (value) => Array.isArray(value) && value.every(isText);
const KNOWN = {
  baseUrl: isText, cloud: isText, locale: isText, theme: isText, allowedBaseUrls: isTexts, allowedParents: isTexts,
};

const files = new Map();

/** The usable values, and what could not be used; a file that is not there is neither. */
export function configuration(url) {
  if (!files.has(url)) files.set(url, read(url));
  return files.get(url);
}

async function read(url) {
  const values = {};
  const problems = [];
  try {
    const answer = await fetch(url, { credentials: 'omit', cache: 'no-cache' });
    if (!answer.ok) return { values, problems };
    const file = JSON.parse(await answer.text());
    if (typeof file !== 'object' || file === null || Array.isArray(file)) throw new TypeError();
    for (const [name, value] of Object.entries(file)) {
      if (Object.hasOwn(KNOWN, name) && KNOWN[name](value)) values[name] = value;
      else problems.push(name);
    }
  } catch (error) {
    problems.push(error instanceof SyntaxError || error.message === '' ? 'JSON' : url);
  }
  return { values, problems };
}
