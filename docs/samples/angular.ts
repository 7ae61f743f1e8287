import { Component, CUSTOM_ELEMENTS_SCHEMA, ElementRef, viewChild, afterNextRender } from '@angular/core';
import type { ReferralAnalyticsElement, ReferralEventMap } from './referral-analytics';

@Component({
  selector: 'app-referrals',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `<referral-analytics #host theme="light" (referral-load)="loaded($event)"></referral-analytics>`,
})
export class Referrals {
  private readonly host = viewChild.required<ElementRef<ReferralAnalyticsElement>>('host');

  constructor() {
    afterNextRender(() => {
      const widget = this.host().nativeElement;
      widget.tokenProvider = async ({ signal }) => (await fetch('/token', { signal })).text();
      void widget.load();
    });
  }

  loaded(event: Event): void {
    const { count } = (event as ReferralEventMap['referral-load']).detail;
    console.info(`${count} referrals`);
  }
}
