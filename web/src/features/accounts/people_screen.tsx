import { useState } from 'react';
import { api } from '../../api/client';
import type { components } from '../../api/schema.gen';
import { accounts as t } from '../../texts/accounts';
import { language } from '../../texts/catalogue';
import { Button } from '../../ui/button';
import { phone } from '../../ui/format';
import { useKeys } from '../../ui/keys';
import { Person } from '../../ui/person';
import { Screen as Frame } from '../../ui/screen';
import { type Column, Table } from '../../ui/table';
import { Tag } from '../../ui/tag';
import { PersonDrawer } from './person_drawer';

type PersonRow = components['schemas']['Person'];

export function Screen() {
  const people = api.useQuery('get', '/api/people');
  const roles = api.useQuery('get', '/api/roles');
  const teams = api.useQuery('get', '/api/teams');
  const [open, set_open] = useState<PersonRow | 'new'>();
  useKeys(t('people'), [{ keys: 'n', text: t('new_person'), run: () => set_open('new') }]);

  const role = (key: string) =>
    roles.data?.items.find((each) => each.key === key)?.words[language()] ?? key;
  const team = (id: number | null | undefined) =>
    teams.data?.items.find((each) => each.id === id)?.name ?? '';
  const columns: Column<PersonRow>[] = [
    { key: 'name', title: t('name'), cell: (row) => <Person name={row.name} /> },
    { key: 'role', title: t('role'), cell: (row) => role(row.role), phone: false },
    { key: 'team', title: t('team'), cell: (row) => team(row.team_id), width: 150, phone: false },
    { key: 'login', title: t('sign_in_name'), cell: (row) => row.login, width: 130, phone: false },
    { key: 'phone', title: t('phone'), cell: (row) => phone(row.phone), width: 160, phone: false },
    {
      key: 'state',
      title: t('state'),
      width: 110,
      cell: (row) =>
        !row.active ? <Tag>{t('inactive')}</Tag> : !row.on_shift && <Tag>{t('off_shift')}</Tag>,
    },
  ];
  return (
    <Frame
      title={t('people')}
      fixed
      actions={
        <Button kind="main" icon="plus" onClick={() => set_open('new')}>
          {t('new_person')}
        </Button>
      }
    >
      <Table
        label={t('people')}
        columns={columns}
        rows={people.data?.items}
        row_key={(row) => row.id}
        onOpen={set_open}
        phone_note={(row) => role(row.role)}
        error={people.error}
        onRetry={() => void people.refetch()}
      />
      {open && (
        <PersonDrawer
          person={open === 'new' ? undefined : open}
          roles={roles.data?.items ?? []}
          teams={teams.data?.items ?? []}
          onClose={() => set_open(undefined)}
        />
      )}
    </Frame>
  );
}
