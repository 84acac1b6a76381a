// The fields of a need, in the deal's card and in the form of a new deal. Runs are typed as people
// write them: "100, 300, 500".
import type { UseFormReturnType } from '@mantine/form';
import { deals as t } from '../../texts/deals';
import { Button, IconButton } from '../../ui/button';
import { Choice } from '../../ui/choice';
import { DateField, MoneyField, NumberField, TextField } from '../../ui/fields';
import { ListField } from '../../ui/list_field';
import type { Need, NeedItem } from './deals';
import classes from './deals.module.css';

export const empty_item = (): NeedItem => ({
  product: '',
  product_head: '',
  runs: [],
  colour: '',
  material: '',
  size: '',
  note: '',
  imprints: [],
});
const empty_imprint = () => ({ method: '', colours: null, place: '', size: '' });
export const empty_need = (): Need => ({
  items: [empty_item()],
  in_hands_on: null,
  deadline_words: '',
  budget_kopecks: null,
  budget_per: 'total',
  delivery_place: '',
});

// "100, 300 и 1 000" -> [100, 300, 1000]; nothing if something else stands there.
export function read_runs(text: string): number[] | undefined {
  const parts = text
    .replace(/(\d)\s(?=\d{3}(\D|$))/g, '$1')
    .split(/[^\d]+/)
    .filter(Boolean);
  const runs = parts.map(Number);
  return runs.every((run) => run > 0 && run < 100_000_000) ? runs : undefined;
}

// What the server wants: empty rows left out.
export function need_of(values: Need): Need {
  return {
    ...values,
    items: values.items
      .map((item) => ({
        ...item,
        imprints: item.imprints.filter((each) => each.method || each.place || each.colours),
      }))
      .filter((item) => item.product || item.runs.length > 0),
  };
}

interface Part<Values> {
  form: UseFormReturnType<Values>;
  at?: string;
  items: readonly NeedItem[];
}

export function NeedItemFields<Values>(props: Part<Values> & { index: number }) {
  const { form, at = '', items, index } = props;
  const path = `${at}items.${index}`;
  const field = (name: string) => ({ ...form.getInputProps(`${path}.${name}`) });
  return (
    <div className={classes.need_item}>
      <div className={classes.row2}>
        <TextField label={t('product')} {...field('product')} />
        <ListField
          label={t('runs')}
          placeholder="100, 300"
          wrong={t('runs_wrong')}
          read={read_runs}
          {...field('runs')}
        />
      </div>
      <div className={classes.row3}>
        <TextField label={t('colour')} {...field('colour')} />
        <TextField label={t('material')} {...field('material')} />
        <TextField label={t('size')} {...field('size')} />
      </div>
      {items[index]?.imprints.map((_, place) => (
        <div key={place} className={classes.row4}>
          <TextField label={t('method')} {...field(`imprints.${place}.method`)} />
          <NumberField label={t('colours')} {...field(`imprints.${place}.colours`)} />
          <TextField label={t('place')} {...field(`imprints.${place}.place`)} />
          <TextField label={t('imprint_size')} {...field(`imprints.${place}.size`)} />
          <IconButton
            icon="close"
            label={t('remove_imprint')}
            onClick={() => form.removeListItem(`${path}.imprints`, place)}
          />
        </div>
      ))}
      <TextField label={t('item_note')} {...field('note')} />
      <div className={classes.buttons}>
        <Button
          kind="quiet"
          icon="plus"
          onClick={() => form.insertListItem(`${path}.imprints`, empty_imprint() as never)}
        >
          {t('add_imprint')}
        </Button>
        {items.length > 1 && (
          <Button
            kind="quiet"
            icon="close"
            onClick={() => form.removeListItem(`${at}items`, index)}
          >
            {t('remove_item')}
          </Button>
        )}
      </div>
    </div>
  );
}

export function NeedRest<Values>({ form, at = '' }: Omit<Part<Values>, 'items'>) {
  const field = (name: keyof Need) => ({ ...form.getInputProps(at + name) });
  return (
    <>
      <div className="pair">
        <DateField label={t('in_hands')} {...field('in_hands_on')} />
        <TextField label={t('deadline_words')} {...field('deadline_words')} />
      </div>
      <div className="pair">
        <MoneyField label={t('budget')} {...field('budget_kopecks')} />
        <div>
          <p className="quiet">&nbsp;</p>
          <Choice
            label={t('budget')}
            options={[
              { value: 'total', label: t('budget_total') },
              { value: 'piece', label: t('budget_piece') },
            ]}
            {...(field('budget_per') as { value: Need['budget_per']; onChange: () => void })}
          />
        </div>
      </div>
      <TextField label={t('delivery_place')} {...field('delivery_place')} />
    </>
  );
}
