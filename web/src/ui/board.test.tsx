import { act, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Board, type BoardColumn } from './board';

// The test's document has no sizes; a virtual list must believe that it is seen.
beforeEach(() => {
  for (const name of ['clientHeight', 'clientWidth'])
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => 600 });
});
afterEach(() => vi.useRealTimers());

const moved = vi.fn();
const opened = vi.fn();
const start: Record<string, string[]> = { lead: ['a', 'b'], quote: [], invoice: ['c'] };

function Deals() {
  const [cards, set_cards] = useState(start);
  const columns: BoardColumn<string>[] = Object.entries(cards).map(([key, all]) => ({
    key,
    title: key,
    cards: all,
  }));
  return (
    <Board
      label="deals"
      columns={columns}
      card_key={(card) => card}
      card_name={(card) => `deal ${card}`}
      card_height={80}
      draw={(card) => <span>deal {card}</span>}
      onOpen={opened}
      onMove={(card, from, to, position) => {
        moved(card, from, to, position);
        set_cards((all) => ({
          ...all,
          [from]: (all[from] ?? []).filter((each) => each !== card),
          [to]: [card, ...(all[to] ?? [])],
        }));
      }}
    />
  );
}

const card = (name: string) => screen.getByRole('button', { name: `deal ${name}` });
const press = (key: string, more = {}) =>
  fireEvent.keyDown(document.activeElement as Element, { key, ...more });
function show() {
  moved.mockClear();
  opened.mockClear();
  render(<Deals />);
  act(() => card('a').focus());
}

test('arrows walk the cards and jump over an empty column', () => {
  show();
  press('ArrowDown');
  expect(document.activeElement).toBe(card('b'));
  press('ArrowRight');
  expect(document.activeElement).toBe(card('c'));
  press('ArrowLeft');
  expect(document.activeElement).toBe(card('a'));
});

test('Space lifts, an arrow chooses, Space drops; the focus stays on the card', () => {
  show();
  press(' ');
  press('ArrowRight');
  press('ArrowRight');
  expect(moved).not.toHaveBeenCalled();
  press(' ');
  expect(moved).toHaveBeenCalledWith('a', 'lead', 'invoice', 0);
  expect(document.activeElement).toBe(card('a'));
  expect(card('a').closest('[data-column]')?.getAttribute('data-column')).toBe('invoice');
});

test('Escape puts a lifted card back', () => {
  show();
  press(' ');
  press('ArrowRight');
  press('Escape');
  press('ArrowDown');
  expect(moved).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(card('b'));
});

test('Alt and an arrow move at once', () => {
  show();
  press('ArrowRight', { altKey: true });
  expect(moved).toHaveBeenCalledWith('a', 'lead', 'quote', 0);
  expect(document.activeElement).toBe(card('a'));
});

test('Enter opens', () => {
  show();
  press('Enter');
  expect(opened).toHaveBeenCalledWith('a');
});

const column_box = (index: number) =>
  ({ left: index * 250, right: index * 250 + 240, top: 0, bottom: 600 }) as DOMRect;
function boxes() {
  for (const [index, column] of document.querySelectorAll('[data-column]').entries())
    vi.spyOn(column, 'getBoundingClientRect').mockReturnValue(column_box(index));
}
const pointer = (target: EventTarget, type: string, x: number, more = {}) =>
  fireEvent(
    target as Element,
    new PointerEvent(type, {
      bubbles: true,
      button: 0,
      pointerId: 1,
      pointerType: 'mouse',
      clientX: x,
      clientY: 40,
      ...more,
    }),
  );

test('the mouse drags a card; a press without a move opens it', () => {
  show();
  boxes();
  pointer(card('a'), 'pointerdown', 20);
  pointer(document, 'pointerup', 21);
  expect(opened).toHaveBeenCalledWith('a');
  pointer(card('a'), 'pointerdown', 20);
  pointer(document, 'pointermove', 300);
  pointer(document, 'pointerup', 300);
  expect(moved).toHaveBeenCalledWith('a', 'lead', 'quote', 0);
  expect(opened).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(card('a'));
});

test('a finger scrolls, unless it is held first', () => {
  vi.useFakeTimers();
  show();
  boxes();
  const touch = { pointerType: 'touch' };
  pointer(card('a'), 'pointerdown', 20, touch);
  pointer(document, 'pointermove', 300, touch);
  pointer(document, 'pointerup', 300, touch);
  expect(moved).not.toHaveBeenCalled();
  pointer(card('a'), 'pointerdown', 20, touch);
  vi.advanceTimersByTime(400);
  pointer(document, 'pointermove', 560, touch);
  pointer(document, 'pointerup', 560, touch);
  expect(moved).toHaveBeenCalledWith('a', 'lead', 'invoice', 0);
  expect(opened).not.toHaveBeenCalled();
});

test('Escape ends a drag where it began', () => {
  show();
  boxes();
  pointer(card('a'), 'pointerdown', 20);
  pointer(document, 'pointermove', 300);
  press('Escape');
  pointer(document, 'pointerup', 300);
  expect(moved).not.toHaveBeenCalled();
});
