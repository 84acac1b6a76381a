// An item of a selection: which variant, a note, an own price; or something from outside the
// catalogue (1.3.2).
import { useId, useState } from 'react';
import { api } from '../../api/client';
import { catalog as t } from '../../texts/catalog';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { LongTextField, MoneyField, SelectField, TextField } from '../../ui/fields';
import { path_of, type SelectionActs, type SelectionItem } from './selection_acts';

interface ItemDialogProps {
  item: SelectionItem | undefined; // none: a new one, not from the catalogue
  acts: SelectionActs;
  onClose: () => void;
}

const micro = (kopecks: number | null) => (kopecks ?? 0) * 10_000;

export default function ItemDialog({ item, acts, onClose }: ItemDialogProps) {
  const form = useId();
  const [title, set_title] = useState(item?.title ?? '');
  const [note, set_note] = useState(item?.note ?? '');
  const [url, set_url] = useState(item?.url ?? '');
  const [variant, set_variant] = useState(item?.variant_id ? String(item.variant_id) : '0');
  const own = item?.own_price && item.price_micro ? Math.round(item.price_micro / 10_000) : null;
  const [kopecks, set_kopecks] = useState<number | null>(own);
  const [busy, set_busy] = useState(false);
  const product_id = item?.product_id;
  const product = api.useQuery('get', '/api/products/{id}', path_of(product_id ?? 0), {
    enabled: Boolean(product_id),
  });

  const save = async () => {
    set_busy(true);
    const changes = {
      title,
      note,
      url,
      price_micro: micro(kopecks),
      ...(product_id ? { variant_id: Number(variant) } : {}),
    };
    const saved = item
      ? await acts.change_item(item, changes)
      : await acts.add({ title, note, url, price_micro: micro(kopecks) }, title);
    set_busy(false);
    if (saved) onClose();
  };

  return (
    <Dialog
      title={product_id ? t('selection') : t('free_item')}
      onClose={onClose}
      actions={
        <Button kind="main" submit form={form} busy={busy}>
          {ui('save')}
        </Button>
      }
    >
      <form
        id={form}
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={t('item_title')}
          required
          data-autofocus={product_id ? undefined : true}
          value={title}
          onChange={(event) => set_title(event.currentTarget.value)}
        />
        {product_id && (
          <SelectField
            label={t('variant')}
            allowDeselect={false}
            searchable
            data={[
              { value: '0', label: t('whole_product') },
              ...(product.data?.variants ?? []).map((each) => ({
                value: String(each.id),
                label: [each.colour, each.size, each.article].filter(Boolean).join(' · '),
              })),
            ]}
            value={variant}
            onChange={(value) => set_variant(value ?? '0')}
          />
        )}
        <LongTextField
          label={t('note')}
          placeholder={t('note_placeholder')}
          autosize
          minRows={2}
          data-autofocus={product_id ? true : undefined}
          value={note}
          onChange={(event) => set_note(event.currentTarget.value)}
        />
        <div className="pair">
          <MoneyField
            label={product_id ? t('own_price') : t('item_price')}
            description={product_id ? t('own_price_note') : undefined}
            value={kopecks}
            onChange={set_kopecks}
          />
          {!product_id && (
            <TextField
              label={t('item_url')}
              type="url"
              placeholder="https://"
              value={url}
              onChange={(event) => set_url(event.currentTarget.value)}
            />
          )}
        </div>
      </form>
    </Dialog>
  );
}
