// Referrals with TanStack Table and TanStack Virtual, which draw nothing by themselves, and ECharts: only the parts that the
// page uses.

import {
  columnFilteringFeature, constructTable, createFilteredRowModel, createSortedRowModel, filterFn_equalsStringSensitive,
  filterFn_includesStringSensitive, rowSortingFeature, sortFn_text, tableFeatures,
} from '@tanstack/table-core';
import { storeReactivityBindings } from '@tanstack/table-core/store-reactivity-bindings';
import { Virtualizer, elementScroll, observeElementOffset, observeElementRect } from '@tanstack/virtual-core';
import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import '../portal/portal.css';
import './table.css';
import { COLUMNS, byMonthAndStatus, byStatus, display, load, marksOf, tell, told } from '../portal/portal.js';

use([BarChart, CanvasRenderer, GridComponent, LegendComponent, TooltipComponent]);

const ROW_PX = 33;
const data = await load();
let filterFn = filterFn_equalsStringSensitive;

const table = constructTable({
  features: tableFeatures({
    coreReactivityFeature: storeReactivityBindings(),
    columnFilteringFeature,
    filteredRowModel: createFilteredRowModel(),
    rowSortingFeature,
    sortedRowModel: createSortedRowModel(),
  }),
  columns: COLUMNS.map(({ field, title }) => ({
    accessorKey: field, header: title, sortFn: sortFn_text, filterFn: (...given) => filterFn(...given),
  })),
  data,
  getRowId: (row) => row.id,
});

const scroller = document.querySelector('#table');
const element = scroller.appendChild(document.createElement('table'));
const head = element.createTHead().insertRow();
for (const { title } of COLUMNS) {
  const cell = head.appendChild(document.createElement('th'));
  cell.scope = 'col';
  cell.textContent = title;
}
const body = element.createTBody();

const settings = () => ({
  count: table.getRowModel().rows.length,
  getScrollElement: () => scroller,
  estimateSize: () => ROW_PX,
  overscan: 8,
  scrollToFn: elementScroll,
  observeElementRect,
  observeElementOffset,
  onChange: render,
});

/** A row's element, drawn once and kept while it is near the viewport. */
function draw(row) {
  const line = document.createElement('tr');
  for (const { field } of COLUMNS) line.insertCell().textContent = display(field, row.getValue(field));
  return line;
}

let drawn = new Map();
function render() {
  const { rows } = table.getRowModel();
  const next = new Map();
  for (const { index, start } of virtualizer.getVirtualItems()) {
    const row = rows[index];
    if (!row) continue;
    const line = drawn.get(row.id) ?? draw(row);
    drawn.delete(row.id);
    line.dataset.index = index;
    line.style.transform = `translateY(${start}px)`;
    if (!line.isConnected) body.append(line);
    next.set(row.id, line);
  }
  for (const line of drawn.values()) line.remove();
  drawn = next;
  body.style.height = `${virtualizer.getTotalSize()}px`;
}

const virtualizer = new Virtualizer(settings());
virtualizer._didMount();

/** After another filter or order. */
function refresh() {
  virtualizer.setOptions(settings());
  virtualizer._willUpdate();
  render();
  tell(table.getRowModel().rows.length, data.length);
}
refresh();

const chart = init(document.querySelector('#chart'));
let marks = 0;
function chartOf(groups) {
  const { labels, series } = groups;
  chart.setOption({
    animation: false,
    tooltip: {},
    legend: { show: series.length > 1 },
    xAxis: { type: 'category', data: labels },
    yAxis: { type: 'value' },
    series: series.map(({ name, values }) => ({ type: 'bar', stack: 'all', name, data: values })),
  }, { notMerge: true });
  marks = marksOf(groups);
}
chartOf(byStatus(data));

function filter(test, field, value) {
  filterFn = test;
  table.setColumnFilters(field ? [{ id: field, value }] : []);
  refresh();
}

globalThis.driver = {
  order: 'code units',
  root: () => document,
  rowsTold: told,
  scroller: () => scroller,
  head: () => head,
  rows: () => [...body.rows],
  place: (row) => Number(row.dataset.index),
  first: (field) => body.querySelector('tr[data-index="0"]')?.cells[COLUMNS.findIndex((column) => column.field === field)].textContent,
  equals: (field, value) => filter(filterFn_equalsStringSensitive, field, value),
  contains: (field, value) => filter(filterFn_includesStringSensitive, field, value),
  all: () => filter(filterFn, null),
  sort: (field) => { table.setSorting(field ? [{ id: field, desc: false }] : []); refresh(); },
  chartByMonth: () => chartOf(byMonthAndStatus(data)),
  chartByStatus: () => chartOf(byStatus(data)),
  marks: () => marks,
};
