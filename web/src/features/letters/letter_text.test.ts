import { expect, test } from 'vitest';
import { field_group, pieces_of, quote_start } from './letter_text';

test('marks the words of each value, also where two overlap', () => {
  const text = 'Нужны кружки 100 и 300 шт.';
  const pieces = pieces_of(text, [
    { field: 'items[0].product', begin: 6, end: 12, confidence: 90 },
    { field: 'items[0].runs[0]', begin: 13, end: 16, confidence: 90 },
    { field: 'items[0].runs[1]', begin: 19, end: 22, confidence: 40 },
    { field: 'deadline', begin: 19, end: 26, confidence: 90 },
  ]);
  expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  expect(pieces.filter((piece) => piece.fields.length > 0)).toEqual([
    { text: 'кружки', fields: ['items[0].product'], unsure: false },
    { text: '100', fields: ['items[0].runs'], unsure: false },
    { text: '300', fields: ['items[0].runs', 'deadline'], unsure: true },
    { text: ' шт.', fields: ['deadline'], unsure: false },
  ]);
});

test('a highlight beyond a text that was cut does no harm', () => {
  const pieces = pieces_of('абв', [
    { field: 'deadline', begin: 1, end: 99, confidence: 90 },
    { field: 'budget', begin: 50, end: 60, confidence: 90 },
  ]);
  expect(pieces.map((piece) => piece.text)).toEqual(['а', 'бв']);
});

test.each([
  ['Добрый день!\n\n25.11.2026, Иван <i@a.ru> пишет:\n> Нужны кружки\n> 100 шт.\n', 14],
  ['Да\n> Нужны?\n', 3],
  ['Перешлю\n-------- Пересылаемое сообщение --------\nОт: Иван <i@a.ru>\nНужны', 8],
  ['Нужны?\n> Нужны ли?\nДа, нужны', 28], // answered between the lines
  ['> всё письмо — цитата', 21],
  ['Без цитаты', 10],
  ['', 0],
])('finds where the quote at the end begins: %j', (text, start) => {
  expect(quote_start(text)).toBe(start);
});

test('the values of a list are one field', () => {
  expect(field_group('items[0].runs[1]')).toBe('items[0].runs');
  expect(field_group('items[0].product')).toBe('items[0].product');
});
