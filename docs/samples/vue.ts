import { defineComponent, h, onMounted, ref } from 'vue';
import type { ReferralAnalyticsElement } from './referral-analytics';

export default defineComponent({
  setup() {
    const host = ref<ReferralAnalyticsElement | null>(null);
    onMounted(async () => {
      const widget = host.value;
      if (!widget) return;
      widget.tokenProvider = async () => (await fetch('/token')).text();
      await widget.ready;
      await widget.load();
    });
    return () => h('referral-analytics', { ref: host, view: 'table' });
  },
});
