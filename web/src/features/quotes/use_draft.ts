// The draft of a quote on the page: one keeper for each quote, whatever shows it.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { api, send } from '../../api/client';
import { on_connection } from '../../api/live';
import { useSession } from '../../app/session';
import { quotes as t } from '../../texts/quotes';
import { toast } from '../../ui/toast';
import { DraftKeeper } from './draft_keeper';
import { path_of, type QuoteCard } from './quote';

export const quote_key = (id: number) =>
  api.queryOptions('get', '/api/quotes/{id}', path_of(id)).queryKey;

const keepers = new Map<string, DraftKeeper>();

export function useDraft(id: number) {
  const client = useQueryClient();
  const { person } = useSession();
  const query = api.useQuery('get', '/api/quotes/{id}', path_of(id));
  const name = `${person.id}:${id}`;
  let keeper = keepers.get(name);
  if (!keeper) {
    const known = (card: QuoteCard) => {
      client.setQueryData(quote_key(id), card);
      return card;
    };
    keeper = new DraftKeeper(id, person.id, {
      get: async () => {
        const { data } = await send.GET('/api/quotes/{id}', path_of(id));
        return known(data as QuoteCard);
      },
      put: async (body) => {
        const { data } = await send.PUT('/api/quotes/{id}/draft', { ...path_of(id), body });
        return known(data as QuoteCard);
      },
      joined: () => toast(t('joined')),
    });
    keepers.set(name, keeper);
  }
  const own = keeper;
  const { data } = query;
  useEffect(() => {
    if (data) own.open(data);
  }, [own, data]);
  useEffect(() => {
    const flush = () => own.flush();
    addEventListener('online', flush);
    const stop = on_connection(flush);
    return () => {
      removeEventListener('online', flush);
      stop();
      flush();
    };
  }, [own]);
  const kept = useSyncExternalStore(own.watch, own.snapshot);
  return { query, keeper: own, kept };
}
