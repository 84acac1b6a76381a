import { describe, expect, test } from 'vitest';
import { urgency } from './board_card';
import { filter_of } from './deal_filter';
import type { DealRow } from './deals';
import { empty_item, empty_need, need_of, read_runs } from './need_fields';

describe('runs as people write them', () => {
  test.each([
    ['100, 300 и 500', [100, 300, 500]],
    ['1 000', [1000]],
    ['100/300', [100, 300]],
    ['1 000 000, 50', [1_000_000, 50]],
    ['', []],
    ['0', undefined],
  ])('“%s” is %j', (text, runs) => expect(read_runs(text)).toEqual(runs));
});

test('empty rows of the need are not sent', () => {
  const need = {
    ...empty_need(),
    items: [
      {
        ...empty_item(),
        product: 'Кружки',
        imprints: [{ method: '', colours: null, place: '', size: '' }],
      },
      empty_item(),
    ],
  };
  expect(need_of(need).items).toHaveLength(1);
  expect(need_of(need).items[0]?.imprints).toEqual([]);
});

describe('the address of a list is its filter', () => {
  test.each([
    [{ view: 'list', quote: 'waiting' }, { quote: 'waiting' }],
    [{ view: 'list', stage: 'new_lead' }, { stage: ['new_lead'] }],
    [{ lacks: 'company', deal: 17 }, { lacks: 'company' }],
    [{ outcome: 'any' }, { any_outcome: true }],
    [
      { owner_id: 3, amount_from: 10_000, text: 'кружки' },
      { owner_id: 3, amount_from: 10_000, text: 'кружки' },
    ],
    [{ late: false, order: 'newest' }, {}],
  ])('%j asks for %j', (values, filter) => expect(filter_of(values)).toEqual(filter));
});

describe('the one thing that presses most', () => {
  const now = new Date('2026-11-24T09:00:00Z').getTime();
  const deal = (values: Partial<DealRow>) =>
    ({
      late_quote: false,
      late_stage: false,
      late_step: false,
      no_next_step: false,
      ...values,
    }) as DealRow;
  test('a quote that was not sent counts down before everything else', () =>
    expect(
      urgency(deal({ quote_due_at: '2026-11-24T08:00:00Z', no_next_step: true }), now),
    ).toEqual({ text: 'КП: просрочено на 1 ч', tone: 'late' }));
  test('a deal without a next step is marked', () =>
    expect(
      urgency(
        deal({
          quote_due_at: '2026-11-24T08:00:00Z',
          quote_sent_at: '2026-11-23T08:00:00Z',
          no_next_step: true,
        }),
        now,
      ),
    ).toEqual({ text: 'нет следующего шага', tone: 'late' }));
  test('else the next step says its day', () =>
    expect(urgency(deal({ next_step_at: '2026-11-25T08:00:00Z' }), now)).toEqual({
      text: 'Шаг: завтра',
      tone: 'calm',
    }));
});
