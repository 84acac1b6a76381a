// What the screens of letters ask and do.
import { api } from '../../api/client';
import type { components } from '../../api/schema.gen';
import { letters as t } from '../../texts/letters';
import type { Tone } from '../../ui/format';

export type LetterCard = components['schemas']['LetterCard'];
export type MailboxRow = components['schemas']['MailboxRow'];

export const useThread = (id: number) =>
  api.useQuery('get', '/api/threads/{id}', { params: { path: { id } } });
export const useMailboxes = () => api.useQuery('get', '/api/mailboxes');

// What the outbox says of a letter of ours.
export function state_of(letter: LetterCard): { text: string; tone: Tone } {
  const words: Record<LetterCard['state'], [string, Tone]> = {
    draft: [t('state_draft'), 'calm'],
    waiting: letter.problem ? [t('state_retry'), 'waiting'] : [t('state_waiting'), 'waiting'],
    sending: [t('state_sending'), 'waiting'],
    sent: [t('state_sent'), 'done'],
    refused: [t('state_refused'), 'late'],
    uncertain: [t('state_uncertain'), 'late'],
    cancelled: [t('state_cancelled'), 'calm'],
    bounced: [t('state_bounced'), 'late'],
    failed: [t('state_failed'), 'late'],
    stored: [t('state_stored'), 'waiting'],
    parsed: ['', 'calm'],
  };
  const [text, tone] = words[letter.state];
  return { text, tone };
}

// A draft that was thrown away is no part of the conversation; one taken back in time is.
export const is_shown = (letter: LetterCard) =>
  letter.state !== 'draft' && !(letter.state === 'cancelled' && !letter.send_at);

export const full_address = (party: { name: string; address: string }) =>
  party.name ? `${party.name} <${party.address}>` : party.address;
