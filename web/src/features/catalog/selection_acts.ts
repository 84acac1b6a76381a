// What can be done with selections. Each answer is the whole selection, so it stands on the page at
// once; what was done says so with «Отменить».
import { useQueryClient } from '@tanstack/react-query';
import { api, send } from '../../api/client';
import { refresh } from '../../api/live';
import type { components } from '../../api/schema.gen';
import { catalog as t } from '../../texts/catalog';
import { toast, toast_problem } from '../../ui/toast';
import { undo_event } from '../journal/undo';

type Schemas = components['schemas'];
export type SelectionCard = Schemas['SelectionCard'];
export type SelectionItem = Schemas['SelectionItem'];
export type SelectionRow = Schemas['SelectionRow'];

const kept = 'tirazh.selection';
export const last_selection = () => Number(localStorage.getItem(kept)) || undefined;
export function keep_selection(id: number | undefined) {
  if (id) localStorage.setItem(kept, String(id));
  else localStorage.removeItem(kept);
}

export const path_of = (id: number) => ({ params: { path: { id } } });

export function useSelectionActs(id: number | undefined, choose: (id: number) => void) {
  const queries = useQueryClient();

  async function run(
    ask: () => Promise<{ data?: SelectionCard }>,
    text?: string,
  ): Promise<SelectionCard | undefined> {
    try {
      const { data } = await ask();
      if (!data) return undefined;
      const selection_id = data.selection.id;
      const { queryKey } = api.queryOptions('get', '/api/selections/{id}', path_of(selection_id));
      queries.setQueryData(queryKey, data);
      void queries.invalidateQueries({
        predicate: (each) => each.queryKey[1] === '/api/selections',
      });
      const { event_id } = data;
      const undo = event_id
        ? async () => {
            await undo_event(event_id);
            refresh('selection', selection_id);
          }
        : undefined;
      if (text && (event_id || !undo)) toast(text, undo);
      return data;
    } catch (error) {
      toast_problem(error);
      refresh('selection', id ?? 0);
      return undefined;
    }
  }

  return {
    async create(body: Schemas['NewSelection']) {
      const made = await run(() => send.POST('/api/selections', { body }));
      if (made) choose(made.selection.id);
      return made;
    },
    async add(body: Schemas['NewSelectionItem'], name?: string) {
      if (id) {
        const added = await run(
          () => send.POST('/api/selections/{id}/items', { ...path_of(id), body }),
          name && t('added', { name }),
        );
        return added;
      }
      const made = await run(() => send.POST('/api/selections', { body: { product_ids: [] } }));
      if (!made) return undefined;
      const selection_id = made.selection.id;
      choose(selection_id);
      return run(
        () => send.POST('/api/selections/{id}/items', { ...path_of(selection_id), body }),
        name && t('added', { name }),
      );
    },
    change_item(item: SelectionItem, body: Omit<Schemas['SelectionItemChange'], 'version'>) {
      const params = { path: { id: id ?? 0, item_id: item.id } };
      return run(
        () =>
          send.PATCH('/api/selections/{id}/items/{item_id}', {
            params,
            body: { ...body, version: item.version },
          }),
        t('item_saved', { name: item.title }),
      );
    },
    take_out(item: SelectionItem) {
      const params = { path: { id: id ?? 0, item_id: item.id } };
      return run(
        () => send.DELETE('/api/selections/{id}/items/{item_id}', { params }),
        t('taken_out', { name: item.title }),
      );
    },
    order(item_ids: number[]) {
      return run(
        () => send.PUT('/api/selections/{id}/order', { ...path_of(id ?? 0), body: { item_ids } }),
        t('reordered'),
      );
    },
    change(selection: SelectionRow, title: string, deal_id: number) {
      const body = { version: selection.version, title, deal_id };
      return run(
        () => send.PATCH('/api/selections/{id}', { ...path_of(selection.id), body }),
        t('selection_saved'),
      );
    },
    archive(selection: SelectionRow, archived: boolean) {
      const name = selection.title;
      return archived
        ? run(
            () => send.POST('/api/selections/{id}/archive', path_of(selection.id)),
            t('archived', { name }),
          )
        : run(
            () => send.DELETE('/api/selections/{id}/archive', path_of(selection.id)),
            t('brought_back', { name }),
          );
    },
  };
}

export type SelectionActs = ReturnType<typeof useSelectionActs>;
