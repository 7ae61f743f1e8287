// What our own pages (`stand-alone` on the element) have and other people's have not: keys of the link that came in `?…` go
// into the fragment, which reaches no server's log; other people's keys stay where they are. The page's own language, title
// and heading follow the widget's, and the widget fills the page.

const KEYS = [
  'filter', 'raw', 'groupby', 'aggregationlevel', 'top', 'skip', 'range', 'date', 'view', 'chart', 'cols', 'sort', 'q',
  'overview', 'tz', 'lang', 'theme', 'v',
];

// In an iframe the page around sets the height, from what the widget needs.
// The page keeps the scroll bar's place, so that nothing moves when there is something to scroll.
const STYLE = 'html:has(referral-analytics:not(.embedded)) { scrollbar-gutter: stable } body { margin: 0 } referral-analytics { display: block } referral-analytics:not(.embedded) { min-block-size: 100vh }';

const isOurs = (piece) => {
  const key = piece.split('=')[0].replaceAll('+', ' ');
  try {
    return KEYS.includes(decodeURIComponent(key).toLowerCase());
  } catch {
    return false;
  }
};

function follow({ target, detail }) {
  document.documentElement.lang = detail.language;
  document.documentElement.dir = detail.direction;
  if (target.heading === document.title) target.heading = detail.title;
  document.title = detail.title;
}

/** Before the element reads the address; once. */
export function standAlone(element) {
  const pieces = location.search.slice(1).split('&').filter(Boolean);
  const ours = pieces.filter(isOurs);
  if (ours.length > 0) {
    const others = pieces.filter((piece) => !isOurs(piece));
    const search = others.length > 0 ? `?${others.join('&')}` : '';
    const hash = [location.hash.slice(1), ...ours].filter(Boolean).join('&');
    history.replaceState(history.state, '', `${location.pathname}${search}#${hash}`);
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  element.addEventListener('referral-language-update', follow);
}
