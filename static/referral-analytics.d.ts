// <referral-analytics>: written from the table in src/element/api.rs.

export type TokenReason = 'missing' | 'expiring' | 'rejected';

export interface TokenRequest {
  reason: TokenReason;
  /** Whom the token must be for; null in a cloud of one's own. */
  audience: string | null;
  /** Which time in a row, from 1. */
  attempt: number;
  /** Aborted when the answer would come too late. */
  signal: AbortSignal;
}

export type TokenProvider = (
  request: TokenRequest,
) => Promise<string | { accessToken: string; expiresOn?: Date | string | number }>;

export type LoadState = 'idle' | 'loading' | 'waiting' | 'token-needed' | 'failed' | 'stopped' | 'done';

export interface ReferralError {
  kind:
    | 'network' | 'unauthenticated' | 'forbidden' | 'bad-query' | 'not-found' | 'throttled' | 'server' | 'unreadable'
    | 'aborted';
  status: number | null;
  code: string | null;
  description: string | null;
  correlationId: string | null;
  /** Seconds. */
  retryAfter: number | null;
  retryable: boolean;
  /** What is likely behind it, such as `token-expired`, `offline` or `web-page`. */
  cause: string | null;
}

/** A row by the endpoint's own field names. */
export type ReferralRecord = Record<string, string | null>;

export interface ReferralGroups {
  fields: string[];
  /** The size of the date buckets, where a date is grouped. */
  level: 'day' | 'week' | 'month' | (string & {}) | null;
  /** Keys in the order of the fields, null for none, and how many referrals have them. */
  rows: { keys: (string | null)[]; count: number }[];
  countedBy: 'service' | 'widget';
}

export interface ReferralSummary {
  loaded: number;
  shown: number;
  totalCount: number | null;
  /** Rows that came twice and were left out. */
  duplicates: number;
  /** Rows that could not be read and were left out. */
  badRows: number;
  /** Cells that could not be read, in rows that are here. */
  badCells: number;
  /** Whether every row of the query is here. */
  complete: boolean;
  source: 'service' | 'sample' | 'file' | 'host';
  error: ReferralError | null;
  /** What the overview counts of the rows that are shown; null until a load that was asked for by `load()` has ended. */
  overview: ReferralOverview | null;
}

/** A number with what it is held against. */
export interface ReferralFigure {
  /** In the period. */
  count: number;
  /** Of them, created before the period. */
  fromPast: number;
  /** In the span that is compared: the period, or the last three months of all time. */
  recent: number;
  /** In the equally long span before it. */
  previous: number;
  /** In each bucket of the trend. */
  trend: number[];
}

export interface ReferralRate {
  part: number;
  whole: number;
  /** From 0 to 1, null of nothing; counted by event it may be above 1. */
  share: number | null;
  /** Wilson's 95 % interval of the share. */
  interval: [number, number] | null;
}

export interface ReferralTimes {
  /** How many times are known. */
  count: number;
  /** How many are not, because a date is missing. */
  missing: number;
  /** How many are below zero, because the dates are in the wrong order. */
  negative: number;
  minMs: number | null;
  medianMs: number | null;
  p90Ms: number | null;
  maxMs: number | null;
  /** Up to 1, 4 and 24 hours, 2, 3, 7, 14, 30 and 90 days, and longer. */
  bins: number[];
}

/** The figures of the overview, for the options of `config.overview`. */
export interface ReferralOverview {
  /** Whether referrals are counted by the date of their creation. */
  isCohort: boolean;
  /** The moment that ages are counted to. */
  asOf: string;
  figures: Record<'received' | 'accepted' | 'won' | 'lost' | 'open', ReferralFigure>;
  rates: Record<'win' | 'acceptance' | 'decline' | 'expiry' | 'missed' | 'skipped' | 'within24h', ReferralRate>;
  times: Record<'acknowledge' | 'accept' | 'win', ReferralTimes>;
  /** How many got to each stage. */
  funnel: Record<'received' | 'acknowledged' | 'accepted' | 'won', number>;
  /** How the others ended. */
  endings: Record<'lost' | 'declined' | 'skipped' | 'missed' | 'expired' | 'archived', number>;
  /** The size of the trend's buckets, and their first days. */
  level: 'day' | 'week' | 'month' | 'year' | (string & {});
  buckets: string[];
  /** The first bucket that is not final; their number where all are. */
  firstYoungBucket: number;
  /** Referrals that may still be decided in time. */
  young: number;
  /** Steps without a date, which only all time counts. */
  undated: number;
  /** Rows whose status says that they are an error. */
  errors: number;
  /** Rows with a date that contradicts their status. */
  contradictions: number;
}

