import { say } from '../../texts/catalogue';
import { deals as t } from '../../texts/deals';
import { Countdown } from '../../ui/clock';
import { date, money, near_day, short_day } from '../../ui/format';
import { Person } from '../../ui/person';
import { Empty } from '../../ui/states';
import { type Column, Table } from '../../ui/table';
import { Tag } from '../../ui/tag';
import { useDepartment } from '../process/process';
import { type DealFilter, type DealRow, useDealList } from './deals';

interface DealListProps {
  filter: DealFilter;
  filtered: boolean;
  onOpen: (deal: DealRow) => void;
}

// The list of deals (1.2), filtered and ordered by the server.
export default function DealList({ filter, filtered, onOpen }: DealListProps) {
  const list = useDealList(filter, true);
  const department = useDepartment();
  const stage = (row: DealRow) => {
    const known = department?.stages.find((each) => each.key === row.stage);
    return known ? say(known.words) : row.stage;
  };
  const columns: Column<DealRow>[] = [
    { key: 'title', title: t('name'), cell: (row) => row.title },
    { key: 'company', title: t('company'), cell: (row) => row.company_name, phone: false },
    {
      key: 'stage',
      title: t('stage'),
      width: 158,
      phone: false,
      cell: (row) =>
        row.late_stage ? <Tag tone="late">{stage(row)}</Tag> : <Tag>{stage(row)}</Tag>,
    },
    {
      key: 'amount',
      title: t('amount'),
      align: 'right',
      width: 132,
      cell: (row) => (row.amount_source === 'none' ? '—' : money(row.amount_kopecks)),
    },
    {
      key: 'quote',
      title: t('quote'),
      width: 152,
      phone: false,
      cell: (row) =>
        row.quote_sent_at ? (
          <Tag tone="done">{t('sent_on', { when: short_day(row.quote_sent_at) })}</Tag>
        ) : (
          row.quote_due_at && <Countdown until={row.quote_due_at} />
        ),
    },
    {
      key: 'step',
      title: t('next_step'),
      width: 156,
      phone: false,
      cell: (row) => {
        if (row.no_next_step) return <Tag tone="late">{t('no_next_step')}</Tag>;
        if (!row.next_step_at) return null;
        return row.late_step ? (
          <Tag tone="late">{near_day(row.next_step_at)}</Tag>
        ) : (
          near_day(row.next_step_at)
        );
      },
    },
    {
      key: 'in_hands',
      title: t('in_hands'),
      width: 112,
      phone: false,
      cell: (row) => row.in_hands_on && date(row.in_hands_on),
    },
    {
      key: 'owner',
      title: t('owner'),
      width: 160,
      phone: false,
      cell: (row) => <Person name={row.owner_name} />,
    },
  ];
  return (
    <Table
      label={t('title')}
      columns={columns.filter((each) => each.key !== 'owner' || filter.scope !== 'mine')}
      rows={list.data?.pages.flatMap((page) => page.items)}
      row_key={(row) => row.id}
      onOpen={onOpen}
      onEnd={() => list.hasNextPage && !list.isFetching && void list.fetchNextPage()}
      loading_more={list.isFetchingNextPage}
      error={list.error}
      onRetry={() => void list.refetch()}
      phone_note={(row) => [stage(row), row.company_name].filter(Boolean).join(' · ')}
      tone={(row) => (row.late_quote || row.late_step || row.late_stage ? 'late' : undefined)}
      empty={
        <Empty
          icon="deals"
          title={filtered ? t('nothing_fits') : t('no_deals')}
          text={filtered ? undefined : t('no_deals_text')}
        />
      }
    />
  );
}
