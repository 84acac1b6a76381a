// Duplicates that stand in the base already (1.2.1): pairs of one ИНН, phone, e-mail or name; one
// pair is compared and merged.
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { send } from '../../api/client';
import type { components } from '../../api/schema.gen';
import { useSearchValues } from '../../app/search';
import { customers as t } from '../../texts/customers';
import { Choice } from '../../ui/choice';
import { Person } from '../../ui/person';
import { Screen as Frame } from '../../ui/screen';
import { Empty } from '../../ui/states';
import { type Column, Table } from '../../ui/table';
import { Tag } from '../../ui/tag';
import { CustomerTabs } from './customer_filter_bar';
import type { Noun } from './customers';

const MergeDialog = lazy(() => import('./merge_dialog'));

type DuplicatePair = components['schemas']['DuplicatePair'];

export function Screen() {
  const [values, set] = useSearchValues();
  const noun: Noun = values.noun === 'contact' ? 'contact' : 'company';
  const [open, set_open] = useState<DuplicatePair>();
  const pages = useInfiniteQuery({
    queryKey: ['get', '/api/customers/duplicates', { params: { query: { noun } } }, 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const query = { noun, cursor: pageParam };
      const { data } = await send.GET('/api/customers/duplicates', { params: { query }, signal });
      return data as components['schemas']['DuplicatePage'];
    },
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items);
  // A page may hold nothing although there are more.
  const { hasNextPage, isFetching, fetchNextPage } = pages;
  const few = (rows?.length ?? 0) < 30;
  useEffect(() => {
    if (few && hasNextPage && !isFetching) void fetchNextPage();
  }, [few, hasNextPage, isFetching, fetchNextPage]);

  const columns: Column<DuplicatePair>[] = [
    { key: 'newer', title: t('newer'), cell: (row) => row.newer.title },
    { key: 'older', title: t('older'), phone: false, cell: (row) => row.older.title },
    {
      key: 'reason',
      title: t('reason'),
      width: 150,
      cell: (row) => <Tag>{t(`reason_${row.reason}`)}</Tag>,
    },
    {
      key: 'owner',
      title: t('owner'),
      width: 190,
      phone: false,
      cell: (row) =>
        row.older.owner_name || row.newer.owner_name ? (
          <Person name={row.older.owner_name || row.newer.owner_name} />
        ) : (
          <span className="quiet">{t('nobody')}</span>
        ),
    },
  ];
  return (
    <Frame
      title={t('title')}
      fixed
      actions={<CustomerTabs shown="duplicates" />}
      filters={
        <Choice
          label={t('duplicates')}
          value={noun}
          onChange={(value) => set({ noun: value === 'contact' ? value : undefined })}
          options={[
            { value: 'company', label: t('companies') },
            { value: 'contact', label: t('people') },
          ]}
        />
      }
    >
      <Table
        label={t('duplicates')}
        columns={columns}
        rows={rows && (rows.length > 0 || !hasNextPage) ? rows : undefined}
        row_key={(row) => `${row.newer.id} ${row.older.id}`}
        onOpen={set_open}
        onEnd={() => hasNextPage && !isFetching && void fetchNextPage()}
        loading_more={pages.isFetchingNextPage}
        error={pages.error}
        onRetry={() => void pages.refetch()}
        phone_note={(row) => row.older.title}
        empty={<Empty icon="check" title={t('no_duplicates')} text={t('no_duplicates_text')} />}
      />
      <Suspense>
        {open && (
          <MergeDialog
            noun={noun}
            stays={open.older.id}
            goes={open.newer.id}
            onClose={() => set_open(undefined)}
          />
        )}
      </Suspense>
    </Frame>
  );
}
