// Companies (1.2.1.1): everybody sees every name, so that nobody makes a duplicate; of a
// colleague's client only the owner besides.
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { api } from '../../api/client';
import { useSearchValues } from '../../app/search';
import { useSession } from '../../app/session';
import { customers as t } from '../../texts/customers';
import { Button } from '../../ui/button';
import { SelectField } from '../../ui/fields';
import { useKeys } from '../../ui/keys';
import { Screen as Frame } from '../../ui/screen';
import { Empty } from '../../ui/states';
import { type Column, Table } from '../../ui/table';
import { toast } from '../../ui/toast';
import { customer_columns } from './customer_columns';
import { CustomerFilterBar, CustomerTabs } from './customer_filter_bar';
import { type CompanyRow, company_filter, filter_keys, useCompanies } from './customers';

const NewCustomer = lazy(() => import('./new_customer'));

export function Screen() {
  const { may } = useSession();
  const navigate = useNavigate();
  const [values, set] = useSearchValues();
  const filter = company_filter(values);
  const list = useCompanies(filter);
  const filtered = filter_keys.some((key) => values[key] !== undefined);
  const add = () => set({ new: true });
  useKeys(t('companies'), [{ keys: 'n', text: t('new_client'), run: add }]);

  const columns: Column<CompanyRow>[] = [
    { key: 'title', title: t('name'), cell: (row) => row.title },
    { key: 'inn', title: t('inn'), width: 122, phone: false, cell: (row) => row.inn },
    { key: 'contact', title: t('contact'), phone: false, cell: (row) => row.contact_title },
    ...customer_columns(),
  ];
  const open = (row: CompanyRow) =>
    row.hidden
      ? toast(t('belongs_to', { name: row.owner_name }))
      : void navigate({ href: `/companies/${row.id}` });
  return (
    <Frame
      title={t('title')}
      fixed
      actions={
        <>
          <CustomerTabs shown="companies" />
          {may('customers_change') && (
            <Button kind="main" icon="plus" keys="N" onClick={add}>
              {t('new_client')}
            </Button>
          )}
        </>
      }
      filters={
        <CustomerFilterBar values={values} set={set} path="/api/companies" filter={filter}>
          <GroupChoice
            value={Number(values.group_id) || undefined}
            onChange={(group_id) => set({ group_id })}
          />
        </CustomerFilterBar>
      }
    >
      <Table
        label={t('companies')}
        columns={columns}
        rows={list.data?.pages.flatMap((page) => page.items)}
        row_key={(row) => row.id}
        onOpen={open}
        onEnd={() => list.hasNextPage && !list.isFetching && void list.fetchNextPage()}
        loading_more={list.isFetchingNextPage}
        error={list.error}
        onRetry={() => void list.refetch()}
        phone_note={(row) =>
          [row.phone || row.email, row.owner_name || t('nobody')].filter(Boolean).join(' · ')
        }
        empty={
          <Empty
            icon="company"
            title={filtered ? t('nothing_fits') : t('no_companies')}
            text={filtered ? undefined : t('none_text')}
          />
        }
      />
      <Suspense>
        {values.new === true && (
          <NewCustomer
            onClose={() => set({ new: undefined })}
            onAdded={(company_id, contact_id) =>
              void navigate({
                href: company_id ? `/companies/${company_id}` : `/people/${contact_id}`,
              })
            }
          />
        )}
      </Suspense>
    </Frame>
  );
}

function GroupChoice(props: { value?: number; onChange: (id: number | undefined) => void }) {
  const groups = api.useQuery('get', '/api/company-groups');
  const items = groups.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <SelectField
      size="xs"
      w={170}
      aria-label={t('group')}
      placeholder={t('group')}
      searchable
      clearable
      data={items.map((each) => ({ value: String(each.id), label: each.name }))}
      value={props.value ? String(props.value) : null}
      onChange={(id) => props.onChange(id ? Number(id) : undefined)}
    />
  );
}
