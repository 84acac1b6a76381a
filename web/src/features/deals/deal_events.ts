// How the timeline tells of a deal. Loaded with what shows a deal.
import { deals as t } from '../../texts/deals';
import { type Entry, said, type Told, tell_events } from '../journal/event_words';

// The names of stages and reasons, as the process file in force says them.
let names: Record<string, string> = {};
export function know_stages(stages: Record<string, string>) {
  names = stages;
}
const stage = (key: string) => names[key] ?? key;

const moved = (entry: Entry): string =>
  t('event_stage', { from: stage(said(entry, 'from')), to: stage(said(entry, 'to')) });

const fact =
  (text: () => string) =>
  (entry: Entry): Told => ({
    icon: 'flag',
    tone: 'done',
    text: text(),
    detail: said(entry, 'note'),
  });

tell_events({
  'deal.opened': (entry) => ({
    icon: 'deals',
    text: t('event_opened'),
    detail: said(entry, 'title'),
  }),
  'deal.stage_changed': (entry) => ({ icon: 'right', text: moved(entry) }),
  'deal.won': () => ({ icon: 'check', tone: 'done', text: t('event_won') }),
  'deal.lost': (entry) => ({
    icon: 'close',
    tone: 'late',
    text: t('event_lost'),
    detail: [stage(said(entry, 'reason')), said(entry, 'note')].filter(Boolean).join('\n'),
  }),
  'deal.reopened': () => ({ icon: 'undo', text: t('event_reopened') }),
  'deal.changed': () => ({ icon: 'edit', text: t('event_changed') }),
  'deal.need_changed': () => ({ icon: 'edit', text: t('event_need') }),
  'deal.handed_over': () => ({ icon: 'person', text: t('event_handed_over') }),
  'deal.helper_added': (entry) => ({
    icon: 'team',
    text: t('event_helper_added', { name: said(entry, 'name') }),
  }),
  'deal.helper_removed': () => ({ icon: 'team', text: t('event_helper_removed') }),
  'deal.quote_sent': fact(() => t('event_quote_sent')),
  'deal.quote_accepted': fact(() => t('event_quote_accepted')),
  'deal.invoice_issued': fact(() => t('event_invoice_issued')),
  'deal.paid': fact(() => t('event_paid')),
  'deal.artwork_approved': fact(() => t('event_artwork_approved')),
  'deal.order_placed': fact(() => t('event_order_placed')),
  'deal.goods_received': fact(() => t('event_goods_received')),
  'deal.goods_handed_over': fact(() => t('event_goods_handed_over')),
  'deal.papers_complete': fact(() => t('event_papers_complete')),
  'deal.notified': () => ({ icon: 'bell', text: t('event_notified') }),
  'deal.stage_replaced': () => ({ icon: 'right', text: t('event_stage_replaced') }),
});
