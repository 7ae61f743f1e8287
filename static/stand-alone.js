// The stand-alone page's address: keys of the link that came in `?…` go into the fragment, which reaches no server's log.
// Done once, before the element is defined; other people's keys stay where they are. The page's own language, title and
// heading follow the widget's, which knows what the link, the page's file and the browser say.

const KEYS = [
  'filter', 'raw', 'groupby', 'aggregationlevel', 'top', 'skip', 'range', 'date', 'view', 'chart', 'cols', 'sort', 'q',
  'overview', 'tz', 'lang', 'theme', 'v',
];

const isOurs = (piece) => {
  const key = piece.split('=')[0].replaceAll('+', ' ');
  try {
    return KEYS.includes(decodeURIComponent(key).toLowerCase());
  } catch {
    return false;
  }
};

const pieces = location.search.slice(1).split('&').filter(Boolean);
const ours = pieces.filter(isOurs);
if (ours.length > 0) {
  const others = pieces.filter((piece) => !isOurs(piece));
  const search = others.length > 0 ? `?${others.join('&')}` : '';
  const hash = [location.hash.slice(1), ...ours].filter(Boolean).join('&');
  history.replaceState(history.state, '', `${location.pathname}${search}#${hash}`);
}

document.addEventListener('referral-language-update', ({ target, detail }) => {
  document.documentElement.lang = detail.language;
  document.documentElement.dir = detail.direction;
  if (target.heading === document.title) target.heading = detail.title;
  document.title = detail.title;
});
