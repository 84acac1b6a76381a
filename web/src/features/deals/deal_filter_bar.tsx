// The filter of the list: words, and a panel with the rest. It stands in the address; a saved view
// keeps the same values.
import { Popover } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { api } from '../../api/client';
import type { SearchValues } from '../../app/search';
import { say } from '../../texts/catalogue';
import { deals as t } from '../../texts/deals';
import { Button } from '../../ui/button';
import { CheckField, DateField, MoneyField, SelectField, TextField } from '../../ui/fields';
import { Icon } from '../../ui/icons';
import { useDepartment } from '../process/process';
import { cleared, filter_keys, type flags } from './deal_filter';
import classes from './deals.module.css';

interface DealFilterBarProps {
  values: SearchValues;
  set: (changes: SearchValues) => void;
}

export default function DealFilterBar({ values, set }: DealFilterBarProps) {
  const [text, set_text] = useState(String(values.text ?? ''));
  const search = useDebouncedCallback((words: string) => set({ text: words || undefined }), 200);
  const chosen = filter_keys.filter((key) => key !== 'text' && values[key] !== undefined).length;
  return (
    <>
      <TextField
        size="xs"
        w={220}
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<Icon name="search" size={14} />}
        value={text}
        onChange={(event) => {
          set_text(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      <Popover shadow="md" position="bottom-start" trapFocus>
        <Popover.Target>
          <Button icon="filter">{chosen > 0 ? `${t('filter')}: ${chosen}` : t('filter')}</Button>
        </Popover.Target>
        <Popover.Dropdown>
          <FilterPanel values={values} set={set} />
        </Popover.Dropdown>
      </Popover>
      {(chosen > 0 || values.text) && (
        <Button
          kind="quiet"
          onClick={() => {
            set_text('');
            set(cleared);
          }}
        >
          {t('clear_filter')}
        </Button>
      )}
    </>
  );
}

function FilterPanel({ values, set }: DealFilterBarProps) {
  const department = useDepartment();
  const colleagues = api.useQuery('get', '/api/colleagues');
  const flag = (key: (typeof flags)[number], label: string) => (
    <CheckField
      label={label}
      checked={values[key] === true}
      onChange={(event) => set({ [key]: event.currentTarget.checked || undefined })}
    />
  );
  const inside = { comboboxProps: { withinPortal: false }, clearable: true } as const;
  const text = (key: string) => (values[key] === undefined ? null : String(values[key]));
  const choose = (key: string) => (value: string | null) => set({ [key]: value ?? undefined });
  return (
    <div className={classes.filter_panel}>
      <SelectField
        {...inside}
        label={t('stage')}
        data={(department?.stages ?? [])
          .filter((stage) => stage.kind === 'open')
          .map((stage) => ({ value: stage.key, label: say(stage.words) }))}
        value={Array.isArray(values.stage) ? (values.stage[0] ?? null) : text('stage')}
        onChange={choose('stage')}
      />
      <SelectField
        {...inside}
        label={t('owner')}
        searchable
        data={(colleagues.data?.items ?? []).map((each) => ({
          value: String(each.id),
          label: each.name,
        }))}
        value={text('owner_id')}
        onChange={(value) => set({ owner_id: value ? Number(value) : undefined })}
      />
      <SelectField
        {...inside}
        label={t('quote')}
        data={[
          { value: 'waiting', label: t('quote_waiting') },
          { value: 'late', label: t('quote_late') },
          { value: 'sent', label: t('quote_sent') },
        ]}
        value={text('quote')}
        onChange={choose('quote')}
      />
      <SelectField
        {...inside}
        label={t('lacks')}
        data={[
          { value: 'company', label: t('lacks_company') },
          { value: 'contact', label: t('lacks_contact') },
          { value: 'anything', label: t('lacks_anything') },
        ]}
        value={text('lacks')}
        onChange={choose('lacks')}
      />
      <SelectField
        {...inside}
        label={t('outcome')}
        placeholder={t('open')}
        data={[
          { value: 'won', label: t('won') },
          { value: 'lost', label: t('lost') },
          { value: 'any', label: t('any') },
        ]}
        value={text('outcome')}
        onChange={choose('outcome')}
      />
      <SelectField
        {...inside}
        label={t('order')}
        clearable={false}
        allowDeselect={false}
        data={[
          { value: 'newest', label: t('order_newest') },
          { value: 'quote_deadline', label: t('order_quote') },
        ]}
        value={text('order') ?? 'newest'}
        onChange={(value) => set({ order: value === 'newest' ? undefined : (value ?? undefined) })}
      />
      <MoneyField
        label={t('amount_from')}
        value={Number(values.amount_from) || null}
        onChange={(value) => set({ amount_from: value ?? undefined })}
      />
      <MoneyField
        label={t('amount_to')}
        value={Number(values.amount_to) || null}
        onChange={(value) => set({ amount_to: value ?? undefined })}
      />
      <DateField
        label={`${t('in_hands')}, ${t('amount_from').split(' ').at(-1)}`}
        value={text('in_hands_from')}
        onChange={choose('in_hands_from')}
      />
      <DateField
        label={t('amount_to')}
        value={text('in_hands_to')}
        onChange={choose('in_hands_to')}
      />
      {flag('late', t('is_late'))}
      {flag('no_next_step', t('no_next_step_long'))}
    </div>
  );
}
