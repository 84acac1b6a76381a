// Columns of cards that are dragged from one to another: by mouse, by touch (press and hold), by
// keyboard (Space lifts, arrows choose, Space drops; Alt+arrow moves at once). Only the cards in
// view are drawn. The focus stays on the card. Moving itself is the caller's: onMove changes the
// columns, at once or after the server's word.
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { ui } from '../texts/ui';
import classes from './board.module.css';
import { useDrag } from './board_drag';

export interface BoardColumn<Card> {
  key: string;
  title: string;
  cards: readonly Card[];
  head?: ReactNode; // the sum, the count
  onEnd?: () => void; // the last cards are near: load more
  narrow?: boolean; // only a place to drop on
}

export interface BoardProps<Card> {
  label: string;
  columns: readonly BoardColumn<Card>[];
  card_key: (card: Card) => string;
  card_name: (card: Card) => string; // said when it is moved
  card_height: number;
  draw: (card: Card) => ReactNode; // text only: a card is one thing to press
  onOpen: (card: Card) => void;
  onMove: (card: Card, from: string, to: string, position: number) => void;
}

interface Place {
  column: number;
  index: number;
}

export function Board<Card>(props: BoardProps<Card>) {
  const { columns, card_key } = props;
  const root = useRef<HTMLDivElement>(null);
  const [active, set_active] = useState<string>(); // the card with the focus, or that had it
  const [lifted, set_lifted] = useState<{ key: string; from: number; to: number }>();
  const [said, set_said] = useState('');
  const wants_focus = useRef<string>(null); // the column in which the active card shall have it
  const latest = useRef(props);
  latest.current = props;

  const find = useCallback((key: string | undefined): Place | undefined => {
    for (const [column, each] of latest.current.columns.entries()) {
      const index = each.cards.findIndex((card) => latest.current.card_key(card) === key);
      if (index >= 0) return { column, index };
    }
    return undefined;
  }, []);

  const move = useCallback(
    (key: string, to: number, position: number) => {
      const place = find(key);
      const { columns: now, card_name, onMove } = latest.current;
      const from = place && now[place.column];
      const target = now[to];
      const card = place && from?.cards[place.index];
      if (!card || !from || !target) return;
      set_active(key);
      wants_focus.current = target.key;
      set_said(ui('board_dropped', { card: card_name(card), column: target.title }));
      if (target.key !== from.key) onMove(card, from.key, target.key, position);
    },
    [find],
  );

  const open = useCallback(
    (key: string) => {
      const place = find(key);
      const card = place && latest.current.columns[place.column]?.cards[place.index];
      if (card) latest.current.onOpen(card);
    },
    [find],
  );

  useDrag(root, latest.current.card_height, move, open);

  const focus = (place: Place) => {
    const column = columns[place.column];
    const card = column?.cards[place.index];
    if (!card) return;
    wants_focus.current = column.key;
    set_active(card_key(card));
  };

  function next_column(from: number, step: number): number | undefined {
    for (let i = from + step; i >= 0 && i < columns.length; i += step)
      if ((columns[i]?.cards.length ?? 0) > 0) return i;
    return undefined;
  }

  function on_key(event: KeyboardEvent) {
    const key = (event.target as HTMLElement).dataset.card;
    const place = find(key);
    const card = place && columns[place.column]?.cards[place.index];
    if (!key || !place || !card) return;
    const name = props.card_name(card);
    const sideways = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    let known = true;
    if (lifted) {
      const to = Math.min(columns.length - 1, Math.max(0, lifted.to + sideways));
      if (sideways) {
        set_lifted({ ...lifted, to });
        set_said(ui('board_over', { column: columns[to]?.title ?? '' }));
        root.current
          ?.querySelectorAll('[data-column]')
          [to]?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
      } else if (event.key === ' ' || event.key === 'Enter') {
        set_lifted(undefined);
        move(key, lifted.to, 0);
      } else if (event.key === 'Escape' || event.key === 'Tab') {
        set_lifted(undefined);
        set_said(ui('board_back', { card: name }));
        known = event.key === 'Escape';
      }
    } else if (event.key === ' ') {
      set_lifted({ key, from: place.column, to: place.column });
      set_said(ui('board_lifted', { card: name }));
    } else if (event.key === 'Enter') {
      props.onOpen(card);
    } else if (sideways && event.altKey) {
      const to = place.column + sideways;
      if (to >= 0 && to < columns.length) move(key, to, 0);
    } else if (sideways) {
      const column = next_column(place.column, sideways);
      if (column !== undefined)
        focus({
          column,
          index: Math.min(place.index, (columns[column]?.cards.length ?? 1) - 1),
        });
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      focus({ ...place, index: place.index + (event.key === 'ArrowDown' ? 1 : -1) });
    } else if (event.key === 'Home' || event.key === 'End') {
      const last = (columns[place.column]?.cards.length ?? 1) - 1;
      focus({ ...place, index: event.key === 'Home' ? 0 : last });
    } else known = false;
    if (known) event.preventDefault();
  }

  const reachable = find(active) ? active : first_key(columns, card_key);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the cards inside have the focus
    <div
      ref={root}
      className={classes.board}
      onKeyDown={on_key}
      onFocus={(event) => {
        const key = (event.target as HTMLElement).dataset.card;
        if (!key) return;
        set_active(key);
        wants_focus.current = null; // wherever it went, it is there now
      }}
    >
      {columns.map((column, index) => (
        <Column
          key={column.key}
          column={column}
          card_key={card_key}
          card_height={props.card_height}
          draw={props.draw}
          over={lifted?.to === index}
          lifted={lifted?.key}
          active={reachable}
          wants_focus={wants_focus}
        />
      ))}
      <div className="for-readers" aria-live="assertive">
        {said}
      </div>
    </div>
  );
}

