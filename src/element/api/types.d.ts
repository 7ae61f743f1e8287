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

