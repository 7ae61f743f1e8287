// The body of a function that bench/browser/compare runs in an empty page: what each page must show, reckoned from the
// answers themselves by the browser's own means. Given: the targets of all rows, the status and the part of a name that
// are looked for.
const [targets, status, part] = given;
const rows = [];
for (const target of targets) {
  const answer = await fetch(target, { headers: { Authorization: 'Bearer bench' } });
  rows.push(...(await answer.json()).Value);
}
const collator = new Intl.Collator('en');
const least = (values, isLess) => values.reduce((found, value) => (isLess(value, found) ? value : found));
const names = rows.map((row) => row.customerName);
const oldest = least(rows, (a, b) => a.createdDate < b.createdDate);
if (rows.filter((row) => row.createdDate === oldest.createdDate).length > 1) throw new Error('two rows are the oldest');
return {
  rows: rows.length,
  equal: rows.filter((row) => row.status === status).length,
  containing: names.filter((name) => name.includes(part)).length,
  firstName: { 'code units': least(names, (a, b) => a < b), locale: least(names, (a, b) => collator.compare(a, b) < 0) },
  oldest: oldest.id,
  marks: new Set(rows.map((row) => `${row.createdDate.slice(0, 7)} ${row.status}`)).size,
};
