// How the timeline tells of quotes and objections. Loaded with what shows a deal or a quote.
import { quotes as t } from '../../texts/quotes';
import { money } from '../../ui/format';
import { type Entry, said, type Told, tell_events } from '../journal/event_words';

const number_of = (entry: Entry, key: string): number =>
  Number((entry.details as Record<string, unknown> | null)?.[key] ?? 0);
// On the quote's own timeline its number needs no saying, on the deal's it stands as the title.
const joined = (...words: string[]) => words.filter(Boolean).join(' · ');
const version = (entry: Entry) => ({ number: number_of(entry, 'version_number') });

const edited = (text: () => string) => (): Told => ({ icon: 'quote', text: text() });

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
    detail: said(entry, 'address'),
  }),
  'quote.quote_sent': (entry) => ({
    icon: 'mail',
    tone: 'done',
    text: t('event_sent', version(entry)),
    detail: joined(said(entry, 'address'), said(entry, 'note')),
  }),
  'quote.quote_not_sent': (entry) => ({
    icon: 'warning',
    tone: 'late',
    text: t('event_not_sent'),
    detail: joined(said(entry, 'address'), said(entry, 'note')),
  }),
  'quote.link_revoked': () => ({ icon: 'link', text: t('event_link_revoked') }),
  'quote.quote_opened': () => ({
    icon: 'quote',
    tone: 'done',
    text: t('event_opened'),
  }),
  'quote.run_picked': (entry) => ({
    icon: 'check',
    tone: 'done',
    text: t('event_picked', { count: number_of(entry, 'quantity') }),
  }),
  'quote.line_left_out': () => ({
    icon: 'close',
    text: t('event_left_out'),
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
  }),
  'quote.acceptance_withdrawn': () => ({
    icon: 'undo',
    text: t('event_withdrawn'),
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
