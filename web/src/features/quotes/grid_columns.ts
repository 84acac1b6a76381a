// The columns of the grid: what stands in a cell, what a person may write there, and what becomes
// of it. Sums, prices and margins are the server's; a cell only says what was asked for.
import { quotes as t } from '../../texts/quotes';
import { fresh_imprint } from './draft_edits';
import {
  kopecks_text,
  micro_text,
  type OptionPrice,
  parse_micro,
  parse_quantity,
  parse_share,
  type QuoteLine,
  type QuoteOption,
  rough_share,
  share_text,
} from './quote';

export interface GridColumn {
  key: string;
  head: () => string;
  note?: () => string; // the whole story, on hover
  width: number;
  costs?: boolean; // only for whoever sees the costs
  phone?: boolean; // also on a phone
  shown: (option: QuoteOption, price: OptionPrice | undefined) => string;
  // What stands in the field when the cell is edited; no `write`: the cell is only read.
  written?: (option: QuoteOption, price: OptionPrice | undefined) => string;
  // Nothing: the text cannot be understood.
  write?: (option: QuoteOption, text: string) => QuoteOption | undefined;
}

type MicroField = 'unit_cost_micro' | 'extra_cost_micro';
function micro_column(key: string, field: MicroField) {
  return {
    key,
    costs: true,
    shown: (option: QuoteOption) =>
      option[field] || key === 'cost' ? micro_text(option[field] ?? 0) : '',
    written: (option: QuoteOption) => (option[field] ? micro_text(option[field]) : ''),
    write: (option: QuoteOption, text: string) => {
      const micro = text.trim() === '' ? 0 : parse_micro(text);
      return micro === undefined ? undefined : { ...option, [field]: micro };
    },
  };
}

type ImprintField = 'per_piece_micro' | 'setup_micro';
// One imprint is written in its cell; several stand beside each other and have their own dialog.
function imprint_column(key: string, field: ImprintField) {
  return {
    key,
    costs: true,
    shown: (option: QuoteOption) =>
      option.imprints.map((imprint) => micro_text(imprint[field] ?? 0)).join(' + '),
    written: (option: QuoteOption) => {
      const micro = option.imprints[0]?.[field];
      return micro ? micro_text(micro) : '';
    },
    write: (option: QuoteOption, text: string) => {
      const micro = text.trim() === '' ? 0 : parse_micro(text);
      if (micro === undefined || option.imprints.length > 1) return undefined;
      const [imprint] = option.imprints;
      if (!imprint && micro === 0) return option;
      return { ...option, imprints: [{ ...(imprint ?? fresh_imprint()), [field]: micro }] };
    },
  };
}

// «30» is a margin, «+40» a markup.
function write_rule(option: QuoteOption, text: string): QuoteOption | undefined {
  const plain = text.trim();
  const share = parse_share(plain.replace(/^\+/, ''));
  if (share === undefined) return undefined;
  const price_rule = plain.startsWith('+') ? ('markup' as const) : ('margin' as const);
  return { ...option, price_rule, rule_basis_points: share };
}

function write_price(option: QuoteOption, text: string): QuoteOption | undefined {
  if (text.trim() === '')
    return option.price_rule === 'target' ? { ...option, price_rule: 'margin' } : option;
  const micro = parse_micro(text);
  if (micro === undefined) return undefined;
  const kopecks = Math.round(micro / 10_000);
  return { ...option, price_rule: 'target', target_price_kopecks: kopecks };
}

const rule_text = (option: QuoteOption) => {
  const share = share_text(option.rule_basis_points ?? 0);
  return option.price_rule === 'markup' ? `+${share}` : share;
};

