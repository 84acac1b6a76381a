import { describe, expect, test, vi } from 'vitest';
import { Problem, unreachable } from '../../api/problem';
import { change_option } from './draft_edits';
import { DraftKeeper } from './draft_keeper';
import { merged } from './draft_merge';
import type { QuoteCard, QuoteDraft, QuoteOption } from './quote';

const option = (more: Partial<QuoteOption> = {}): QuoteOption => ({
  quantity: 100,
  unit_cost_micro: 0,
  price_rule: 'margin',
  discount_basis_points: 0,
  imprints: [],
  ...more,
});
const draft_of = (version: number, cost = 0, greeting = 'Здравствуйте!'): QuoteDraft => ({
  version,
  seller_id: 1,
  greeting,
  addressee_position: '',
  introduction: '',
  closing: '',
  brand_colour: '',
  inner_note: '',
  lines: [
    {
      key: 'a',
      title: 'Кружка',
      description: '',
      url: '',
      options: [option({ unit_cost_micro: cost })],
    },
  ],
});
const card_of = (draft: QuoteDraft) =>
  ({ id: 7, version: draft.version, draft, prices: [] }) as unknown as QuoteCard;
const cost = (micro: number) =>
  change_option('a', 0, (before) => ({ ...before, unit_cost_micro: micro }));
const cost_of = (draft: QuoteDraft | undefined) => draft?.lines[0]?.options[0]?.unit_cost_micro;

// A server of one quote; `cut` loses the answer, `away` also what was sent.
function server() {
  const state = {
    stored: draft_of(1),
    cut: false,
    away: false,
    sent: 0,
    put: async (draft: QuoteDraft): Promise<QuoteCard> => {
      if (state.away) throw unreachable();
      state.sent += 1;
      if (draft.version !== state.stored.version)
        throw new Problem(409, 'quote_changed', 'changed', '', {
          yours: draft,
          current: state.stored,
        });
      state.stored = { ...draft, version: draft.version + 1 };
      if (state.cut) throw unreachable();
      return card_of(state.stored);
    },
    get: async () => card_of(state.stored),
  };
  return state;
}
function keeper_for(connection: ReturnType<typeof server>) {
  const keeper = new DraftKeeper(7, 1, {
    put: (draft) => connection.put(draft),
    get: () => connection.get(),
    joined: () => {},
  });
  keeper.open(card_of(connection.stored));
  return keeper;
}
const state_of = (keeper: DraftKeeper) => keeper.snapshot()?.state;

describe('the draft', () => {
  test('is saved as a whole after a pause, and what is typed meanwhile goes next', async () => {
    const connection = server();
    const keeper = keeper_for(connection);
    keeper.change(cost(5));
    expect(state_of(keeper)).toBe('waiting');
    keeper.flush();
    keeper.change(cost(6));
    await vi.waitFor(() => expect(state_of(keeper)).toBe('saved'), 3000);
    expect(cost_of(connection.stored)).toBe(6);
    expect(localStorage.getItem('tirazh.quote.7')).toBeNull();
  });

  test('outlives a lost connection and the page', async () => {
    const connection = server();
    const keeper = keeper_for(connection);
    connection.away = true;
    keeper.change(cost(5));
    keeper.flush();
    await vi.waitFor(() => expect(state_of(keeper)).toBe('offline'));
    keeper.change(cost(8));

    connection.away = false;
    const later = keeper_for(connection); // the page was opened anew
    expect(cost_of(later.snapshot()?.draft)).toBe(8);
    await vi.waitFor(() => expect(state_of(later)).toBe('saved'));
    expect(cost_of(connection.stored)).toBe(8);
  });

  test('knows its own work again when only the answer was lost', async () => {
    const connection = server();
    const keeper = keeper_for(connection);
    connection.cut = true;
    keeper.change(cost(5));
    keeper.flush();
    await vi.waitFor(() => expect(state_of(keeper)).toBe('offline'));
    connection.cut = false;
    keeper.change(cost(9));
    const later = keeper_for(connection);
    await vi.waitFor(() => expect(state_of(later)).toBe('saved'));
    expect(cost_of(connection.stored)).toBe(9);
    expect(connection.stored.version).toBe(3);
  });

  test('of two people is joined; what collides is decided by a person', async () => {
    const connection = server();
    const keeper = keeper_for(connection);
    connection.stored = draft_of(2, 0, 'Уважаемая Ольга!');
    keeper.change(cost(5));
    keeper.flush();
    await vi.waitFor(() => expect(state_of(keeper)).toBe('saved'));
    expect(cost_of(connection.stored)).toBe(5);
    expect(connection.stored.greeting).toBe('Уважаемая Ольга!');

    connection.stored = draft_of(9, 77, 'Уважаемая Ольга!');
    keeper.change(cost(6));
    keeper.flush();
    await vi.waitFor(() => expect(state_of(keeper)).toBe('conflict'));
    expect(keeper.snapshot()?.differences).toEqual([
      { path: ['lines', 'a', 'options', 0, 'unit_cost_micro'], mine: 6, theirs: 77 },
    ]);
    keeper.decide('mine');
    await vi.waitFor(() => expect(state_of(keeper)).toBe('saved'));
    expect(cost_of(connection.stored)).toBe(6);
  });

  test('says why it was refused and is sent again after the next change', async () => {
    const connection = server();
    const keeper = keeper_for(connection);
    const put = connection.put;
    connection.put = async () => {
      throw new Problem(422, 'price_out_of_range', 'Тираж', 'lines[0].options[0].quantity');
    };
    keeper.change(cost(5));
    keeper.flush();
    await vi.waitFor(() => expect(state_of(keeper)).toBe('refused'));
    connection.put = put;
    keeper.change(cost(6));
    keeper.flush();
    await vi.waitFor(() => expect(state_of(keeper)).toBe('saved'));
  });

  test('goes back and forth', async () => {
    const keeper = keeper_for(server());
    keeper.change(cost(5));
    keeper.change(cost(6));
    keeper.undo();
    expect(cost_of(keeper.snapshot()?.draft)).toBe(5);
    keeper.undo();
    expect(cost_of(keeper.snapshot()?.draft)).toBe(0);
    keeper.redo();
    expect(cost_of(keeper.snapshot()?.draft)).toBe(5);
    await keeper.settled();
  });
});

test('a line that one took away and nobody else touched is gone, and new ones stay', () => {
  const base = draft_of(1);
  const mine = { ...base, lines: [] };
  const [line] = base.lines;
  const theirs = { ...base, version: 2, lines: [line, { ...line, key: 'b' }] } as QuoteDraft;
  const { draft, differences } = merged(base, mine, theirs, 'mine');
  expect(draft.lines.map((each) => each.key)).toEqual(['b']);
  expect(differences).toEqual([]);
});
