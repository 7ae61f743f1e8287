import { useEffect, useRef, createElement } from 'react';
import type { ReferralAnalyticsElement, TokenProvider } from './referral-analytics';

export function Referrals({ provider, onFilter }: { provider: TokenProvider; onFilter: (sentence: string) => void }) {
  const host = useRef<ReferralAnalyticsElement | null>(null);
  useEffect(() => {
    const widget = host.current;
    if (!widget) return;
    widget.tokenProvider = provider;
    const hear = (event: CustomEvent<{ filter: string; sentence: string }>) => onFilter(event.detail.sentence);
    widget.addEventListener('referral-filter-update', hear);
    return () => widget.removeEventListener('referral-filter-update', hear);
  }, [provider, onFilter]);
  return createElement('referral-analytics', { ref: host, 'auto-load': '', 'group-by': 'status' });
}
