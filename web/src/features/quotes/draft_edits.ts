// What a person does to a draft: each gives a new draft that shares with the old one what has not
// changed, so that only the lines concerned are drawn again and undo keeps whole drafts cheaply.
import { quotes as t } from '../../texts/quotes';
import { moved } from '../catalog/product_filter';
import type { QuoteDraft, QuoteImprint, QuoteLine, QuoteOption } from './quote';

export type Edit = (draft: QuoteDraft) => QuoteDraft;

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
// A line has its key from the beginning: an answer that was lost cannot make it a second time.
export function fresh_key(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return Array.from(bytes, (byte) => letters[byte % letters.length]).join('');
}

// As the server begins a run (quote_filling.cpp).
const usual: QuoteOption = {
  quantity: 100,
  unit_cost_micro: 0,
  extra_cost_micro: 0,
  cost_vat_basis_points: 2200,
  price_rule: 'margin',
  rule_basis_points: 3000,
  target_price_kopecks: 0,
  discount_basis_points: 0,
  imprints: [],
};

export const fresh_imprint = (more: Partial<QuoteImprint> = {}): QuoteImprint => ({
  name: t('imprint_usual'),
  method: '',
  colours: 1,
  place: '',
  per_piece_micro: 0,
  setup_micro: 0,
  ...more,
});

// A line from outside the catalogue, with the runs of the line before it.
function free_line(draft: QuoteDraft, title: string): QuoteLine {
  const last = draft.lines.at(-1)?.options ?? [];
  const options = (last.length ? last : [usual]).map((option) => ({
    ...usual,
    quantity: option.quantity,
    cost_vat_basis_points: option.cost_vat_basis_points,
    rule_basis_points: option.rule_basis_points,
    price_rule: option.price_rule === 'target' ? usual.price_rule : option.price_rule,
  }));
  return { key: fresh_key(), title, description: '', url: '', options };
}

export const add_line =
  (title: string): Edit =>
  (draft) => ({ ...draft, lines: [...draft.lines, free_line(draft, title)] });

export const change_line =
  (key: string, change: (line: QuoteLine) => QuoteLine): Edit =>
  (draft) => {
    const lines = draft.lines.map((line) => (line.key === key ? change(line) : line));
    return lines.every((line, index) => line === draft.lines[index]) ? draft : { ...draft, lines };
  };

export const change_option = (
  key: string,
  run: number,
  change: (option: QuoteOption) => QuoteOption,
): Edit =>
  change_line(key, (line) => {
    const option = line.options[run];
    if (!option) return line;
    const next = change(option);
    if (next === option) return line;
    return { ...line, options: line.options.map((each, at) => (at === run ? next : each)) };
  });

export const remove_line =
  (key: string): Edit =>
  (draft) => ({ ...draft, lines: draft.lines.filter((line) => line.key !== key) });

// A removed line comes back to its place, whatever else has been done meanwhile.
export const return_line =
  (line: QuoteLine, place: number): Edit =>
  (draft) =>
    draft.lines.some((each) => each.key === line.key)
      ? draft
      : { ...draft, lines: draft.lines.toSpliced(Math.min(place, draft.lines.length), 0, line) };

export const copy_line =
  (key: string): Edit =>
  (draft) => {
    const place = draft.lines.findIndex((line) => line.key === key);
    const line = draft.lines[place];
    if (!line) return draft;
    return { ...draft, lines: draft.lines.toSpliced(place + 1, 0, { ...line, key: fresh_key() }) };
  };

export const move_line =
  (key: string, to: number): Edit =>
  (draft) => {
    const from = draft.lines.findIndex((line) => line.key === key);
    if (from < 0 || from === to || to < 0 || to >= draft.lines.length) return draft;
    return { ...draft, lines: moved(draft.lines, from, to) };
  };

export const order_lines =
  (keys: readonly string[]): Edit =>
  (draft) => ({
    ...draft,
    lines: keys.flatMap((key) => draft.lines.find((line) => line.key === key) ?? []),
  });

// Another run of a line begins as the last one, for twice as many pieces.
export const add_run = (key: string): Edit =>
  change_line(key, (line) => {
    const last = line.options.at(-1) ?? { ...usual, quantity: 50 };
    let quantity = last.quantity * 2;
    while (line.options.some((option) => option.quantity === quantity)) quantity += 1;
    return { ...line, options: [...line.options, { ...last, quantity }] };
  });

export const remove_run = (key: string, run: number): Edit =>
  change_line(key, (line) => ({ ...line, options: line.options.filter((_, at) => at !== run) }));
