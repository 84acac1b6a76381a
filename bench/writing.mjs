// What people write: a long quote saved at every pause in typing, calls noted.

/** So many hands, each saving a quote of 60 lines again and again. */
export async function saveLongQuote(manager, hands) {
  const deals = (await manager.get('/api/deals?limit=100')).items;
  const acts = [];
  for (let hand = 0; hand < hands; hand += 1) {
    const deal = deals[hand % deals.length];
    const made = await manager.ask('POST', '/api/quotes', { deal_id: deal.id });
    if (!made.ok) throw new Error(`no quote: ${await made.text()}`);
    const card = await made.json();
    let draft = card.draft;
    const option = { ...draft.lines[0].options[0], unit_cost_micro: 150_000_000 };
    draft.lines = Array.from({ length: 60 }, (_, i) => ({
      ...draft.lines[0],
      key: '',
      title: `Кружка ${i + 1}`,
      options: [100, 300, 500].map((quantity) => ({ ...option, quantity })),
    }));
    let price = 0;
    acts.push(async () => {
      price += 1;
      if (draft.lines[0].key) draft.lines[price % 60].options[0].unit_cost_micro = 1e8 + price;
      const saved = await manager.ask('PUT', `/api/quotes/${card.id}/draft`, draft);
      const answer = await saved.json();
      if (saved.ok) draft = answer.draft;
      return saved.ok;
    });
  }
  return acts;
}

/** Calls noted by hand: each is an enquiry with its need read from the words. */
export function noteCalls(people, hands) {
  const managers = people.filter((person) => person.role === 'sales_manager');
  return Array.from({ length: hands }, (_, hand) => async () => {
    const answer = await managers[hand % managers.length].ask('POST', '/api/enquiries', {
      channel: 'call',
      text: 'Нужны кружки белые с логотипом, 300 и 500 шт., деколь в 2 цвета, до конца месяца',
      sender_name: 'Ольга',
      phone: '+7 916 000-00-01',
    });
    await answer.text();
    return answer.ok;
  });
}