export interface ReferralExport {
  method?: 'csv' | 'tsv' | 'json' | 'xlsx' | 'svg' | 'png' | 'curl' | (string & {});
  scope?: 'view' | 'loaded' | 'all' | (string & {});
}

/** Texts as the attributes have them, empty for none. */
export interface ReferralConfig {
  filter: string;
  rawFilter: boolean;
  groupBy: string;
  aggregationLevel: string;
  top: number | null;
  skip: number | null;
  timeRange: string;
  dateField: string;
  view: string;
  chart: string;
  columns: string;
  sort: string;
  find: string;
  overview: string;
  timeZone: string;
  locale: string;
  theme: string;
}

export interface ReferralEventMap {
  /** The widget is mounted. */
  'referral-ready': CustomEvent<null>;
  /** A load begins; preventing it stops it before anything is sent. */
  'referral-load-start': CustomEvent<null>;
  /** Rows have arrived. */
  'referral-progress': CustomEvent<{ loaded: number; total: number | null }>;
  /** A load has ended well. */
  'referral-load': CustomEvent<{ count: number; totalCount: number | null; truncated: boolean; durationMs: number }>;
  /** A load has ended with a fault, was stopped, or waits because the service asks to slow down. */
  'referral-error': CustomEvent<ReferralError>;
  /** A token is needed. */
  'referral-token-request': CustomEvent<{ reason: TokenReason }>;
  /** The token runs out soon. */
  'referral-token-expiring': CustomEvent<null>;
  /** The query or the view has changed. */
  'referral-config-update': CustomEvent<{ config: ReferralConfig; changed: (keyof ReferralConfig)[] }>;
  /** The filter has changed; the sentence says what it means. */
  'referral-filter-update': CustomEvent<{ filter: string; sentence: string }>;
  /** The widget speaks this language from now on; the title is what a page of its own is called in it. */
  'referral-language-update': CustomEvent<{ language: string; direction: 'ltr' | 'rtl'; title: string }>;
  /** A mark or a row was picked; preventing it keeps the filter as it is. The bucket has the values of fields that the mark stands for, and none where only the filter says what it counts. */
  'referral-click': CustomEvent<{ record?: ReferralRecord; bucket?: Record<string, string | null>; filter: string }>;
  /** A file is about to be handed over; preventing it keeps it back. */
  'referral-export': CustomEvent<{ method: string; scope: string; count: number }>;
}

