// How the timeline tells of quotes and objections. Loaded with what shows a deal or a quote.
import { quotes as t } from '../../texts/quotes';
import { money } from '../../ui/format';
import { type Entry, said, type Told, tell_events } from '../journal/event_words';

const number_of = (entry: Entry, key: string): number =>
  Number((entry.details as Record<string, unknown> | null)?.[key] ?? 0);
const named = (entry: Entry, ...more: string[]) =>
  [said(entry, 'number'), ...more].filter(Boolean).join(' · ');
const version = (entry: Entry) => ({ number: number_of(entry, 'version_number') });

const edited =
  (text: () => string) =>
  (entry: Entry): Told => ({ icon: 'quote', text: text(), detail: named(entry) });

tell_events({
  'quote.quote_created': edited(() => t('event_created')),
  'quote.quote_copied': edited(() => t('event_copied')),
  'quote.draft_changed': edited(() => t('event_draft')),
  'quote.products_added': edited(() => t('event_products')),
  'quote.line_removed': edited(() => t('event_line_removed')),
  'quote.quote_state_changed': edited(() => t('event_state')),
  'quote.quote_sending': (entry) => ({
    icon: 'mail',
    text: t('event_sending', version(entry)),
    detail: named(entry, said(entry, 'address')),
  }),
  'quote.quote_sent': (entry) => ({
    icon: 'mail',
    tone: 'done',
    text: t('event_sent', version(entry)),
    detail: named(entry, said(entry, 'address'), said(entry, 'note')),
  }),
  'quote.quote_not_sent': (entry) => ({
    icon: 'warning',
    tone: 'late',
    text: t('event_not_sent'),
    detail: named(entry, said(entry, 'address'), said(entry, 'note')),
  }),
  'quote.link_revoked': () => ({ icon: 'link', text: t('event_link_revoked') }),
  'quote.quote_opened': (entry) => ({
    icon: 'quote',
    tone: 'done',
    text: t('event_opened'),
    detail: named(entry),
  }),
  'quote.run_picked': (entry) => ({
    icon: 'check',
    tone: 'done',
    text: t('event_picked', { count: number_of(entry, 'quantity') }),
    detail: named(entry),
  }),
  'quote.line_left_out': (entry) => ({
    icon: 'close',
    text: t('event_left_out'),
    detail: named(entry),
  }),
  'quote.remark_made': (entry) => ({
    icon: 'mail',
    text: t('event_commented'),
    detail: said(entry, 'text'),
  }),
  'quote.question_asked': (entry) => ({
    icon: 'question',
    tone: 'waiting',
    text: t('event_asked'),
    detail: said(entry, 'text'),
  }),
  'quote.quote_accepted': (entry) => ({
    icon: 'flag',
    tone: 'done',
    text: t('event_accepted', { sum: money(number_of(entry, 'total_kopecks')) }),
    detail: named(entry),
  }),
  'quote.acceptance_withdrawn': (entry) => ({
    icon: 'undo',
    text: t('event_withdrawn'),
    detail: named(entry),
  }),
  'objection.objection_recorded': (entry) => ({
    icon: 'question',
    tone: 'waiting',
    text: t('event_objection'),
    detail: [said(entry, 'words'), said(entry, 'answer')].filter(Boolean).join('\n'),
  }),
  'objection.objection_changed': (entry) => ({
    icon: 'edit',
    text: t('event_objection_changed'),
    detail: [said(entry, 'words'), said(entry, 'answer')].filter(Boolean).join('\n'),
  }),
});
