// How an event of the timeline is told. A feature tells its own events here: "noun.verb" -> picture
// and words; `details` are what its action recorded (see its *_actions.cpp).
import type { components } from '../../api/schema.gen';
import { journal as t } from '../../texts/journal';
import type { Tone } from '../../ui/format';
import type { IconName } from '../../ui/icons';

export type Entry = components['schemas']['TimelineEntry'];
export interface Told {
  icon: IconName;
  text: string;
  detail?: string;
  tone?: Tone;
}
type Teller = (entry: Entry) => Told;

const text_of = (source: unknown, key: string): string => {
  const value = (source as Record<string, unknown> | null)?.[key];
  return typeof value === 'string' ? value : '';
};
export const said = (entry: Entry, key: string) =>
  text_of(entry.personal, key) || text_of(entry.details, key);

const tellers: Record<string, Teller> = {
  'task.created': (entry) => ({
    icon: 'check',
    text: t('task_created'),
    detail: said(entry, 'title'),
  }),
  'task.changed': (entry) => ({
    icon: 'edit',
    text: t('task_changed'),
    detail: said(entry, 'title'),
  }),
  'task.snoozed': (entry) => ({
    icon: 'clock',
    text: t('task_snoozed'),
    detail: said(entry, 'title'),
  }),
  'task.done': (entry) => ({
    icon: 'check',
    tone: 'done',
    text: t('task_done'),
    detail: [said(entry, 'title'), said(entry, 'result')].filter(Boolean).join('\n'),
  }),
  'task.cancelled': (entry) => ({
    icon: 'close',
    text: t('task_cancelled'),
    detail: said(entry, 'title'),
  }),
};

const by_verb: Record<string, Teller> = {
  file_added: (entry) => ({ icon: 'file', text: t('file_added'), detail: said(entry, 'name') }),
  file_removed: (entry) => ({ icon: 'file', text: t('file_removed'), detail: said(entry, 'name') }),
  created: () => ({ icon: 'plus', text: t('created') }),
  changed: () => ({ icon: 'edit', text: t('changed') }),
  removed: () => ({ icon: 'close', text: t('removed') }),
  undone: () => ({ icon: 'undo', text: t('took_back') }),
};

export function tell_events(more: Record<string, Teller>) {
  Object.assign(tellers, more);
}

export function told(entry: Entry): Told {
  const teller = tellers[`${entry.noun}.${entry.verb}`] ?? by_verb[entry.verb];
  if (teller) return teller(entry);
  return { icon: 'more', text: t('unknown', { noun: entry.noun, verb: entry.verb }) };
}
