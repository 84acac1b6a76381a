// Suppliers' feeds: how each one is, how old its data is, what was wrong, and the off switch.
import { lazy, Suspense, useState } from 'react';
import { api } from '../../api/client';
import type { components } from '../../api/schema.gen';
import { useSession } from '../../app/session';
import { catalog as t } from '../../texts/catalog';
import { say } from '../../texts/catalogue';
import { Button } from '../../ui/button';
import { Ago } from '../../ui/clock';
import { grouped } from '../../ui/format';
import { useKeys } from '../../ui/keys';
import { Screen as Frame } from '../../ui/screen';
import { Empty } from '../../ui/states';
import { type Column, Table } from '../../ui/table';
import { Tag } from '../../ui/tag';
import classes from './catalog.module.css';

const FeedDrawer = lazy(() => import('./feed_drawer'));

export type Feed = components['schemas']['FeedCard'];

export function FeedState({ feed }: { feed: Feed }) {
  const { state } = feed;
  if (state === 'reading')
    return <Tag tone="waiting">{t('state_reading', { count: grouped(feed.offers_good) })}</Tag>;
  if (!feed.active) return <Tag>{t('state_off')}</Tag>;
  if (state === 'good') return <Tag tone="done">{t('state_good')}</Tag>;
  if (state === 'partial') return <Tag tone="waiting">{t('state_partial')}</Tag>;
  if (state === 'failed') return <Tag tone="late">{t('state_failed')}</Tag>;
  return <Tag>{t('state_fresh')}</Tag>;
}

export function Screen() {
  const { may } = useSession();
  const feeds = api.useQuery('get', '/api/feeds');
  const [open, set_open] = useState<number | 'new'>();
  const changes = may('catalog_change');
  useKeys(t('feeds'), [{ keys: 'n', text: t('new_feed'), run: () => changes && set_open('new') }]);
  const columns: Column<Feed>[] = [
    {
      key: 'name',
      title: t('feed_name'),
      cell: (feed) => (
        <span className={classes.feed_name}>
          {feed.name}
          <small>
            {feed.last_error ? say({ ru: feed.last_error, en: feed.last_error_en }) : feed.url}
          </small>
        </span>
      ),
    },
    { key: 'state', title: t('feed_state'), width: 150, cell: (feed) => <FeedState feed={feed} /> },
    {
      key: 'age',
      title: t('feed_age'),
      width: 150,
      phone: false,
      cell: (feed) => (feed.read_at ? <Ago at={feed.read_at} /> : '—'),
    },
    {
      key: 'offers',
      title: t('feed_offers'),
      width: 100,
      align: 'right',
      phone: false,
      cell: (feed) => grouped(feed.offers_good),
    },
    {
      key: 'broken',
      title: t('feed_broken'),
      width: 100,
      align: 'right',
      phone: false,
      cell: (feed) => feed.offers_broken > 0 && grouped(feed.offers_broken),
    },
  ];
  const add = (
    <Button kind="main" icon="plus" onClick={() => set_open('new')}>
      {t('new_feed')}
    </Button>
  );
  const opened = feeds.data?.items.find((feed) => feed.id === open);
  return (
    <Frame
      title={t('feeds')}
      fixed
      actions={changes && add}
      filters={<p className="quiet">{t('feeds_note')}</p>}
    >
      <Table
        label={t('feeds')}
        columns={columns}
        rows={feeds.data?.items}
        row_key={(feed) => feed.id}
        row_height={46}
        onOpen={(feed) => set_open(feed.id)}
        tone={(feed) => (feed.active && feed.state === 'failed' ? 'late' : undefined)}
        error={feeds.error}
        onRetry={() => void feeds.refetch()}
        empty={
          <Empty
            icon="catalog"
            title={t('no_feeds')}
            text={t('empty_text')}
            action={changes && add}
          />
        }
      />
      <Suspense>
        {open && (open === 'new' || opened) && (
          <FeedDrawer
            key={open}
            feed={opened}
            onAdded={set_open}
            onClose={() => set_open(undefined)}
          />
        )}
      </Suspense>
    </Frame>
  );
}
