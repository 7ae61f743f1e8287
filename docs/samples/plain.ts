import type { ReferralAnalyticsElement, ReferralOverview } from './referral-analytics';

/** What a page of figures needs: loaded once, told as numbers. */
export async function figures(widget: ReferralAnalyticsElement): Promise<string> {
  await widget.ready;
  await widget.load();
  const overview: ReferralOverview | null = widget.summary?.overview ?? null;
  if (!overview) return 'nothing was counted';
  const { received, won } = overview.figures;
  const days = (overview.times.accept.medianMs ?? 0) / 86_400_000;
  return `${won.count} of ${received.count} won, accepted after ${days.toFixed(1)} days`;
}
