import { describe, expect, it } from 'vitest';
import { chips_of, looked_for, moved, price, query_of } from './product_filter';

const names = {
  colour: (key: string) => ({ red: 'красный' })[key] ?? key,
  material: (key: string) => key,
  supplier: (id: number) => `№ ${id}`,
};

describe('what is looked for', () => {
  it('comes from the address and goes to the server', () => {
    const looked = looked_for({ text: 'кружка', colour: ['red'], run: 500, order: 'cheap' });
    expect(query_of(looked)).toMatchObject({
      text: 'кружка',
      colour: ['red'],
      in_stock: 500,
      order: 'cheap',
    });
  });

  it('takes nothing from an address that makes no sense', () => {
    const looked = looked_for({
      run: 'many',
      from: -5,
      order: 'random',
      colour: [{}],
      product: 1.5,
    });
    expect(Object.values(looked).filter((value) => value !== undefined)).toEqual([]);
  });

  it('keeps an article number that looks like a number', () => {
    expect(looked_for({ text: 10023 }).text).toBe('10023');
  });

  it('says itself in chips that can be taken away one by one', () => {
    const looked = looked_for({
      category: 'Посуда / Кружки',
      colour: ['red', 'blue'],
      from: 10000,
    });
    const chips = chips_of(looked, names);
    expect(chips.map((chip) => chip.text)).toEqual([
      'Кружки',
      'красный',
      'blue',
      'от 100,00\u00a0₽',
    ]);
    expect(chips[1]?.without).toEqual({ colour: ['blue'] });
    expect(chips_of({ colour: ['red'] }, names)[0]?.without).toEqual({ colour: undefined });
  });
});

describe('values', () => {
  it('shows millionths as money', () => {
    expect(price(189_000_000)).toBe('189,00\u00a0₽');
    expect(price(12_345_678)).toBe('12,35\u00a0₽');
  });

  it('moves an item within the list', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b', 'c'], 1, 9)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  });
});
