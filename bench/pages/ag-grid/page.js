// Referrals in AG Grid Community with AG Charts Community: only the modules that the page uses.

import {
  ClientSideRowModelApiModule, ClientSideRowModelModule, ColumnApiModule, ModuleRegistry, RowApiModule, TextFilterModule,
  createGrid, themeQuartz,
} from 'ag-grid-community';
import {
  AgCharts, BarSeriesModule, CategoryAxisModule, LegendModule, ModuleRegistry as ChartModules, NumberAxisModule,
} from 'ag-charts-community';
import '../portal/portal.css';
import { COLUMNS, byMonthAndStatus, byStatus, display, load, marksOf, tell, told } from '../portal/portal.js';

ModuleRegistry.registerModules([
  ClientSideRowModelApiModule, ClientSideRowModelModule, ColumnApiModule, RowApiModule, TextFilterModule,
]);
ChartModules.registerModules([BarSeriesModule, CategoryAxisModule, NumberAxisModule, LegendModule]);

const table = document.querySelector('#table');
const container = document.querySelector('#chart');
let rows = [];
let grid = null;
let chart = null;

function columns() {
  return COLUMNS.map(({ field, title }) => ({
    field,
    headerName: title,
    valueFormatter: ({ value }) => display(field, value),
    filter: 'agTextColumnFilter',
    filterParams: { caseSensitive: true },
  }));
}

function options({ labels, series }) {
  const data = labels.map((label, place) => ({
    label, ...Object.fromEntries(series.map(({ name, values }) => [name, values[place]])),
  }));
  return {
    container,
    data,
    series: series.map(({ name }) => ({ type: 'bar', xKey: 'label', yKey: name, yName: name, stacked: true })),
    legend: { enabled: series.length > 1 },
  };
}

let drawn = 0;
async function draw(groups) {
  if (chart) await chart.update(options(groups));
  else chart = AgCharts.create(options(groups));
  await chart.waitForUpdate();
  drawn = marksOf(groups);
}

rows = await load();
grid = createGrid(table, {
  theme: themeQuartz,
  columnDefs: columns(),
  rowData: rows,
  getRowId: ({ data }) => data.id,
  animateRows: false,
  onModelUpdated: ({ api }) => tell(api.getDisplayedRowCount(), rows.length),
});
await draw(byStatus(rows));

const cell = (row, field) => row?.querySelector(`[col-id="${field}"]`)?.textContent.trim();
const sort = (colId) => ({ state: colId ? [{ colId, sort: 'asc' }] : [], defaultState: { sort: null } });

globalThis.driver = {
  order: 'code units',
  root: () => document,
  rowsTold: told,
  scroller: () => table.querySelector('.ag-grid-viewport'),
  head: () => table.querySelector('.ag-grid-pinned-top-rows'),
  rows: () => [...table.querySelectorAll('.ag-grid-scrolling-container .ag-row')],
  place: (row) => Number(row.getAttribute('row-index')),
  first: (field) => cell(table.querySelector('.ag-grid-scrolling-container .ag-row[row-index="0"]'), field),
  equals: (field, filter) => grid.setFilterModel({ [field]: { filterType: 'text', type: 'equals', filter } }),
  contains: (field, filter) => grid.setFilterModel({ [field]: { filterType: 'text', type: 'contains', filter } }),
  all: () => grid.setFilterModel(null),
  sort: (field) => grid.applyColumnState(sort(field)),
  chartByMonth: () => draw(byMonthAndStatus(rows)),
  chartByStatus: () => draw(byStatus(rows)),
  marks: () => drawn,
};
