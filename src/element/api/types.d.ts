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
}

/** A row by the endpoint's own field names. */
export type ReferralRecord = Record<string, string | null>;

export interface ReferralGroups {
  fields: string[];
  rows: unknown[];
  [more: string]: unknown;
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

