import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, send } from '../../api/client';
import { refresh } from '../../api/live';
import type { components } from '../../api/schema.gen';
import { accounts as t } from '../../texts/accounts';
import { Button } from '../../ui/button';
import { Ago } from '../../ui/clock';
import { confirm } from '../../ui/confirm';
import { SideDrawer } from '../../ui/dialog';
import { day_and_time } from '../../ui/format';
import { Facts, Screen as Frame } from '../../ui/screen';
import { Empty } from '../../ui/states';
import { type Column, Table } from '../../ui/table';
import { toast } from '../../ui/toast';
import classes from './accounts.module.css';

type Job = components['schemas']['FailedJob'];

export function Screen() {
  const [open, set_open] = useState<Job>();
  const jobs = useInfiniteQuery({
    queryKey: ['get', '/api/failed-jobs'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const query = { before: pageParam ? Number(pageParam) : undefined };
      const { data } = await send.GET('/api/failed-jobs', { params: { query }, signal });
      return data as components['schemas']['FailedJobPage'];
    },
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const done = (text: string) => {
    refresh('failed-job');
    toast(text);
    set_open(undefined);
  };
  const retry = api.useMutation('post', '/api/failed-jobs/{id}/attempt', {
    onSuccess: () => done(t('job_retried')),
  });
  const discard = api.useMutation('delete', '/api/failed-jobs/{id}', {
    onSuccess: () => done(t('job_discarded')),
  });
  const ask_discard = async (job: Job) => {
    const yes = await confirm({
      title: t('job_discard'),
      text: t('job_discard_text'),
      action: t('job_discard'),
      danger: true,
    });
    if (yes) discard.mutate({ params: { path: { id: job.id } } });
  };
  const columns: Column<Job>[] = [
    { key: 'kind', title: t('job_kind'), width: 200, cell: (row) => row.kind },
    {
      key: 'error',
      title: t('job_error'),
      cell: (row) => <span className={classes.job_error}>{row.last_error}</span>,
    },
    {
      key: 'attempts',
      title: t('job_attempts'),
      align: 'right',
      width: 90,
      phone: false,
      cell: (row) => row.attempt,
    },
    {
      key: 'failed_at',
      title: t('job_failed_at'),
      width: 170,
      phone: false,
      cell: (row) => <Ago at={row.failed_at} />,
    },
  ];
  return (
    <Frame title={t('jobs')} fixed filters={<p className="quiet">{t('jobs_note')}</p>}>
      <Table
        label={t('jobs')}
        columns={columns}
        rows={jobs.data?.pages.flatMap((page) => page.items)}
        row_key={(row) => row.id}
        onOpen={set_open}
        onEnd={() => jobs.hasNextPage && !jobs.isFetching && void jobs.fetchNextPage()}
        loading_more={jobs.isFetchingNextPage}
        error={jobs.error}
        onRetry={() => void jobs.refetch()}
        empty={<Empty icon="check" title={t('no_jobs')} text={t('no_jobs_text')} />}
      />
      {open && (
        <SideDrawer
          title={open.kind}
          size="md"
          onClose={() => set_open(undefined)}
          actions={
            <>
              <Button kind="danger" onClick={() => void ask_discard(open)}>
                {t('job_discard')}
              </Button>
              <Button
                kind="main"
                busy={retry.isPending}
                onClick={() => retry.mutate({ params: { path: { id: open.id } } })}
              >
                {t('job_retry')}
              </Button>
            </>
          }
        >
          <Facts
            rows={[
              [t('job_error'), open.last_error],
              [t('job_attempts'), open.attempt],
              [t('job_failed_at'), day_and_time(open.failed_at)],
              [t('job_payload'), <code key="payload">{open.payload}</code>],
            ]}
          />
        </SideDrawer>
      )}
    </Frame>
  );
}
