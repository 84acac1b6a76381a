// The verbs of a quote besides editing it. Each waits until what was typed is with the server.
import { useNavigate } from '@tanstack/react-router';
import { send } from '../../api/client';
import { refresh } from '../../api/live';
import type { components } from '../../api/schema.gen';
import { quotes as t } from '../../texts/quotes';
import { toast, toast_problem } from '../../ui/toast';
import { undo_latest } from '../journal/undo';
import type { DraftKeeper } from './draft_keeper';
import { path_of, type QuoteCard, state_words } from './quote';

type Schemas = components['schemas'];
type Verb = Schemas['QuoteStateVerb'];

export function useQuoteActs(keeper: DraftKeeper) {
  const navigate = useNavigate();
  const { id } = keeper;

  async function run(ask: (version: number) => Promise<{ data?: QuoteCard }>) {
    try {
      const card = await keeper.run(async (version) => (await ask(version)).data as QuoteCard);
      refresh('quote', id);
      refresh('deal', card.deal_id);
      return card;
    } catch (error) {
      toast_problem(error);
      refresh('quote', id);
      return undefined;
    }
  }

  return {
    run,
    async state(verb: Verb) {
      const card = await run((version) =>
        send.POST('/api/quotes/{id}/state', { ...path_of(id), body: { version, verb } }),
      );
      if (card)
        toast(t('state_changed', { state: state_words(card.state) }), () =>
          undo_latest('quote', id, 'quote_state_changed'),
        );
    },
    // The client's own file, or the draft printed as it is now.
    async pdf() {
      try {
        await keeper.settled();
        const answer = await send.GET('/api/quotes/{id}/pdf', { ...path_of(id), parseAs: 'blob' });
        const link = document.createElement('a');
        link.href = URL.createObjectURL(answer.data as unknown as Blob);
        link.download = `${keeper.snapshot()?.card.number ?? id}.pdf`;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      } catch (error) {
        toast_problem(error);
      }
    },
    // The draft as it stands, saved anew: the server makes the next version of it.
    async new_version() {
      const draft = keeper.snapshot()?.draft;
      if (!draft) return;
      await run((version) =>
        send.PUT('/api/quotes/{id}/draft', { ...path_of(id), body: { ...draft, version } }),
      );
    },
    async copy() {
      try {
        await keeper.settled();
        const { data } = await send.POST('/api/quotes/{id}/copies', { ...path_of(id), body: {} });
        if (!data) return;
        toast(t('copied', { number: data.number }));
        void navigate({ href: `/quotes/${data.id}` });
      } catch (error) {
        toast_problem(error);
      }
    },
    async accept(name: string, choices: Schemas['ClientPick'][]) {
      const card = await run((version) =>
        send.POST('/api/quotes/{id}/acceptance', {
          ...path_of(id),
          body: { version, name, choices },
        }),
      );
      if (card) toast(t('accepted'));
      return card;
    },
    async withdraw() {
      const card = await run(() => send.DELETE('/api/quotes/{id}/acceptance', path_of(id)));
      if (card) toast(t('withdrawn'));
    },
  };
}
export type QuoteActs = ReturnType<typeof useQuoteActs>;
