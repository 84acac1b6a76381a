// How the timeline tells of enquiries and letters.
import { inbox as t } from '../../texts/inbox';
import { letters } from '../../texts/letters';
import type { IconName } from '../../ui/icons';
import { type Entry, said, type Told, tell_events } from '../journal/event_words';

const told =
  (icon: IconName, text: () => string, tone?: Told['tone']) =>
  (entry: Entry): Told => ({ icon, tone, text: text(), detail: said(entry, 'subject') });

tell_events({
  'enquiry.opened': told('inbox', () => t('event_opened')),
  'enquiry.taken': told('person', () => t('event_taken')),
  'enquiry.handed_over': told('person', () => t('event_handed_over')),
  'enquiry.became_deal': told('deals', () => t('event_became_deal'), 'done'),
  'enquiry.attached': told('link', () => t('event_attached')),
  'enquiry.dismissed': told('close', () => t('event_dismissed')),
  'enquiry.reopened': told('undo', () => t('event_reopened')),
  'enquiry.answered': told('mail', () => t('event_answered')),
  'enquiry.letter_added': told('mail', () => t('event_letter_added')),
  'enquiry.first_answer_sent': told('check', () => t('event_first_answer'), 'done'),
  'deal.letter_received': told('mail', () => letters('event_deal_received')),
  'deal.letter_sent': told('mail', () => letters('event_deal_sent')),
  'letter.received': told('mail', () => letters('event_received')),
  'letter.queued': told('mail', () => letters('event_queued')),
  'letter.sent': told('check', () => letters('event_sent'), 'done'),
  'letter.cancelled': told('undo', () => letters('event_cancelled')),
  'letter.refused': told('warning', () => letters('event_refused'), 'late'),
  'letter.put_off': told('clock', () => letters('event_put_off'), 'waiting'),
  'letter.uncertain': told('warning', () => letters('event_uncertain'), 'late'),
  'letter.bounced': told('warning', () => letters('event_bounced'), 'late'),
  'letter.confirmed_sent': told('check', () => letters('event_confirmed'), 'done'),
});