export interface ReferralAnalyticsElement extends HTMLElement {
  /** Where /partner/v1/analytics/referrals lives: an absolute URL or a path; the page's own origin without it. */
  baseUrl: string | null;
  /** A preset of base URL, token authority and audience. */
  cloud: 'global' | 'germany' | 'us-gov' | '21vianet' | 'custom' | (string & {}) | null;
  /** The filter in the endpoint's own syntax; the link wins where it speaks. */
  filter: string | null;
  /** Fields to group by, separated by commas. */
  groupBy: string | null;
  /** The size of date buckets. */
  aggregationLevel: 'day' | 'week' | 'month' | (string & {}) | null;
  /** 1m, 3m, 6m, 12m, all, or two dates with a slash between. */
  timeRange: string | null;
  /** The date that the range is about. */
  dateField: string | null;
  /** What is shown. */
  view: 'table' | 'chart' | 'overview' | 'split' | (string & {}) | null;
  /** The kind of chart; without it the one that suits the groups. */
  chart: 'bar' | 'line' | 'stacked' | 'heatmap' | 'funnel' | 'histogram' | (string & {}) | null;
  /** Columns of the table in their order, separated by commas. */
  columns: string | null;
  /** Fields to sort by, separated by commas, with a minus for descending. */
  sort: string | null;
  /** An IANA time zone. */
  timeZone: string | null;
  /** And-ed into every request and not editable; no security boundary. */
  lockedFilter: string | null;
  /** Where in the page's address the link is kept. */
  urlState: 'none' | 'hash' | 'query' | (string & {}) | null;
  /** A prefix for the link's keys, so that widgets can share an address. */
  urlKey: string | null;
  /** A BCP 47 tag. */
  locale: string | null;
  /** The colours. */
  theme: 'auto' | 'light' | 'dark' | 'contrast' | (string & {}) | null;
  /** How close things stand. */
  density: 'comfortable' | 'compact' | (string & {}) | null;
  /** The heading's text; none without it. */
  heading: string | null;
  /** Ask for one page of that many rows, 1 to 9999. */
  top: number | string | null;
  /** Rows to skip before that page. */
  skip: number | string | null;
  /** The heading's level, 1 to 6. */
  headingLevel: number | string | null;
  /** Rows of each request, 1 to 9999. */
  pageSize: number | string | null;
  /** Load without being told. */
  autoLoad: boolean;
  /** Show the sample data. */
  demo: boolean;
  /** No way to take the rows out. */
  noExport: boolean;
  /** No filter, no pickers. */
  noToolbar: boolean;
  /** Customers have pseudonyms wherever names would stand; links leave conditions about names out. */
  redact: boolean;
  /** Asked for a token when there is none, when it runs out soon, and when it was refused. */
  tokenProvider: TokenProvider | null;
  /** Called instead of fetch, with the request as it would be sent. */
  fetcher: ((request: Request) => Promise<Response>) | null;
  /** Rows, or an answer of the service, to show instead of asking. */
  data: object[] | object | string | null;
  /** Other words by their keys in locales/en.json. */
  messages: Record<string, string> | null;
  /** Further request headers; not Authorization, Cookie and the like. */
  headers: HeadersInit | null;
  /** The whole query and view; null until the widget is mounted. */
  config: ReferralConfig;
  /** All rows of the view in their order, made into objects each time: read it once where they are many. */
  readonly records: ReferralRecord[];
  /** The groups of the chart. */
  readonly groups: ReferralGroups | null;
  /** What is loaded and shown, and what the overview counts of it. */
  readonly summary: ReferralSummary | null;
  /** Rows of the query, where the service tells. */
  readonly totalCount: number | null;
  /** How the load stands. */
  readonly loadState: LoadState;
  /** Why the load stands still or waits. */
  readonly error: ReferralError | null;
  /** The widget's version. */
  readonly version: string;
  /** Settles when the widget is mounted. */
  readonly ready: Promise<void>;
  /** Takes a token; it is kept in memory only. */
  setAccessToken(token: string, options?: { expiresOn?: Date | string | number }): Promise<void>;
  /** Forgets the token. */
  clearAccessToken(): Promise<void>;
  /** Loads anew; settles when the load has ended, well or not. */
  load(): Promise<void>;
  /** The same. */
  refresh(): Promise<void>;
  /** Stops the load; what is here stays. */
  cancel(): Promise<void>;
  /** The whole query and view. */
  save(): Promise<ReferralConfig>;
  /** Takes a part of a saved state; refuses what it cannot use. */
  restore(partial: Partial<ReferralConfig>): Promise<void>;
  /** Back to the query of the attributes. */
  reset(): Promise<void>;
  /** The address of what is shown, without what may hold a customer's name where that is asked for. */
  getPermalink(options?: { redact?: boolean }): Promise<string>;
  /** Rows, the chart or the request as text, or as a Blob where it is none. */
  export(options?: ReferralExport): Promise<string | Blob>;
  /** The same as a file for the user; gives its name. */
  download(options?: ReferralExport): Promise<string>;
  addEventListener<K extends keyof ReferralEventMap>(
    type: K,
    listener: (this: ReferralAnalyticsElement, event: ReferralEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof ReferralEventMap>(
    type: K,
    listener: (this: ReferralAnalyticsElement, event: ReferralEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'referral-analytics': ReferralAnalyticsElement;
  }
}
