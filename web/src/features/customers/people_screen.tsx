// Contacts (1.2.1.2): people, their positions, how to reach them.
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useSearchValues } from '../../app/search';
import { useSession } from '../../app/session';
import { customers as t } from '../../texts/customers';
import { Button } from '../../ui/button';
import { useKeys } from '../../ui/keys';
import { Screen as Frame } from '../../ui/screen';
import { Empty } from '../../ui/states';
import { type Column, Table } from '../../ui/table';
import { toast } from '../../ui/toast';
import { customer_columns } from './customer_columns';
import { CustomerFilterBar, CustomerTabs } from './customer_filter_bar';
import { type ContactRow, contact_filter, filter_keys, useContacts } from './customers';

const NewCustomer = lazy(() => import('./new_customer'));

export function Screen() {
  const { may } = useSession();
  const navigate = useNavigate();
  const [values, set] = useSearchValues();
  const filter = contact_filter(values);
  const list = useContacts(filter);
  const filtered = filter_keys.some((key) => values[key] !== undefined);
  const add = () => set({ new: true });
  useKeys(t('people'), [{ keys: 'n', text: t('new_client'), run: add }]);

  const columns: Column<ContactRow>[] = [
    { key: 'title', title: t('person_name'), cell: (row) => row.title },
    { key: 'company', title: t('company'), phone: false, cell: (row) => row.company_title },
    { key: 'position', title: t('position'), phone: false, cell: (row) => row.position },
    ...customer_columns(),
  ];
  const open = (row: ContactRow) =>
    row.hidden
      ? toast(t('belongs_to', { name: row.owner_name }))
      : void navigate({ href: `/people/${row.id}` });
  return (
    <Frame
      title={t('title')}
      fixed
      actions={
        <>
          <CustomerTabs shown="people" />
          {may('customers_change') && (
            <Button kind="main" icon="plus" keys="N" onClick={add}>
              {t('new_client')}
            </Button>
          )}
        </>
      }
      filters={<CustomerFilterBar values={values} set={set} path="/api/contacts" filter={filter} />}
    >
      <Table
        label={t('people')}
        columns={columns}
        rows={list.data?.pages.flatMap((page) => page.items)}
        row_key={(row) => row.id}
        onOpen={open}
        onEnd={() => list.hasNextPage && !list.isFetching && void list.fetchNextPage()}
        loading_more={list.isFetchingNextPage}
        error={list.error}
        onRetry={() => void list.refetch()}
        phone_note={(row) => [row.company_title, row.phone].filter(Boolean).join(' · ')}
        empty={
          <Empty
            icon="person"
            title={filtered ? t('nothing_fits') : t('no_people')}
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
                href: contact_id ? `/people/${contact_id}` : `/companies/${company_id}`,
              })
            }
          />
        )}
      </Suspense>
    </Frame>
  );
}