function first_key<Card>(columns: readonly BoardColumn<Card>[], key: (card: Card) => string) {
  const card = columns.find((column) => column.cards.length > 0)?.cards[0];
  return card && key(card);
}

interface ColumnProps<Card> {
  column: BoardColumn<Card>;
  card_key: (card: Card) => string;
  card_height: number;
  draw: (card: Card) => ReactNode;
  over: boolean;
  lifted: string | undefined;
  active: string | undefined;
  wants_focus: RefObject<string | null>; // the column whose active card shall be focused
}

const Column = memo(function Column<Card>(props: ColumnProps<Card>) {
  const { column, card_key, card_height, active } = props;
  const [scroller, set_scroller] = useState<HTMLDivElement | null>(null);
  const count = column.cards.length;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller,
    estimateSize: () => card_height,
    overscan: 4,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const { onEnd } = column;

  useEffect(() => {
    if (count > 0 && last >= count - 8) onEnd?.();
  }, [last, count, onEnd]);

  // The card that the keys reached, or that was moved here, may first have to be drawn.
  useLayoutEffect(() => {
    if (props.wants_focus.current !== column.key) return;
    const at = column.cards.findIndex((card) => card_key(card) === active);
    if (at < 0) return;
    const card = scroller?.querySelector<HTMLElement>(`[data-card="${active}"]`);
    virtual.scrollToIndex(at);
    if (!card) return;
    props.wants_focus.current = null;
    card.focus({ preventScroll: true });
    card.closest('[data-column]')?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  });

  return (
    <section
      className={classes.column}
      data-column={column.key}
      data-over={props.over || undefined}
      data-narrow={column.narrow || undefined}
      aria-label={column.title}
    >
      <header className={classes.head}>
        <h2>{column.title}</h2>
        {column.head}
      </header>
      <div ref={set_scroller} className={classes.scroller} data-scroller tabIndex={-1}>
        {count === 0 && !column.narrow && <p className={classes.empty}>{ui('board_empty')}</p>}
        <ul className={classes.cards} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const card = column.cards[item.index] as Card;
            const key = card_key(card);
            return (
              <li
                key={key}
                className={classes.place}
                style={{ transform: `translateY(${item.start}px)`, height: card_height }}
              >
                <div
                  role="button"
                  aria-roledescription={ui('board_card')}
                  className={classes.card}
                  data-card={key}
                  data-lifted={props.lifted === key || undefined}
                  tabIndex={key === active ? 0 : -1}
                >
                  {props.draw(card)}
                </div>
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}) as <Card>(props: ColumnProps<Card>) => ReactNode;
