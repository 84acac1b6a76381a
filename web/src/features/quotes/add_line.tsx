// The field below the grid: words find products of the catalogue; Enter takes what was typed as a
// line of one's own, or the product that the arrow stands on.
import { Combobox, Menu, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { lazy, type Ref, Suspense, useState } from 'react';
import { api, send } from '../../api/client';
import { quotes as t } from '../../texts/quotes';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/fields';
import { toast, toast_problem } from '../../ui/toast';
import { Picture } from '../catalog/picture';
import { price } from '../catalog/product_filter';
import { add_line, remove_line } from './draft_edits';
import type { DraftKeeper } from './draft_keeper';
import { path_of, type QuoteCard } from './quote';
import classes from './quotes.module.css';

const SelectionChoice = lazy(() => import('./selection_choice'));

interface Wanted {
  product_id?: number;
  selection_id?: number;
  from_need?: boolean;
}
const wanted_body = (more: Wanted) => ({
  products: more.product_id ? [{ product_id: more.product_id }] : [],
  runs: [],
  selection_id: more.selection_id,
  from_need: more.from_need,
});

interface AddLineProps {
  card: QuoteCard;
  keeper: DraftKeeper;
  field: Ref<HTMLInputElement>;
  onUp: () => void; // to the last line of the grid
}

export function AddLine({ card, keeper, field, onUp }: AddLineProps) {
  const [text, set_text] = useState('');
  const [choosing, set_choosing] = useState(false);
  const [words] = useDebouncedValue(text.trim(), 150);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const found = api.useQuery(
    'get',
    '/api/products',
    { params: { query: { text: words, limit: 6 } } },
    { enabled: words.length > 1, placeholderData: (before) => before },
  );
  const products = words.length > 1 ? (found.data?.items ?? []) : [];

  const ask = async (more: Wanted, said: string) => {
    const before = new Set(keeper.snapshot()?.draft.lines.map((line) => line.key));
    try {
      const now = await keeper.run(async (version) => {
        const body = { version, ...wanted_body(more) };
        const { data } = await send.POST('/api/quotes/{id}/products', {
          ...path_of(card.id),
          body,
        });
        return data as QuoteCard;
      });
      const added = now.draft.lines.filter((line) => !before.has(line.key));
      toast(said, async () => {
        for (const line of added) keeper.change(remove_line(line.key));
      });
    } catch (error) {
      toast_problem(error);
    }
  };
  const choose = (value: string) => {
    const product = products.find((each) => String(each.id) === value);
    set_text('');
    combobox.closeDropdown();
    if (product) void ask({ product_id: product.id }, t('added', { name: product.name }));
    else if (text.trim()) keeper.change(add_line(text.trim()));
  };

  return (
    <>
      <Combobox store={combobox} onOptionSubmit={choose} position="top-start" shadow="md">
        <Combobox.Target>
          <TextField
            ref={field}
            size="xs"
            className={classes.add}
            aria-label={t('add_field')}
            placeholder={t('add_field')}
            value={text}
            onChange={(event) => {
              set_text(event.currentTarget.value);
              combobox.openDropdown();
              combobox.resetSelectedOption();
            }}
            onKeyDown={(event) => {
              if (event.key === 'ArrowUp' && !text) {
                event.preventDefault();
                onUp();
              } else if (event.key === 'Enter' && combobox.getSelectedOptionIndex() < 0) {
                event.preventDefault();
                choose('');
              }
            }}
            onBlur={() => combobox.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={!text.trim()}>
          <Combobox.Options aria-label={t('add_found')}>
            <Combobox.Option value="">
              <span className={classes.found}>{t('add_own', { text: text.trim() })}</span>
            </Combobox.Option>
            {products.map((product) => (
              <Combobox.Option key={product.id} value={String(product.id)}>
                <span className={classes.found}>
                  <span className={classes.tiny}>
                    <Picture picture={product.picture} product_id={product.id} />
                  </span>
                  <span>{product.name}</span>
                  <span className="number quiet">{price(product.price_from_micro)}</span>
                </span>
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <Menu position="top-start">
        <Menu.Target>
          <Button icon="plus">{t('add_more')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void ask({ from_need: true }, t('added_need'))}>
            {t('from_need')}
          </Menu.Item>
          <Menu.Item onClick={() => set_choosing(true)}>{t('from_selection')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {choosing && (
          <SelectionChoice
            deal_id={card.deal_id}
            onChoose={(selection) => {
              set_choosing(false);
              void ask({ selection_id: selection.id }, t('added', { name: selection.title }));
            }}
            onClose={() => set_choosing(false)}
          />
        )}
      </Suspense>
    </>
  );
}
