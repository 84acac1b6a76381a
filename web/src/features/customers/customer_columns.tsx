// The columns that both lists have, companies and people.
import { customers as t } from '../../texts/customers';
import { Ago } from '../../ui/clock';
import { Person } from '../../ui/person';
import type { Column } from '../../ui/table';
import type { CompanyRow, ContactRow } from './customers';

export const customer_columns = (): Column<CompanyRow | ContactRow>[] => [
  { key: 'phone', title: t('phone'), width: 158, phone: false, cell: (row) => row.phone },
  { key: 'email', title: t('email'), phone: false, cell: (row) => row.email },
  {
    key: 'owner',
    title: t('owner'),
    width: 168,
    phone: false,
    cell: (row) =>
      row.owner_name ? (
        <Person name={row.owner_name} />
      ) : (
        <span className="quiet">{t('nobody')}</span>
      ),
  },
  {
    key: 'changed',
    title: t('changed_at'),
    width: 148,
    phone: false,
    cell: (row) => !row.hidden && <Ago at={row.changed_at} />,
  },
];
