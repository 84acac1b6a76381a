// The catalogue (1.3.1): products found by words and filters, one of them in the drawer, and beside
// them the selection that is being made (1.3).
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { api, send } from '../../api/client';
import { shows } from '../../api/live';
import type { components } from '../../api/schema.gen';
import { useSession } from '../../app/session';
import { catalog as t } from '../../texts/catalog';
import { Button } from '../../ui/button';
import { SideDrawer } from '../../ui/dialog';
import { useKeys } from '../../ui/keys';
import { Screen as Frame } from '../../ui/screen';
import { Empty, Failed, Loading } from '../../ui/states';
import { Count } from '../../ui/tag';
import classes from './catalog.module.css';
import { FilterBar } from './filter_bar';
import { useArrivingPictures } from './picture';
import { type Looked, looked_for, nothing_looked, query_of } from './product_filter';
import { ProductGrid } from './product_grid';
import { keep_selection, last_selection, path_of, useSelectionActs } from './selection_acts';
import { SelectionPanel } from './selection_panel';
import { Age, type ProductRow } from './words';

const ProductDrawer = lazy(() => import('./product_drawer'));

shows('/api/catalog/choices', 'feed', 'product');

const narrow = () => matchMedia('(max-width: 900px)').matches;

function useProducts(looked: Looked) {
  const query = query_of(looked);
  return useInfiniteQuery({
    queryKey: ['get', '/api/products', { params: { query } }],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const params = { query: { ...query, after: pageParam } };
      const { data } = await send.GET('/api/products', { params, signal });
      return data as components['schemas']['ProductPage'];
    },
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before, // the last answer stands until the new one is there
  });
}

export function Screen() {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const looked = looked_for(search);
  const navigate = useNavigate();
  const look = useCallback(
    (change: Partial<Looked>, replace = true) =>
      void navigate({
        to: '.',
        search: (before: object) => ({ ...before, ...change }),
        replace,
      } as Parameters<typeof navigate>[0]),
    [navigate],
  );

  const [chosen_id, set_chosen_id] = useState(() => looked.selection ?? last_selection());
  const selection_id = looked.selection ?? chosen_id;
  const choose = useCallback(
    (id: number | undefined) => {
      keep_selection(id);
      set_chosen_id(id);
      if (looked.selection) look({ selection: undefined });
    },
    [look, looked.selection],
  );
  const selection = api.useQuery('get', '/api/selections/{id}', path_of(selection_id ?? 0), {
    enabled: Boolean(selection_id),
    retry: false,
  });
  const card = selection_id ? selection.data : undefined;
  const acts = useSelectionActs(card?.may_change ? selection_id : undefined, choose);
  // The one that was kept here may be somebody else's by now, or gone.
  const lost = Boolean(selection.error) && !looked.selection;
  useEffect(() => {
    if (lost) choose(undefined);
  }, [lost, choose]);

  // Whoever sees the selection beside needs no word that something came into it.
  const [panel, set_panel] = useState(() => !narrow() || Boolean(looked.selection));
  const products = useProducts(looked);
  const choices = api.useQuery('get', '/api/catalog/choices');
  useArrivingPictures();
  useKeys(t('title'), [
    { keys: 'b', text: t('show_selection'), run: () => set_panel((shown) => !shown) },
  ]);

  const sample = useMemo(() => {
    const samples = new Map(choices.data?.colours.map((each) => [each.key, each.sample]));
    return (key: string) => samples.get(key) ?? 'transparent';
  }, [choices.data]);
  const chosen = useMemo(
    () => new Set((card?.items ?? []).flatMap((item) => item.product_id ?? [])),
    [card],
  );
  const seen = panel && !narrow();
  const toggle = (product: ProductRow) => {
    const item = card?.items.find((each) => each.product_id === product.id);
    if (item && card?.may_change) void acts.take_out(item);
    else void acts.add({ product_id: product.id }, seen ? undefined : product.name);
  };
  const open = (product_id: number) => look({ product: product_id }, false);
  const { hasNextPage, isFetching, fetchNextPage } = products;
  const more = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);

  const rows = products.data?.pages.flatMap((page) => page.items);
  const feeds = [
    ...new Map(
      products.data?.pages.flatMap((page) => page.feeds).map((feed) => [feed.id, feed]),
    ).values(),
  ];
  const selection_panel = (
    <SelectionPanel
      id={selection_id}
      card={card}
      error={selection.error}
      acts={acts}
      onChoose={choose}
      onOpen={open}
    />
  );
  return (
    <Frame
      title={t('title')}
      fixed
      note={
        <span className={classes.ages}>
          {feeds.slice(0, 2).map((feed) => (
            <Age key={feed.id} feed={feed} named={feeds.length > 1} />
          ))}
        </span>
      }
      actions={
        <Button icon="list" keys="B" onClick={() => set_panel(!panel)}>
          <span className={classes.opener}>
            {panel && !narrow() ? t('hide_selection') : t('show_selection')}
            <Count value={card?.items.length ?? 0} />
          </span>
        </Button>
      }
      filters={<FilterBar looked={looked} choices={choices.data} onChange={look} />}
    >
      <div className={classes.split} data-panel={(panel && !narrow()) || undefined}>
        <div className={classes.found} aria-busy={products.isPlaceholderData}>
          {rows === undefined && products.error && (
            <Failed error={products.error} retry={() => void products.refetch()} />
          )}
          {rows === undefined && !products.error && <Loading rows={8} height={90} />}
          {rows?.length === 0 && <Nothing looked={looked} onReset={() => look(nothing_looked)} />}
          {rows && rows.length > 0 && (
            <ProductGrid
              products={rows}
              sample={sample}
              chosen={chosen}
              onOpen={(product) => open(product.id)}
              onToggle={toggle}
              onEnd={more}
            />
          )}
        </div>
        {panel && !narrow() && selection_panel}
      </div>
      {panel && narrow() && (
        <SideDrawer title={t('selection')} size="md" onClose={() => set_panel(false)}>
          {selection_panel}
        </SideDrawer>
      )}
      <Suspense>
        {looked.product && (
          <ProductDrawer
            key={looked.product}
            id={looked.product}
            sample={sample}
            acts={acts}
            onClose={() => look({ product: undefined })}
          />
        )}
      </Suspense>
    </Frame>
  );
}

function Nothing({ looked, onReset }: { looked: Looked; onReset: () => void }) {
  const { may } = useSession();
  const navigate = useNavigate();
  const filtered = Object.keys(nothing_looked).some((key) => looked[key as keyof Looked]);
  if (filtered)
    return (
      <Empty
        icon="search"
        title={t('none')}
        text={t('none_text')}
        action={<Button onClick={onReset}>{t('reset')}</Button>}
      />
    );
  return (
    <Empty
      icon="catalog"
      title={t('empty')}
      text={t('empty_text')}
      action={
        may('catalog_change') && (
          <Button kind="main" onClick={() => void navigate({ to: '/settings/feeds' })}>
            {t('to_feeds')}
          </Button>
        )
      }
    />
  );
}
