// Small words about a product that several parts say alike: price, stock, the age of the data.
import type { components } from '../../api/schema.gen';
import { catalog as t } from '../../texts/catalog';
import { Ago } from '../../ui/clock';
import { day, grouped } from '../../ui/format';
import { Tag } from '../../ui/tag';
import classes from './catalog.module.css';
import { price } from './product_filter';

export type ProductRow = components['schemas']['ProductRow'];
export type FeedAge = components['schemas']['FeedAge'];
export type ProductColour = components['schemas']['ProductColour'];

export function price_words(from: number, to: number): string {
  return from === to ? price(from) : t('from', { price: price(from) });
}

export function stock_words(stock: number | null | undefined): string {
  if (stock === null || stock === undefined) return t('stock_unknown');
  return stock === 0 ? t('stock_none') : t('stock_count', { count: grouped(stock) });
}

export function Stock(props: { stock?: number | null; arrival?: string | null }) {
  const { stock, arrival } = props;
  if (stock === 0 && arrival)
    return <span className="quiet">{t('arrives', { date: day(arrival) })}</span>;
  return <span className="quiet">{stock_words(stock)}</span>;
}

// How old what is shown is; never without it (1.3.1).
export function Age({ feed, named }: { feed: FeedAge; named?: boolean }) {
  return (
    <span className={classes.age}>
      {named && <b>{feed.name}</b>}
      {feed.read_at ? (
        <span className="quiet">
          {t('data_age')} <Ago at={feed.read_at} />
        </span>
      ) : (
        <span className="quiet">{t('data_none')}</span>
      )}
      {feed.state === 'failed' && <Tag tone="late">{t('state_failed')}</Tag>}
      {!feed.active && <Tag>{t('data_off')}</Tag>}
    </span>
  );
}

const most_dots = 7;
export function ColourDots(props: {
  colours: readonly ProductColour[];
  sample: (key: string) => string;
}) {
  const { colours, sample } = props;
  const seen = [...new Map(colours.map((colour) => [colour.key, colour])).values()];
  if (seen.length === 0) return null;
  const label = seen.map((colour) => colour.name).join(', ');
  return (
    <span className={classes.dots} role="img" aria-label={label} title={label}>
      {seen.slice(0, most_dots).map((colour) => (
        <Dot key={colour.key} sample={sample(colour.key)} />
      ))}
      {seen.length > most_dots && <span className="quiet">+{seen.length - most_dots}</span>}
    </span>
  );
}

export function Dot({ sample }: { sample: string }) {
  return (
    <span
      className={classes.dot}
      data-many={sample === '' || undefined}
      style={sample ? { background: sample } : undefined}
    />
  );
}
