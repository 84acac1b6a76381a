// Deals (1.2): the board and the list, with filters in the address, and the card in a drawer.
import { lazy, Suspense, useCallback } from 'react';
import { shows } from '../../api/live';
import { useSearchValues } from '../../app/search';
import { useSession } from '../../app/session';
import { deals as t } from '../../texts/deals';
import { Button, IconButton } from '../../ui/button';
import { Choice } from '../../ui/choice';
import { useKeys } from '../../ui/keys';
import { Screen as Frame } from '../../ui/screen';
import { Loading } from '../../ui/states';
import { DealBoard } from './deal_board';
import { cleared, filter_keys, filter_of } from './deal_filter';
import type { DealRow, Scope } from './deals';

const DealFilterBar = lazy(() => import('./deal_filter_bar'));
const DealList = lazy(() => import('./deal_list'));
const SavedViews = lazy(() => import('./saved_views'));
const DealDrawer = lazy(() => import('./deal_drawer'));
const NewDeal = lazy(() => import('./new_deal'));

shows('/api/deals', 'process');

const not_adding = { new: undefined, company: undefined, contact: undefined };

export function Screen() {
  const { may } = useSession();
  const [values, set] = useSearchValues();
  const view = values.view === 'list' ? 'list' : 'board';
  const filter = filter_of(values);
  const everything = may('deals_see_all');
  const scopes: Scope[] = [
    'mine',
    'helping',
    ...(everything || may('deals_see_team') ? (['team'] as const) : []),
    ...(everything ? (['all'] as const) : []),
  ];
  const asked = values.scope as Scope | undefined;
  const scope = asked && scopes.includes(asked) ? asked : everything ? 'all' : 'mine';
  const names = { mine: t('mine'), helping: t('helping'), team: t('team'), all: t('everybody') };
  const open_id = Number(values.deal) || undefined;
  const adding = values.new === true;

  const open = useCallback((deal: DealRow) => set({ deal: deal.id }, true), [set]);

  useKeys(t('title'), [
    { keys: 'n', text: t('new_deal'), run: () => set({ new: true }) },
    { keys: 'b', text: t('board'), run: () => set({ ...cleared, view: undefined }) },
    { keys: 'l', text: t('list'), run: () => set({ view: 'list' }) },
  ]);

  return (
    <Frame
      title={t('title')}
      fixed
      actions={
        <>
          <Choice
            label={t('scope')}
            value={scope}
            onChange={(value) => set({ scope: value })}
            options={scopes.map((value) => ({ value, label: names[value] }))}
          />
          <Choice
            label={t('views')}
            value={view}
            onChange={(value) =>
              set(value === 'list' ? { view: 'list' } : { ...cleared, view: undefined })
            }
            options={[
              { value: 'board', label: t('board') },
              { value: 'list', label: t('list') },
            ]}
          />
          {may('deals_change') && (
            <Button kind="main" icon="plus" onClick={() => set({ new: true })}>
              {t('new_deal')}
            </Button>
          )}
        </>
      }
      filters={
        view === 'list' && (
          <Suspense>
            <SavedViews
              filter={{ ...filter, scope }}
              onChoose={(chosen) => set({ ...cleared, ...chosen, view: 'list' })}
            />
            <DealFilterBar values={values} set={set} />
            <IconButton
              icon="download"
              label={t('export_csv')}
              onClick={() => location.assign(export_address({ ...filter, scope }))}
            />
          </Suspense>
        )
      }
    >
      {view === 'board' ? (
        <DealBoard scope={scope} onOpen={open} />
      ) : (
        <Suspense fallback={<Loading rows={12} />}>
          <DealList
            filter={{ ...filter, scope }}
            filtered={filter_keys.some((key) => values[key] !== undefined)}
            onOpen={open}
          />
        </Suspense>
      )}
      <Suspense>
        {open_id && (
          <DealDrawer key={open_id} id={open_id} onClose={() => set({ deal: undefined })} />
        )}
        {adding && (
          <NewDeal
            company_id={Number(values.company) || undefined}
            contact_id={Number(values.contact) || undefined}
            onClose={() => set(not_adding)}
            onOpened={(id) => set({ ...not_adding, deal: id })}
          />
        )}
      </Suspense>
    </Frame>
  );
}

function export_address(filter: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(filter))
    for (const each of Array.isArray(value) ? value : [value])
      if (each !== undefined) query.append(key, String(each));
  return `/api/deals/export?${query}`;
}
