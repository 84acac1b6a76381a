// One product with its variants: colours, sizes, prices, stock, arrival, and how old that is.
import { api } from '../../api/client';
import type { components } from '../../api/schema.gen';
import { useSession } from '../../app/session';
import { catalog as t } from '../../texts/catalog';
import { Button, IconButton } from '../../ui/button';
import { SideDrawer } from '../../ui/dialog';
import { day, grouped } from '../../ui/format';
import { Facts, Section } from '../../ui/screen';
import { Loaded } from '../../ui/states';
import { Tag } from '../../ui/tag';
import classes from './catalog.module.css';
import { Picture } from './picture';
import { price } from './product_filter';
import { path_of, type SelectionActs } from './selection_acts';
import { Age, Dot, price_words, stock_words } from './words';

type Card = components['schemas']['ProductCard'];
type Variant = components['schemas']['VariantRow'];

interface ProductDrawerProps {
  id: number;
  sample: (colour: string) => string;
  acts: SelectionActs;
  onClose: () => void;
}

export default function ProductDrawer({ id, sample, acts, onClose }: ProductDrawerProps) {
  const product = api.useQuery('get', '/api/products/{id}', path_of(id));
  const name = product.data?.name ?? '';
  return (
    <SideDrawer
      title={name || t('title')}
      size="xl"
      onClose={onClose}
      actions={
        <Button
          kind="main"
          icon="plus"
          disabled={!product.data}
          onClick={() => void acts.add({ product_id: id }, name)}
        >
          {t('add')}
        </Button>
      }
    >
      <Loaded query={product} rows={10}>
        {(card) => (
          <>
            <Top card={card} />
            <Section title={`${t('variants')} · ${card.variants.length + card.more_variants}`}>
              <Variants card={card} sample={sample} acts={acts} />
            </Section>
            {card.description && (
              <Section title={t('description')}>
                <p className={classes.description}>{card.description}</p>
              </Section>
            )}
          </>
        )}
      </Loaded>
    </SideDrawer>
  );
}

function Top({ card }: { card: Card }) {
  return (
    <div className={classes.top}>
      <Picture picture={card.picture} product_id={card.id} large />
      <div>
        <p className={classes.top_price}>
          {price_words(card.price_from_micro, card.price_to_micro)}{' '}
          <span className="quiet">
            {card.feed.price_kind === 'dealer' ? t('price_dealer') : t('price_retail')}
          </span>
        </p>
        <p className={classes.top_stock}>
          {card.gone ? <Tag tone="late">{t('gone')}</Tag> : stock_words(card.stock)}
        </p>
        <Age feed={card.feed} named />
        <Facts
          rows={[
            [t('category'), card.category],
            ...(card.material ? [[t('material'), card.material] as const] : []),
            ...(card.vendor ? [[t('vendor'), card.vendor] as const] : []),
            ...(card.imprint_methods.length
              ? [[t('imprint'), card.imprint_methods.join(', ')] as const]
              : []),
            ...card.parameters.map(
              (each) => [each.name, each.unit ? `${each.value} ${each.unit}` : each.value] as const,
            ),
          ]}
        />
        {card.url && (
          <a href={card.url} target="_blank" rel="noreferrer noopener">
            {t('supplier_page')}
          </a>
        )}
      </div>
    </div>
  );
}

function Variants(props: { card: Card; sample: (colour: string) => string; acts: SelectionActs }) {
  const { card, sample, acts } = props;
  const { may } = useSession();
  const { variants } = card;
  const sized = variants.some((variant) => variant.size);
  const costs = may('costs_read');
  return (
    <div className={classes.variants}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('colour')}</th>
            {sized && <th scope="col">{t('size')}</th>}
            <th scope="col" className={classes.wide}>
              {t('article')}
            </th>
            <th scope="col" className="number">
              {t('price')}
            </th>
            {costs && (
              <th scope="col" className={`number ${classes.wide}`}>
                {t('cost')}
              </th>
            )}
            <th scope="col" className="number">
              {t('stock')}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {variants.map((variant) => (
            <tr key={variant.id}>
              <td>
                <span className={classes.colour}>
                  {variant.colour && <Dot sample={sample(variant.colour_key)} />}
                  {variant.colour || variant.name}
                </span>
              </td>
              {sized && <td>{variant.size}</td>}
              <td className={classes.wide}>{variant.article}</td>
              <td className="number">{price(variant.price_micro)}</td>
              {costs && (
                <td className={`number ${classes.wide}`}>
                  {variant.cost_micro != null && price(variant.cost_micro)}
                </td>
              )}
              <td className="number">
                <VariantStock variant={variant} />
              </td>
              <td>
                <IconButton
                  icon="plus"
                  label={t('add_name', { name: variant.name })}
                  onClick={() =>
                    void acts.add({ product_id: card.id, variant_id: variant.id }, variant.name)
                  }
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {card.more_variants > 0 && (
        <p className="quiet">{t('more_variants', { count: card.more_variants })}</p>
      )}
    </div>
  );
}

function VariantStock({ variant }: { variant: Variant }) {
  if (variant.stock == null) return <span className="quiet">—</span>;
  return (
    <>
      {grouped(variant.stock)}
      {variant.arrival_on && (
        <small className="quiet">
          <br />
          {t('arrives', { date: day(variant.arrival_on) })}
        </small>
      )}
    </>
  );
}
