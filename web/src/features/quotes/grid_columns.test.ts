import { expect, test } from 'vitest';
import { columns_for, neighbour, pasted_rows } from './grid_columns';
import { micro_text, parse_micro, parse_share, type QuoteLine, type QuoteOption } from './quote';

const option = (more: Partial<QuoteOption> = {}): QuoteOption => ({
  quantity: 100,
  price_rule: 'margin',
  rule_basis_points: 3000,
  discount_basis_points: 0,
  imprints: [],
  ...more,
});
const column = (key: string) => columns_for(true).find((each) => each.key === key);

test('sums and shares are read as people write them', () => {
  expect(parse_micro('1 250,5 ₽')).toBe(1_250_500_000);
  expect(parse_micro('0.1234')).toBe(123_400);
  expect(parse_micro('сто')).toBeUndefined();
  expect(micro_text(1_250_500_000).replace(/\s/g, ' ')).toBe('1 250,50');
  expect(micro_text(123_400)).toBe('0,1234');
  expect(parse_share('12,5 %')).toBe(1250);
});

test('a cell says what was asked for: a margin, a markup, a price of one’s own', () => {
  expect(column('rule')?.write?.(option(), '25')).toMatchObject({
    price_rule: 'margin',
    rule_basis_points: 2500,
  });
  expect(column('rule')?.write?.(option(), '+40')).toMatchObject({
    price_rule: 'markup',
    rule_basis_points: 4000,
  });
  const own = column('price')?.write?.(option(), '99,90');
  expect(own).toMatchObject({ price_rule: 'target', target_price_kopecks: 9990 });
  expect(column('price')?.write?.(own as QuoteOption, '')).toMatchObject({ price_rule: 'margin' });
  expect(column('cost')?.write?.(option(), 'дорого')).toBeUndefined();
});

test('a cost of an imprint makes the imprint; several are not written in one cell', () => {
  const made = column('imprint')?.write?.(option(), '30');
  expect(made?.imprints).toMatchObject([{ per_piece_micro: 30_000_000 }]);
  const [one] = made?.imprints ?? [];
  const two = option({ imprints: one ? [one, one] : [] });
  expect(column('imprint')?.write?.(two, '5')).toBeUndefined();
});

test('whoever may not see the costs has no columns of them', () => {
  expect(columns_for(false).map((each) => each.key)).toEqual([
    'quantity',
    'price',
    'discount',
    'total',
    'vat',
  ]);
});

test('down goes from run to run, in the names from line to line', () => {
  const line = (key: string, runs: number): QuoteLine => ({
    key,
    title: key,
    description: '',
    url: '',
    options: Array.from({ length: runs }, (_, at) => option({ quantity: at + 1 })),
  });
  const lines = [line('a', 2), line('b', 1)];
  const order = ['title', 'quantity', 'cost'];
  const at = (key: string, run: number, name: string) => ({ line: key, run, column: name });
  expect(neighbour(lines, order, at('a', 1, 'cost'), 0, 1)).toEqual(at('b', 0, 'cost'));
  expect(neighbour(lines, order, at('a', 0, 'title'), 0, 1)).toEqual(at('b', 0, 'title'));
  expect(neighbour(lines, order, at('a', 1, 'quantity'), -1, 0)).toEqual(at('a', 0, 'title'));
  expect(pasted_rows('a\t1\r\nb\t2\r\n')).toEqual([
    ['a', '1'],
    ['b', '2'],
  ]);
});
