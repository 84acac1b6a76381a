// The items of a selection in their order: dragged by their handle (mouse or finger), moved by
// Alt+arrow, taken out by Delete. While it is dragged the list is rearranged here only; the server
// hears the order once, when the item is let go.
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { catalog as t } from '../../texts/catalog';
import { IconButton } from '../../ui/button';
import { Icon } from '../../ui/icons';
import { Tag } from '../../ui/tag';
import classes from './catalog.module.css';
import { Picture } from './picture';
import { moved, price } from './product_filter';
import type { SelectionActs, SelectionCard, SelectionItem } from './selection_acts';
import { Stock } from './words';

interface SelectionItemsProps {
  card: SelectionCard;
  acts: SelectionActs;
  onEdit: (item: SelectionItem) => void;
  onOpen: (product_id: number) => void;
}

export function SelectionItems({ card, acts, onEdit, onOpen }: SelectionItemsProps) {
  const [order, set_order] = useState<readonly SelectionItem[]>(); // while one is dragged
  const [dragged, set_dragged] = useState<number>();
  const list = useRef<HTMLOListElement>(null);
  const items = order ?? card.items;
  const may = card.may_change;

  const settle = async (next: readonly SelectionItem[]) => {
    set_order(next);
    await acts.order(next.map((item) => item.id));
    set_order(undefined);
  };
  const focus = (index: number) =>
    requestAnimationFrame(() => list.current?.querySelectorAll('li')[index]?.focus());

  function on_key(event: KeyboardEvent, index: number) {
    const item = items[index];
    if (event.target !== event.currentTarget || !item) return;
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step && event.altKey && may) {
      const to = index + step;
      if (to >= 0 && to < items.length) void settle(moved(items, index, to)).then(() => focus(to));
    } else if (step) {
      focus(Math.min(items.length - 1, Math.max(0, index + step)));
    } else if (event.key === 'Delete' && may) {
      void acts.take_out(item).then(() => focus(Math.min(items.length - 2, index)));
    } else if (event.key === 'Enter') {
      if (may) onEdit(item);
      else if (item.product_id) onOpen(item.product_id);
    } else {
      return;
    }
    event.preventDefault();
  }

  function drag(event: PointerEvent<HTMLElement>) {
    if (dragged === undefined || !order) return;
    const rows = [...(list.current?.querySelectorAll('li') ?? [])];
    const from = order.findIndex((item) => item.id === dragged);
    const to = rows.findIndex((row) => {
      const box = row.getBoundingClientRect();
      return event.clientY >= box.top && event.clientY < box.bottom;
    });
    if (to >= 0 && to !== from) set_order(moved(order, from, to));
  }

  function drop() {
    if (dragged === undefined) return;
    set_dragged(undefined);
    const same = order?.every((item, index) => item.id === card.items[index]?.id) ?? true;
    if (same || !order) set_order(undefined);
    else void settle(order);
  }

  return (
    <ol className={classes.items} ref={list}>
      {items.map((item, index) => (
        <li
          key={item.id}
          className={classes.item}
          data-dragged={dragged === item.id || undefined}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys work on the row
          tabIndex={0}
          title={may ? t('move_note') : undefined}
          onKeyDown={(event) => on_key(event, index)}
        >
          {may && (
            <span
              className={classes.handle}
              title={t('drag', { name: item.title })}
              onPointerDown={(event) => {
                if (event.button !== 0) return;
                event.preventDefault();
                event.currentTarget.setPointerCapture(event.pointerId);
                set_dragged(item.id);
                set_order(items);
              }}
              onPointerMove={drag}
              onPointerUp={drop}
              onPointerCancel={() => {
                set_dragged(undefined);
                set_order(undefined);
              }}
            >
              <Icon name="list" size={12} />
            </span>
          )}
          <Picture picture={item.picture} product_id={item.product_id} />
          <div className={classes.item_words}>
            {item.product_id ? (
              <button
                type="button"
                className={classes.link}
                onClick={() => item.product_id && onOpen(item.product_id)}
              >
                {item.title}
              </button>
            ) : (
              <span>{item.title}</span>
            )}
            <span className={classes.item_facts}>
              {item.price_micro != null && <b>{price(item.price_micro)}</b>}
              {item.own_price && <Tag>{t('own_price')}</Tag>}
              {item.product_id && !item.gone && (
                <Stock stock={item.stock} arrival={item.arrival_on} />
              )}
              {item.gone && <Tag tone="late">{t('gone')}</Tag>}
            </span>
            {item.note && <span className={classes.item_note}>{item.note}</span>}
          </div>
          {may && (
            <span className={classes.item_acts}>
              <IconButton
                icon="edit"
                label={t('edit_item', { name: item.title })}
                onClick={() => onEdit(item)}
              />
              <IconButton
                icon="close"
                label={t('take_out', { name: item.title })}
                onClick={() => void acts.take_out(item)}
              />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
