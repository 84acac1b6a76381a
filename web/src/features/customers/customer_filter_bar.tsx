// What stands over both lists: companies or people, whose, words, owner, order, the sheet.
import { Menu } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { api } from '../../api/client';
import type { SearchValues } from '../../app/search';
import { useSession } from '../../app/session';
import { customers as t } from '../../texts/customers';
import { Button } from '../../ui/button';
import { Choice } from '../../ui/choice';
import { SelectField, TextField } from '../../ui/fields';
import { Icon } from '../../ui/icons';
import { export_address, filter_keys } from './customers';

export type CustomerTab = 'companies' | 'people' | 'duplicates';

export function CustomerTabs({ shown }: { shown: CustomerTab }) {
  const navigate = useNavigate();
  const places = { companies: '/companies', people: '/people', duplicates: '/duplicates' };
  return (
    <Choice
      label={t('title')}
      value={shown}
      onChange={(value) => void navigate({ href: places[value] })}
      options={[
        { value: 'companies', label: t('companies') },
        { value: 'people', label: t('people') },
        { value: 'duplicates', label: t('duplicates') },
      ]}
    />
  );
}

interface CustomerFilterBarProps {
  values: SearchValues;
  set: (changes: SearchValues) => void;
  path: '/api/companies' | '/api/contacts';
  filter: object;
  children?: ReactNode; // what only this list can be filtered by
}

export function CustomerFilterBar(props: CustomerFilterBarProps) {
  const { values, set } = props;
  const { may } = useSession();
  const colleagues = api.useQuery('get', '/api/colleagues');
  const [text, set_text] = useState(String(values.text ?? ''));
  const search = useDebouncedCallback((words: string) => set({ text: words || undefined }), 200);
  const chosen = filter_keys.some((key) => values[key] !== undefined);
  const scope = values.scope === 'mine' || values.scope === 'team' ? values.scope : 'all';
  const scopes = may('deals_see_team')
    ? (['mine', 'team', 'all'] as const)
    : (['mine', 'all'] as const);
  const scope_names = { mine: t('mine'), team: t('team'), all: t('everybody') };
  return (
    <>
      <TextField
        size="xs"
        w={240}
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
      <Choice
        label={t('scope')}
        value={scope}
        onChange={(value) => set({ scope: value === 'all' ? undefined : value })}
        options={scopes.map((value) => ({ value, label: scope_names[value] }))}
      />
      <SelectField
        size="xs"
        w={190}
        aria-label={t('owner')}
        placeholder={t('owner')}
        searchable
        clearable
        data={[
          { value: '0', label: t('nobody') },
          ...(colleagues.data?.items ?? []).map((each) => ({
            value: String(each.id),
            label: each.name,
          })),
        ]}
        value={values.owner_id === undefined ? null : String(values.owner_id)}
        onChange={(id) => set({ owner_id: id === null ? undefined : Number(id) })}
      />
      {props.children}
      <SelectField
        size="xs"
        w={180}
        aria-label={t('order')}
        allowDeselect={false}
        data={[
          { value: 'changed', label: t('order_changed') },
          { value: 'name', label: t('order_name') },
        ]}
        value={values.order === 'name' ? 'name' : 'changed'}
        onChange={(order) => set({ order: order === 'name' ? order : undefined })}
      />
      {chosen && (
        <Button
          kind="quiet"
          onClick={() => {
            set_text('');
            set(Object.fromEntries(filter_keys.map((key) => [key, undefined])));
          }}
        >
          {t('clear_filter')}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button kind="quiet" icon="download">
            {t('export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(['csv', 'xlsx'] as const).map((format) => (
            <Menu.Item
              key={format}
              component="a"
              href={export_address(`${props.path}/export`, props.filter, format)}
            >
              {t(`export_${format}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
