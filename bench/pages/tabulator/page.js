// Referrals in Tabulator with Chart.js: only the modules that the page uses.

import { FilterModule, FormatModule, InteractionModule, ResizeColumnsModule, ResizeTableModule, SortModule, Tabulator } from 'tabulator-tables';
import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip } from 'chart.js';
import 'tabulator-tables/dist/css/tabulator.min.css';
import '../portal/portal.css';
import { COLUMNS, byMonthAndStatus, byStatus, display, load, tell, told } from '../portal/portal.js';

Tabulator.registerModule([FilterModule, FormatModule, InteractionModule, ResizeColumnsModule, ResizeTableModule, SortModule]);
Chart.register(BarController, BarElement, CategoryScale, LinearScale, Legend, Tooltip);

const holder = document.querySelector('#table');
const rows = await load();
const table = new Tabulator(holder, {
  index: 'id',
  data: rows,
  height: '100%',
  columns: COLUMNS.map(({ field, title }) => ({
    field,
    title,
    width: 150,
    formatter: (cell) => display(field, cell.getValue()),
    // ISO dates are in order as they are written.
    sorter: 'string',
  })),
});
table.on('dataFiltered', (_, shown) => tell(shown.length, rows.length));
table.on('tableBuilt', () => tell(table.getDataCount('active'), rows.length));

const canvas = document.querySelector('#chart').appendChild(document.createElement('canvas'));
const COLOURS = ['#0f6cbd', '#c19c00', '#498205', '#8764b8', '#ca5010', '#038387', '#d13438', '#69797e', '#004e8c', '#e3008c'];

const data = ({ labels, series }) => ({
  labels,
  datasets: series.map(({ name, values }, place) => ({ label: name, data: values, backgroundColor: COLOURS[place % COLOURS.length] })),
});
const chart = new Chart(canvas, {
  type: 'bar',
  data: data(byStatus(rows)),
  options: { animation: false, maintainAspectRatio: false, scales: { x: { stacked: true }, y: { stacked: true } } },
});

function draw(groups) {
  chart.data = data(groups);
  chart.update();
}

globalThis.driver = {
  order: 'locale',
  root: () => document,
  rowsTold: told,
  scroller: () => holder.querySelector('.tabulator-tableholder'),
  rows: () => [...holder.querySelectorAll('.tabulator-row')],
  place: () => null,
  first: (field) => holder.querySelector('.tabulator-row')?.querySelector(`[tabulator-field="${field}"]`)?.textContent.trim(),
  equals: (field, value) => table.setFilter(field, '=', value),
  contains: (field, value) => table.setFilter(field, 'like', value),
  all: () => table.clearFilter(),
  sort: (field) => (field ? table.setSort(field, 'asc') : table.clearSort()),
  chartByMonth: () => draw(byMonthAndStatus(rows)),
  chartByStatus: () => draw(byStatus(rows)),
  marks: () => chart.getSortedVisibleDatasetMetas()
    .reduce((sum, meta) => sum + meta.data.filter((bar) => Math.abs(bar.base - bar.y) > 0).length, 0),
};
