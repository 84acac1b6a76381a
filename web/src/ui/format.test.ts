import { afterEach, describe, expect, test } from 'vitest';
import { set_language } from '../texts/catalogue';
import { ui } from '../texts/ui';
import {
  ago,
  clock,
  countdown,
  date,
  date_of,
  day,
  file_size,
  instant_of,
  minute_of,
  money,
  money_short,
  near_day,
  parse_money,
  parse_phone,
  phone,
  set_zone,
  span,
} from './format';

// No-break spaces are what we want to print, and hard to read in a test.
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
afterEach(() => set_language('ru'));

describe('money', () => {
  test.each([
    [12_200_000, '122 000,00 ₽'],
    [0, '0,00 ₽'],
    [5, '0,05 ₽'],
    [-150, '−1,50 ₽'],
    [123_456_789_01, '123 456 789,01 ₽'],
  ])('%i kopecks are %s', (kopecks, text) => expect(plain(money(kopecks))).toBe(text));

  test('in English the point and the comma change places', () => {
    set_language('en');
    expect(plain(money(12_200_050))).toBe('122,000.50 ₽');
  });

  test.each([
    [99_999_900, '999 999 ₽'],
    [122_000_000, '1,22 млн ₽'],
    [100_000_000, '1 млн ₽'],
    [150_000_000, '1,5 млн ₽'],
    [12_000_000_000, '120 млн ₽'],
  ])('%i kopecks are %s at the head of a column', (kopecks, text) =>
    expect(plain(money_short(kopecks))).toBe(text),
  );

  test.each([
    ['122 000,5', 12_200_050],
    ['122000.50 ₽', 12_200_050],
    ['1 000', 100_000],
    ['−5', -500],
    ['', undefined],
    ['12,345', undefined],
    ['сто', undefined],
  ])('what is typed as “%s” is %s', (text, kopecks) => expect(parse_money(text)).toBe(kopecks));

  test.each([0, 1, 99, 100, 12_200_000, 999_999_999])('reads back what it wrote: %i', (kopecks) =>
    expect(parse_money(money(kopecks))).toBe(kopecks),
  );
});

describe('phones', () => {
  test('a Russian number is grouped', () =>
    expect(plain(phone('+79161234567'))).toBe('+7 916 123-45-67'));
  test('a foreign one stays', () => expect(phone('+4915112345678')).toBe('+4915112345678'));
  test.each([
    ['8 (916) 123-45-67', '+79161234567'],
    ['916 123 45 67', '+79161234567'],
    ['+7 916 123-45-67', '+79161234567'],
    ['+49 151 12345678', '+4915112345678'],
    ['123', undefined],
    ['', undefined],
  ])('“%s” is %s', (text, number) => expect(parse_phone(text)).toBe(number));
});

describe('dates', () => {
  const now = '2026-11-24T09:00:00Z'; // Tuesday, noon in Moscow

  test('a day', () => expect(plain(day('2026-11-23', now))).toBe('пн, 23 нояб.'));
  test('a day of another year', () =>
    expect(plain(day('2027-03-08', now))).toBe('пн, 8 мар. 2027'));
  test('a short date', () => expect(date('2026-11-24')).toBe('24.11.2026'));
  test('an instant belongs to the day in the company’s zone', () =>
    expect(date_of('2026-11-24T22:30:00Z')).toBe('2026-11-25'));
  test('a clock in the company’s zone', () => expect(clock('2026-11-24T11:05:00Z')).toBe('14:05'));
  test.each([
    ['2026-11-24', 'сегодня'],
    ['2026-11-25', 'завтра'],
    ['2026-11-23', 'вчера'],
    ['2026-11-26', 'чт, 26 нояб.'],
  ])('%s is %s', (value, text) => expect(plain(near_day(value, now))).toBe(text));
  test.each([
    ['2026-11-24T08:59:30Z', 'только что'],
    ['2026-11-24T08:59:00Z', '1 минуту назад'],
    ['2026-11-24T08:38:00Z', '22 минуты назад'],
    ['2026-11-24T08:49:00Z', '11 минут назад'],
    ['2026-11-24T04:00:00Z', '5 часов назад'],
    ['2026-11-23T11:05:00Z', 'вчера, 14:05'],
  ])('%s was %s', (value, text) => expect(ago(value, now)).toBe(text));
});

describe('a day and an hour in the company’s zone', () => {
  test.each([
    ['Europe/Moscow', '2026-11-24', 845, '2026-11-24T11:05:00.000Z'],
    ['Europe/Moscow', '2026-11-24', 60, '2026-11-23T22:00:00.000Z'],
    ['Asia/Vladivostok', '2026-11-24', 540, '2026-11-23T23:00:00.000Z'],
    ['Europe/Berlin', '2026-03-29', 600, '2026-03-29T08:00:00.000Z'], // the clocks went on
  ])('%s, %s, minute %i', (zone, date, minute, instant) => {
    set_zone(zone);
    expect(instant_of(date, minute)).toBe(instant);
    expect(minute_of(instant)).toBe(minute);
    set_zone('Europe/Moscow');
  });
});

describe('countdown', () => {
  const now = '2026-11-24T09:00:00Z';
  test.each([
    ['2026-11-27T10:00:00Z', 'осталось 3 дня', 'calm'],
    ['2026-11-24T15:00:00Z', 'осталось 6 ч', 'calm'],
    ['2026-11-24T11:10:00Z', 'осталось 2 ч 10 мин', 'waiting'],
    ['2026-11-24T09:45:00Z', 'осталось 45 мин', 'waiting'],
    ['2026-11-24T08:00:00Z', 'просрочено на 1 ч', 'late'],
    ['2026-11-19T09:00:00Z', 'просрочено на 5 дней', 'late'],
  ])('until %s: %s', (deadline, text, tone) =>
    expect(countdown(deadline, now)).toEqual({ text, tone }),
  );
  test('what was done in time is done, whatever the clock says', () =>
    expect(countdown('2026-11-20T09:00:00Z', now, '2026-11-20T08:00:00Z').tone).toBe('done'));
  test('what was done late stays late', () =>
    expect(countdown('2026-11-20T09:00:00Z', now, '2026-11-20T11:00:00Z')).toEqual({
      text: 'просрочено на 2 ч',
      tone: 'late',
    }));
});

test.each([
  [1, '1 день'],
  [2, '2 дня'],
  [5, '5 дней'],
  [11, '11 дней'],
  [21, '21 день'],
  [104, '104 дня'],
])('%i: %s', (count, text) => expect(ui('days', { count })).toBe(text));

test('spans', () => {
  expect(span(45 * 60_000)).toBe('45 мин');
  expect(span(13.5 * 3_600_000)).toBe('13 ч');
});

test('file sizes', () => {
  expect(plain(file_size(1_400_000))).toBe('1,4 МБ');
  expect(plain(file_size(900))).toBe('900 Б');
});
