// Dragging a card by pointer. While it moves nothing is drawn by React: a copy of the card follows
// the pointer and the column below is marked in the document itself, which keeps a move cheap on a
// board of thousands.
import { type RefObject, useEffect, useRef } from 'react';
import classes from './board.module.css';

const mouse_slack = 5; // pixels before a press becomes a drag
const touch_slack = 10; // a finger that moves more means to scroll
const hold = 350; // milliseconds before a finger lifts the card
const edge = 56; // pixels from the border where the board scrolls by itself

interface Drag {
  pointer: number;
  touch: boolean;
  card: HTMLElement;
  key: string;
  x: number;
  y: number;
  timer: ReturnType<typeof setTimeout> | undefined;
  lifted?: { copy: HTMLElement; dx: number; dy: number; frame: number };
  over?: HTMLElement;
}

export function useDrag(
  root: RefObject<HTMLElement | null>,
  card_height: number,
  move: (key: string, column: number, position: number) => void,
  open: (key: string) => void,
) {
  const drag = useRef<Drag>(undefined);
  const height = useRef(card_height);
  height.current = card_height;

  useEffect(() => {
    const board = root.current;
    const columns = () => [...(board?.querySelectorAll<HTMLElement>('[data-column]') ?? [])];

    function finish() {
      const current = drag.current;
      drag.current = undefined;
      if (!current) return;
      clearTimeout(current.timer);
      current.over?.removeAttribute('data-over');
      current.card.removeAttribute('data-lifted');
      if (current.lifted) {
        cancelAnimationFrame(current.lifted.frame);
        current.lifted.copy.remove();
      }
      document.documentElement.classList.remove(classes.dragging as string);
    }

    function on_down(event: PointerEvent) {
      const card = (event.target as HTMLElement).closest<HTMLElement>('[data-card]');
      const key = card?.dataset.card;
      if (!card || !key || event.button !== 0 || drag.current) return;
      const touch = event.pointerType !== 'mouse';
      const { pointerId: pointer, clientX: x, clientY: y } = event;
      const started: Drag = { pointer, touch, card, key, x, y, timer: undefined };
      if (touch) started.timer = setTimeout(() => lift(started), hold);
      drag.current = started;
    }

    function lift(current: Drag) {
      const box = current.card.getBoundingClientRect();
      const copy = current.card.cloneNode(true) as HTMLElement;
      copy.removeAttribute('data-card');
      copy.setAttribute('aria-hidden', 'true');
      copy.classList.add(classes.copy as string);
      copy.style.width = `${box.width}px`;
      copy.style.height = `${box.height}px`;
      document.body.append(copy);
      current.card.setAttribute('data-lifted', 'true');
      current.lifted = { copy, dx: current.x - box.left, dy: current.y - box.top, frame: 0 };
      document.documentElement.classList.add(classes.dragging as string);
      follow(current);
      scroll_by_itself(current);
      if (current.touch) navigator.vibrate?.(10);
    }

    function follow(current: Drag) {
      const { lifted, x, y } = current;
      if (!lifted) return;
      const [left, top] = [x - lifted.dx, y - lifted.dy];
      lifted.copy.style.transform = `translate(${left}px, ${top}px) rotate(1deg)`;
      const over = columns().find((column) => {
        const box = column.getBoundingClientRect();
        return x >= box.left && x < box.right;
      });
      if (over === current.over) return;
      current.over?.removeAttribute('data-over');
      over?.setAttribute('data-over', 'true');
      current.over = over;
    }

    function scroll_by_itself(current: Drag) {
      const { lifted, x, y, over } = current;
      if (!lifted || !board || drag.current !== current) return;
      const box = board.getBoundingClientRect();
      const speed = (at: number, start: number, end: number) =>
        at < start + edge ? -12 : at > end - edge ? 12 : 0;
      const sideways = speed(x, box.left, box.right);
      if (sideways) board.scrollLeft += sideways;
      const scroller = over?.querySelector<HTMLElement>('[data-scroller]');
      if (scroller) {
        const inside = scroller.getBoundingClientRect();
        const down = speed(y, inside.top, inside.bottom);
        if (down) scroller.scrollTop += down;
      }
      if (sideways) follow(current);
      lifted.frame = requestAnimationFrame(() => scroll_by_itself(current));
    }

    function on_move(event: PointerEvent) {
      const current = drag.current;
      if (!current || event.pointerId !== current.pointer) return;
      const far = Math.hypot(event.clientX - current.x, event.clientY - current.y);
      if (current.lifted) {
        current.x = event.clientX;
        current.y = event.clientY;
        follow(current);
      } else if (current.touch && far > touch_slack) {
        finish();
      } else if (!current.touch && far > mouse_slack) {
        lift(current);
        current.x = event.clientX;
        current.y = event.clientY;
        follow(current);
      }
    }

    function on_up(event: PointerEvent) {
      const current = drag.current;
      if (!current || event.pointerId !== current.pointer) return;
      const { lifted, over, key, y } = current;
      if (!lifted) {
        finish();
        open(key);
        return;
      }
      const column = over ? columns().indexOf(over) : -1;
      const scroller = over?.querySelector<HTMLElement>('[data-scroller]');
      const top = scroller?.getBoundingClientRect().top ?? 0;
      const inside = y - lifted.dy - top + (scroller?.scrollTop ?? 0);
      const position = Math.max(0, Math.round(inside / height.current));
      finish();
      if (column >= 0) move(key, column, position);
    }

    // A held finger must not scroll the page any more.
    const on_touch = (event: TouchEvent) => {
      if (drag.current?.lifted) event.preventDefault();
    };
    const on_menu = (event: Event) => {
      if (drag.current?.touch) event.preventDefault();
    };
    const on_escape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && drag.current?.lifted) {
        event.preventDefault();
        event.stopPropagation();
        finish();
      }
    };
    board?.addEventListener('pointerdown', on_down);
    document.addEventListener('pointermove', on_move);
    document.addEventListener('pointerup', on_up);
    document.addEventListener('pointercancel', finish);
    document.addEventListener('touchmove', on_touch, { passive: false });
    document.addEventListener('contextmenu', on_menu);
    document.addEventListener('keydown', on_escape, true);
    return () => {
      finish();
      board?.removeEventListener('pointerdown', on_down);
      document.removeEventListener('pointermove', on_move);
      document.removeEventListener('pointerup', on_up);
      document.removeEventListener('pointercancel', finish);
      document.removeEventListener('touchmove', on_touch);
      document.removeEventListener('contextmenu', on_menu);
      document.removeEventListener('keydown', on_escape, true);
    };
  }, [root, move, open]);
}