const columns: readonly GridColumn[] = [
  {
    key: 'quantity',
    head: () => t('run'),
    width: 68,
    phone: true,
    shown: (option) => micro_text(option.quantity * 1_000_000).replace(/,00$/, ''),
    written: (option) => String(option.quantity),
    write: (option, text) => {
      const quantity = parse_quantity(text);
      return quantity === undefined ? undefined : { ...option, quantity };
    },
  },
  {
    head: () => t('cost'),
    note: () => t('cost_note'),
    width: 84,
    phone: true,
    ...micro_column('cost', 'unit_cost_micro'),
  },
  {
    head: () => t('imprint'),
    note: () => t('imprint_note'),
    width: 88,
    phone: true,
    ...imprint_column('imprint', 'per_piece_micro'),
  },
  {
    head: () => t('setup'),
    note: () => t('setup_note'),
    width: 84,
    ...imprint_column('setup', 'setup_micro'),
  },
  {
    head: () => t('extra'),
    note: () => t('extra_note'),
    width: 76,
    ...micro_column('extra', 'extra_cost_micro'),
  },
  {
    key: 'rule',
    head: () => t('rule'),
    note: () => t('rule_note'),
    width: 66,
    costs: true,
    phone: true,
    shown: (option, price) =>
      option.price_rule !== 'target'
        ? rule_text(option)
        : price?.margin_basis_points != null
          ? `≈ ${rough_share(price.margin_basis_points)}`
          : '',
    written: (option) => (option.price_rule === 'target' ? '' : rule_text(option)),
    write: write_rule,
  },
  {
    key: 'price',
    head: () => t('price'),
    note: () => t('price_note'),
    width: 88,
    phone: true,
    shown: (_, price) => (price ? kopecks_text(price.unit_price_kopecks) : ''),
    written: (option, price) =>
      option.price_rule === 'target'
        ? kopecks_text(option.target_price_kopecks ?? 0)
        : price
          ? kopecks_text(price.unit_price_kopecks)
          : '',
    write: write_price,
  },
  {
    key: 'discount',
    head: () => t('discount'),
    width: 72,
    phone: true,
    shown: (option) =>
      option.discount_basis_points ? share_text(option.discount_basis_points) : '',
    written: (option) =>
      option.discount_basis_points ? share_text(option.discount_basis_points) : '',
    write: (option, text) => {
      const share = text.trim() === '' ? 0 : parse_share(text);
      return share === undefined ? undefined : { ...option, discount_basis_points: share };
    },
  },
  {
    key: 'total',
    head: () => t('total'),
    width: 104,
    phone: true,
    shown: (_, price) => (price ? kopecks_text(price.total_kopecks) : ''),
  },
  {
    key: 'vat',
    head: () => t('vat'),
    width: 88,
    shown: (_, price) => (price ? kopecks_text(price.vat_kopecks) : ''),
  },
  {
    key: 'margin',
    head: () => t('margin'),
    note: () => t('margin_note'),
    width: 124,
    costs: true,
    phone: true,
    shown: (_, price) => (price?.margin_kopecks != null ? kopecks_text(price.margin_kopecks) : ''),
  },
];

export const columns_for = (costs: boolean) => columns.filter((each) => costs || !each.costs);

// Said aloud, because a table that a phone draws as cards has no roles of its own any more.
export const roles = {
  grid: { role: 'grid' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  head: { role: 'columnheader' },
  cell: { role: 'gridcell' },
  read_cell: { role: 'gridcell', 'aria-readonly': true },
} as const;

export interface Cell {
  line: string; // its key
  run: number;
  column: string; // "title" or one of the columns
}
export const same_cell = (one: Cell | undefined, other: Cell) =>
  one?.line === other.line && one.run === other.run && one.column === other.column;
export const cell_id = (cell: Cell) => `${cell.line}:${cell.run}:${cell.column}`;

// What a table copied from a spreadsheet says: rows of cells.
export function pasted_rows(text: string): string[][] {
  const rows = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  return rows.map((row) => row.split('\t').map((cell) => cell.trim()));
}

// The cell beside another one; the title belongs to the line's first run.
export function neighbour(
  lines: readonly QuoteLine[],
  order: readonly string[], // the columns' keys, the title first
  from: Cell,
  right: number,
  down: number,
): Cell {
  const column = order[Math.min(order.length - 1, Math.max(0, order.indexOf(from.column) + right))];
  if (!column) return from;
  const rows =
    column === 'title'
      ? lines.map((line) => ({ line: line.key, run: 0 }))
      : lines.flatMap((line) => line.options.map((_, run) => ({ line: line.key, run })));
  const run = column === 'title' ? 0 : from.run;
  const at = rows.findIndex((row) => row.line === from.line && row.run === run);
  const row = rows[Math.min(rows.length - 1, Math.max(0, at + down))];
  return row ? { ...row, column } : from;
}
