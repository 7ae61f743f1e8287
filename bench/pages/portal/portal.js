// What the three other pages have in common, as a portal team would share it: asking the service, columns, words, counts.
// No library is used here; how rows and charts are drawn is each page's own.

const PATH = '/partner/v1/analytics/referrals';

/** The columns of the widget, in its order. */
export const COLUMNS = [
  { field: 'id', title: 'ID' },
  { field: 'status', title: 'Status' },
  { field: 'customerName', title: 'Customer' },
  { field: 'customerMarket', title: 'Customer market' },
  { field: 'partnerMarket', title: 'Partner market' },
  { field: 'customerOrgSize', title: 'Organisation size' },
  { field: 'createdDate', title: 'Created' },
  { field: 'acknowledgedDate', title: 'Acknowledged' },
  { field: 'acceptedDate', title: 'Accepted' },
  { field: 'declinedDate', title: 'Declined' },
  { field: 'expiredDate', title: 'Expired' },
  { field: 'missedDate', title: 'Missed' },
  { field: 'skippedDate', title: 'Skipped' },
  { field: 'lostDate', title: 'Lost' },
  { field: 'wonDate', title: 'Won' },
  { field: 'archivedDate', title: 'Archived' },
];

const country = new Intl.DisplayNames('en', { type: 'region' });
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
const number = new Intl.NumberFormat('en');

/** A value as people read it. */
export function display(field, value) {
  if (value === null || value === undefined || value === '') return '–';
  if (field.endsWith('Date')) return day.format(new Date(`${value}Z`));
  if (field.endsWith('Market')) return country.of(value) ?? value;
  return value;
}

/** All rows, page by page, as the service hands them out. */
export async function load() {
  const rows = [];
  for (let total = Infinity; rows.length < total;) {
    const response = await fetch(`${PATH}?top=9999&skip=${rows.length}`, { headers: { Authorization: 'Bearer portal' } });
    if (!response.ok) throw new Error(`the service answers ${response.status}`);
    const page = await response.json();
    if (page.Value.length === 0) break;
    for (const row of page.Value) rows.push(row);
    total = page.TotalCount;
  }
  return rows;
}

/** "8,321 of 100,000 referrals", where the page says it. */
export function tell(shown, all) {
  document.querySelector('#count').textContent = `${number.format(shown)} of ${number.format(all)} referrals`;
}

/** Rows by status. */
export function byStatus(rows) {
  const counts = new Map();
  for (const { status } of rows) counts.set(status, (counts.get(status) ?? 0) + 1);
  return { labels: [...counts.keys()], series: [{ name: 'Referrals', values: [...counts.values()] }] };
}

/** Rows by month of creation, a series for each status. */
export function byMonthAndStatus(rows) {
  const months = new Map();
  const statuses = new Set();
  for (const { createdDate, status } of rows) {
    const month = createdDate.slice(0, 7);
    let counts = months.get(month);
    if (!counts) months.set(month, counts = new Map());
    counts.set(status, (counts.get(status) ?? 0) + 1);
    statuses.add(status);
  }
  const labels = [...months.keys()].sort();
  const values = (status) => labels.map((label) => months.get(label).get(status) ?? 0);
  return { labels, series: [...statuses].map((name) => ({ name, values: values(name) })) };
}

/** The number that the page says is shown. */
export function told() {
  return Number(document.querySelector('#count').textContent.split(' ')[0].replaceAll(',', '') || Number.NaN);
}

/** Groups of a chart that are not empty: what there must be marks for. */
export const marksOf = ({ series }) => series.reduce((sum, { values }) => sum + values.filter(Boolean).length, 0);
