// The quote as the server gives it, and small words about it that several parts say alike.
import type { components } from '../../api/schema.gen';
import { quotes as t } from '../../texts/quotes';
import { grouped, type Tone } from '../../ui/format';

type Schemas = components['schemas'];
export type QuoteCard = Schemas['QuoteCard'];
export type QuoteDraft = Schemas['QuoteDraft'];
export type QuoteLine = Schemas['QuoteLine'];
export type QuoteOption = Schemas['QuoteOption'];
export type QuoteImprint = Schemas['QuoteImprint'];
export type LinePrice = Schemas['QuoteLinePrice'];
export type OptionPrice = Schemas['QuoteOptionPrice'];
export type QuoteBrief = Schemas['QuoteBrief'];
export type QuoteActivity = Schemas['QuoteActivity'];

export const path_of = (id: number) => ({ params: { path: { id } } });

const states = ['draft', 'sending', 'sent', 'accepted', 'declined', 'void'] as const;
type State = (typeof states)[number];
const tones: Record<State, Tone> = {
  draft: 'calm',
  sending: 'waiting',
  sent: 'waiting',
  accepted: 'done',
  declined: 'late',
  void: 'calm',
};
const known = (state: string) => states.find((each) => each === state) ?? 'draft';
export const state_words = (state: string) => t(`state_${known(state)}`);
export const state_tone = (state: string): Tone => tones[known(state)];

const point = (text: string) => text.replace('.', ',');

// 10^-6 roubles -> "1 250,00"; more digits only where they are.
export function micro_text(micro: number): string {
  const whole = Math.floor(Math.abs(micro) / 1_000_000);
  let rest = String(Math.abs(micro) % 1_000_000).padStart(6, '0');
  while (rest.length > 2 && rest.endsWith('0')) rest = rest.slice(0, -1);
  return `${micro < 0 ? '−' : ''}${grouped(whole)},${rest}`;
}
export const kopecks_text = (kopecks: number) => micro_text(kopecks * 10_000);

// "1 250,5" -> 1250500000; nothing if it is no sum.
export function parse_micro(text: string): number | undefined {
  const plain = text.replace(/[\s\u00a0₽]/gu, '');
  const match = /^(\d{1,9})(?:[.,](\d{1,6}))?$/.exec(plain);
  if (!match) return undefined;
  return Number(match[1]) * 1_000_000 + Number((match[2] ?? '').padEnd(6, '0'));
}

// 3050 -> "30,5"
export function share_text(basis_points: number): string {
  return point(String(basis_points / 100)).replace('-', '−');
}
// 2999 -> "30": near enough to read.
export const rough_share = (basis_points: number) => share_text(Math.round(basis_points / 10) * 10);
export function parse_share(text: string): number | undefined {
  const plain = text.replace(/[\s\u00a0%]/gu, '').replace('−', '-');
  const match = /^(-?)(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(plain);
  if (!match) return undefined;
  const value = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] ? -value : value;
}

export function parse_quantity(text: string): number | undefined {
  const plain = text.replace(/[\s\u00a0]|шт\.?$/gu, '');
  return /^\d{1,9}$/.test(plain) ? Number(plain) : undefined;
}
