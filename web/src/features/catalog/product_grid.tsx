// The products as a grid of cards: plain HTML and only the rows in view. The arrow keys walk, Enter
// opens, "+" puts the product into the selection or takes it out.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { catalog as t } from '../../texts/catalog';
import { Icon } from '../../ui/icons';
import classes from './catalog.module.css';
import { Picture } from './picture';
import { ColourDots, type ProductRow, price_words, Stock } from './words';

const gap = 12;
const narrowest = 172;
const words_height = 92; // under the picture

interface ProductGridProps {
  products: readonly ProductRow[];
  sample: (colour: string) => string;
  chosen: ReadonlySet<number>; // in the selection
  onOpen: (product: ProductRow) => void;
  onToggle: (product: ProductRow) => void;
  onEnd: () => void;
}

export function ProductGrid(props: ProductGridProps) {
  const { products, chosen, onOpen, onToggle, onEnd, sample } = props;
  const [scroller, set_scroller] = useState<HTMLDivElement | null>(null);
  const [width, set_width] = useState(0);
  const [active, set_active] = useState(0);
  const moved = useRef(false);

  useLayoutEffect(() => {
    if (!scroller) return;
    const look = () => set_width(scroller.clientWidth);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(scroller);
    return () => observer.disconnect();
  }, [scroller]);

  const columns = Math.max(2, Math.floor((width + gap) / (narrowest + gap)));
  const card = width ? (width - gap * (columns - 1)) / columns : narrowest;
  const height = Math.round(card + words_height + gap);
  const rows = Math.ceil(products.length / columns);
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller,
    estimateSize: () => height,
    overscan: 3,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights follow the width
  useLayoutEffect(() => virtual.measure(), [height]);

  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows > 0 && last >= rows - 4) onEnd();
  }, [last, rows, onEnd]);

  // The card that the arrow keys reached may have just been drawn.
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    scroller?.querySelector<HTMLElement>(`[data-card="${active}"]`)?.focus();
  });

  function walk(event: KeyboardEvent) {
    const product = products[active];
    if ((event.key === '+' || event.key === '=') && product) {
      event.preventDefault();
      onToggle(product);
      return;
    }
    const step: Record<string, number> = {
      ArrowRight: active + 1,
      ArrowLeft: active - 1,
      ArrowDown: active + columns,
      ArrowUp: active - columns,
      Home: 0,
      End: products.length - 1,
    };
    const next = step[event.key];
    if (next === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const index = Math.min(products.length - 1, Math.max(0, next));
    moved.current = true;
    set_active(index);
    virtual.scrollToIndex(Math.floor(index / columns));
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the cards inside have the focus
    <div ref={set_scroller} className={classes.scroller} onKeyDown={walk}>
      <ul
        className={classes.grid}
        aria-label={t('products')}
        style={{ height: virtual.getTotalSize() }}
      >
        {shown.flatMap((row) =>
          products.slice(row.index * columns, (row.index + 1) * columns).map((product, column) => {
            const index = row.index * columns + column;
            const inside = chosen.has(product.id);
            return (
              <li
                key={product.id}
                className={classes.card}
                data-chosen={inside || undefined}
                style={{
                  width: card,
                  height: height - gap,
                  transform: `translate(${column * (card + gap)}px, ${row.start}px)`,
                }}
              >
                <button
                  type="button"
                  className={classes.open}
                  data-card={index}
                  tabIndex={index === active ? 0 : -1}
                  onFocus={() => set_active(index)}
                  onClick={() => onOpen(product)}
                >
                  <Picture picture={product.picture} product_id={product.id} />
                  <span className={classes.name}>{product.name}</span>
                  <span className={classes.price}>
                    {price_words(product.price_from_micro, product.price_to_micro)}
                  </span>
                  <span className={classes.foot}>
                    <Stock stock={product.stock} arrival={product.arrival_on} />
                    <ColourDots colours={product.colours} sample={sample} />
                  </span>
                </button>
                <button
                  type="button"
                  className={classes.pick}
                  aria-pressed={inside}
                  aria-label={t('add_name', { name: product.name })}
                  title={inside ? t('in_selection') : t('add')}
                  tabIndex={index === active ? 0 : -1}
                  onClick={() => onToggle(product)}
                >
                  <Icon name={inside ? 'check' : 'plus'} />
                </button>
              </li>
            );
          }),
        )}
      </ul>
    </div>
  );
}
