// How the timeline tells of clients.
import { customers as t } from '../../texts/customers';
import { type Entry, said, type Told, tell_events } from '../journal/event_words';
import { field_name, value_text } from './conflict';

interface Change {
  field: string;
  before: unknown;
  after: unknown;
}
const changes = (entry: Entry): Change[] =>
  (entry.personal as { changes?: Change[] } | null)?.changes ?? [];
const fields = (entry: Entry): string[] =>
  (entry.details as { fields?: string[] } | null)?.fields ?? [];

// Ids mean nothing to a person; lists of accounts and places are told by their name alone.
const told_whole = (each: Change) =>
  !each.field.endsWith('_id') && !['places', 'consent_at'].includes(each.field);

function changed(entry: Entry): Told {
  const names = fields(entry).map((field) => field_name(field).toLowerCase());
  const detail = changes(entry)
    .filter(told_whole)
    .map(({ before, after }) => `${value_text(before) || '—'} → ${value_text(after) || '—'}`)
    .join('\n');
  return { icon: 'edit', text: t('event_changed', { fields: names.join(', ') }), detail };
}
const merged = (entry: Entry): Told => ({
  icon: 'link',
  text: t('event_merged', { from: said(entry, 'from'), into: said(entry, 'into') }),
});
const created = (): Told => ({ icon: 'plus', text: t('event_created') });

tell_events({
  'company.created': created,
  'company.changed': changed,
  'company.merged': merged,
  'contact.created': created,
  'contact.changed': changed,
  'contact.joined': (entry) => ({ ...changed(entry), icon: 'company', text: t('event_joined') }),
  'contact.points_added': (entry) => ({ ...changed(entry), icon: 'call', text: t('event_points') }),
  'contact.merged': merged,
  'company_group.created': () => ({ icon: 'plus', text: t('event_group_created') }),
  'company_group.changed': () => ({ icon: 'edit', text: t('event_group_changed') }),
});
