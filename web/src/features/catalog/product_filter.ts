// What is looked for in the catalogue stands in the address, so that a link and the Back button
// keep it. Here it becomes the query that the server understands, and the chips that say it.
import type { operations } from '../../api/schema.gen';
import { catalog as t } from '../../texts/catalog';
import { money } from '../../ui/format';

export type ProductQuery = NonNullable<operations['get_products']['parameters']['query']>;
export type Order = NonNullable<ProductQuery['order']>;

export interface Looked {
  text?: string;
  category?: string;
  colour?: string[];
  material?: string;
  supplier?: number;
  from?: number; // kopecks
  to?: number;
  run?: number; // in stock, of one colour
  order?: Order;
  product?: number; // open in the drawer
  selection?: number;
}

const orders: readonly Order[] = ['best', 'cheap', 'expensive', 'newest'];
const text_of = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined;
const number_of = (value: unknown) => {
  const number = Number(value);
  return value !== undefined && Number.isSafeInteger(number) && number > 0 ? number : undefined;
};

// The address is typed by anybody: what it says is taken only where it makes sense.
export function looked_for(search: Record<string, unknown>): Looked {
  const colour = Array.isArray(search.colour) ? search.colour : [search.colour];
  const colours = colour.flatMap((each) => text_of(each) ?? []);
  return {
    text: text_of(search.text),
    category: text_of(search.category),
    colour: colours.length ? colours : undefined,
    material: text_of(search.material),
    supplier: number_of(search.supplier),
    from: number_of(search.from),
    to: number_of(search.to),
    run: number_of(search.run),
    order: orders.find((each) => each === search.order),
    product: number_of(search.product),
    selection: number_of(search.selection),
  };
}

export function query_of(looked: Looked): ProductQuery {
  return {
    text: looked.text,
    category: looked.category,
    colour: looked.colour,
    material: looked.material,
    feed_id: looked.supplier,
    price_from_kopecks: looked.from,
    price_to_kopecks: looked.to,
    in_stock: looked.run,
    order: looked.order,
  };
}

export interface Names {
  colour: (key: string) => string;
  material: (key: string) => string;
  supplier: (id: number) => string;
}
export interface Chip {
  key: string;
  text: string;
  without: Partial<Looked>; // what to change to be rid of it
}

export function chips_of(looked: Looked, names: Names): Chip[] {
  const chips: Chip[] = [];
  const add = (key: string, text: string, without: Partial<Looked>) =>
    chips.push({ key, text, without });
  const { category, colour = [], material, supplier, from, to, run } = looked;
  if (category) add('category', category.split(' / ').at(-1) ?? '', { category: undefined });
  for (const key of colour) {
    const rest = colour.filter((each) => each !== key);
    add(`colour ${key}`, names.colour(key), { colour: rest.length ? rest : undefined });
  }
  if (material) add('material', names.material(material), { material: undefined });
  if (supplier) add('supplier', names.supplier(supplier), { supplier: undefined });
  const without_price = { from: undefined, to: undefined };
  if (from && to)
    add('price', t('chip_price', { from: money(from), to: money(to) }), without_price);
  else if (from) add('price', t('chip_price_from', { price: money(from) }), without_price);
  else if (to) add('price', t('chip_price_to', { price: money(to) }), without_price);
  if (run) add('run', t('chip_run', { count: run }), { run: undefined });
  return chips;
}

export const nothing_looked: Partial<Looked> = {
  text: undefined,
  category: undefined,
  colour: undefined,
  material: undefined,
  supplier: undefined,
  from: undefined,
  to: undefined,
  run: undefined,
};

// Costs and prices are millionths of a rouble, money is shown in kopecks.
export const price = (micro: number) => money(Math.round(micro / 10_000));

// The list with the item moved to another place.
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const next = [...items];
  const [item] = next.splice(from, 1);
  if (item !== undefined) next.splice(Math.max(0, Math.min(next.length, to)), 0, item);
  return next;
}
