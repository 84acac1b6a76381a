// What the screens of deals ask and do.
import { useInfiniteQuery } from '@tanstack/react-query';
import { api, send } from '../../api/client';
import type { components, paths } from '../../api/schema.gen';
import { deals as t } from '../../texts/deals';

export type DealRow = components['schemas']['DealRow'];
export type DealCard = components['schemas']['DealCard'];
export type DealBoard = components['schemas']['DealBoard'];
export type DealPage = components['schemas']['DealPage'];
export type Need = components['schemas']['Need'];
export type NeedItem = components['schemas']['NeedItem'];
export type StageMove = components['schemas']['StageMove'];
export type DealFilter = NonNullable<paths['/api/deals']['get']['parameters']['query']>;
export type Scope = NonNullable<DealFilter['scope']>;

export const board_key = (scope: Scope | undefined) =>
  ['get', '/api/deals/board', { params: { query: { scope } } }] as const;

export function useBoard(scope: Scope | undefined) {
  return api.useQuery('get', '/api/deals/board', { params: { query: { scope } } });
}

export function useDealList(filter: DealFilter, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ['get', '/api/deals', { params: { query: filter } }, 'pages'],
    enabled,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...filter, after: pageParam, limit: 60 };
      const { data } = await send.GET('/api/deals', { params: { query }, signal });
      return data as DealPage;
    },
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
}

export const useDeal = (id: number) =>
  api.useQuery('get', '/api/deals/{id}', { params: { path: { id } } });

export const deal_key = (id: number) =>
  api.queryOptions('get', '/api/deals/{id}', { params: { path: { id } } }).queryKey;

export function channel_name(channel: string): string {
  const names: Record<string, string> = {
    mail: t('channel_mail'),
    call: t('channel_call'),
    chat: t('channel_chat'),
    note: t('channel_note'),
    other: t('channel_other'),
  };
  return names[channel] ?? channel;
}
export const channels = ['mail', 'call', 'chat', 'note', 'other'] as const;

export function amount_words(source: DealRow['amount_source']): string {
  const names = {
    none: '',
    estimate: t('amount_estimate'),
    chosen: t('amount_chosen'),
    accepted: t('amount_accepted'),
  };
  return names[source];
}
