// The items of a selection side by side, property by property, as the suppliers say.
import { type ReactNode, useState } from 'react';
import { api } from '../../api/client';
import { useSession } from '../../app/session';
import { catalog as t } from '../../texts/catalog';
import { Dialog } from '../../ui/dialog';
import { SwitchField } from '../../ui/fields';
import { day, grouped } from '../../ui/format';
import { Loaded } from '../../ui/states';
import classes from './catalog.module.css';
import { Picture } from './picture';
import { price } from './product_filter';
import { path_of, type SelectionItem } from './selection_acts';
import { stock_words } from './words';

interface Row {
  name: string;
  values: ReactNode[];
  same: boolean;
}

export default function Comparison({ id, onClose }: { id: number; onClose: () => void }) {
  const { may } = useSession();
  const [different, set_different] = useState(false);
  const compared = api.useQuery('get', '/api/selections/{id}/comparison', path_of(id));
  const texts = (
    items: readonly SelectionItem[],
    name: string,
    of: (item: SelectionItem) => string,
  ) => {
    const values = items.map(of);
    return { name, values, same: values.every((value) => value === values[0]) };
  };
  const rows_of = (items: readonly SelectionItem[]): Row[] => [
    texts(items, t('price'), (item) => (item.price_micro != null ? price(item.price_micro) : '—')),
    ...(may('costs_read')
      ? [texts(items, t('cost'), (item) => (item.cost_micro ? price(item.cost_micro) : '—'))]
      : []),
    texts(items, t('stock'), (item) => (item.product_id ? stock_words(item.stock) : '—')),
    texts(items, t('arrival'), (item) => (item.arrival_on ? day(item.arrival_on) : '—')),
    texts(items, t('article'), (item) => item.article || '—'),
    texts(
      items,
      t('colour'),
      (item) => item.colour || item.colours.map((colour) => colour.name).join(', ') || '—',
    ),
    texts(items, t('material'), (item) => item.material || '—'),
    texts(items, t('size'), (item) => item.sizes.join(', ') || '—'),
    texts(items, t('imprint'), (item) => item.imprint_methods.join(', ') || '—'),
    texts(items, t('minimum'), (item) =>
      item.product_id ? t('stock_count', { count: grouped(item.minimum_quantity) }) : '—',
    ),
  ];
  return (
    <Dialog title={t('comparison')} size="xl" onClose={onClose}>
      <Loaded query={compared}>
        {({ items, parameters }) => {
          const rows = [...rows_of(items), ...parameters].filter(
            (row) => !row.same || (!different && row.values[0] !== '—'),
          );
          return (
            <>
              <SwitchField
                label={t('only_different')}
                checked={different}
                onChange={(event) => set_different(event.currentTarget.checked)}
              />
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls by the keys */}
              <section className={classes.compared} aria-label={t('comparison')} tabIndex={0}>
                <table>
                  <thead>
                    <tr>
                      <td />
                      {items.map((item) => (
                        <th key={item.id} scope="col">
                          <Picture picture={item.picture} product_id={item.product_id} />
                          {item.title}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => (
                      <tr key={row.name} data-same={row.same || undefined}>
                        <th scope="row">{row.name}</th>
                        {row.values.map((value, index) => (
                          <td key={items[index]?.id}>{value || '—'}</td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
            </>
          );
        }}
      </Loaded>
    </Dialog>
  );
}
