// A deal from the first form to the sale (1.2): deadline, tasks, board, list, loss, undo, live map.
import type { Api, Problem } from '../support/api.ts';
import { expect, test } from '../support/test.ts';

const form = {
  company: { name: 'ООО «Ромашка»', legal_form: '', inn: '', kpp: '', site: '' },
  contact: {
    surname: 'Петрова',
    name: 'Ирина',
    patronymic: 'Олеговна',
    position: 'Офис-менеджер',
    phones: ['+7 916 123-45-67'],
    emails: ['petrova@romashka.ru'],
  },
  channel: 'mail',
  need: {
    items: [
      {
        product: 'Кружки керамические белые',
        product_head: 'кружка',
        runs: [100, 300],
        colour: 'белый',
        material: '',
        size: '',
        note: '',
        imprints: [{ method: 'деколь', colours: 1, place: 'на боку', size: '' }],
      },
    ],
    in_hands_on: '2026-12-25',
    deadline_words: 'к 25 декабря',
    budget_kopecks: 15_000_000,
    budget_per: 'total',
    delivery_place: 'Москва',
  },
  estimate_kopecks: 12_200_000,
};

async function open(api: Api, more: Record<string, unknown> = {}) {
  const made = await api.post('/api/deals', { ...form, ...more });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  return made.body;
}

async function idOf(api: Api): Promise<number> {
  return (await api.get('/api/session')).body.person.id;
}

async function node(api: Api, number: string) {
  const map = (await api.get('/api/map')).body;
  return map.nodes.find((one: { number: string }) => one.number === number);
}

async function outside(api: Api, id: number, fact: string, on: string) {
  const path = `/api/deals/${id}/outside-facts`;
  const told = await api.post(path, { fact, on, note: 'Сделано вне программы' });
  expect(told.status, JSON.stringify(told.body)).toBe(200);
  return told.body;
}

test('ANewDealHasAClientADeadlineAndANextStep', async ({ company, signedIn }) => {
  await company.setClock('2026-11-27T13:00:00Z'); // Friday, 16:00 in Moscow
  const { api } = await signedIn('sales_manager');
  const deal = await open(api);
  expect(deal).toMatchObject({
    title: 'Кружки керамические белые, 100/300 шт.',
    company_name: 'Ромашка',
    contact_name: 'Петрова Ирина',
    stage: 'new_lead',
    amount_kopecks: 12_200_000,
    amount_source: 'estimate',
    late_quote: false,
    no_next_step: false,
    open_questions: [],
    contact: { position: 'Офис-менеджер', email: 'petrova@romashka.ru' },
  });
  expect(deal.quote_due_at).toMatch(/^2026-11-30T12:00/); // 2 hours of Friday, 6 of Monday
  expect(deal.tasks).toMatchObject([{ kind: 'quote', title: 'Подготовить и отправить КП' }]);
  const day = (await api.get('/api/day')).body;
  expect(day.next_working_day).toBe('2026-11-30');
  expect(day.due_next_day).toMatchObject([{ noun: 'deal', subject_title: deal.title }]);
  await company.setClock('2026-11-30T12:31:00Z');
  const later = (await api.get(`/api/deals/${deal.id}`)).body;
  expect(later).toMatchObject({ late_quote: true, late_step: true });
  expect(later.quote_minutes_left).toBeLessThanOrEqual(-30);
  expect((await api.get('/api/day')).body.late).toHaveLength(1);
});

test('ADealWalksTheStagesByFactsAndIsSold', async ({ company, signedIn }) => {
  await company.setClock('2026-11-27T13:00:00Z');
  const { api } = await signedIn('sales_manager');
  const { id } = await open(api);
  const dropped = await api.post<Problem>(`/api/deals/${id}/stage`, { stage: 'quote_sent' });
  expect(dropped.status).toBe(409);
  expect(dropped.body).toMatchObject({
    code: 'stage_needs_act',
    details: { act: 'send_quote', fact: 'quote_sent' },
  });
  const early = await api.post<Problem>(`/api/deals/${id}/stage`, { stage: 'done' });
  expect(early.body.code).toBe('stage_conditions');
  expect(early.body.details.missing).toHaveLength(3);

  const sent = await outside(api, id, 'quote_sent', '2026-11-27');
  expect(sent.stage).toBe('quote_sent');
  expect(sent.tasks).toMatchObject([{ kind: 'control_call', whole_day: true }]);
  expect(sent.tasks[0].due_at).toMatch(/^2026-11-30T15:00/); // Monday
  expect((await outside(api, id, 'invoice_issued', '2026-11-27')).stage).toBe('invoice_issued');
  expect((await outside(api, id, 'paid', '2026-11-27')).stage).toBe('invoice_paid');
  expect((await outside(api, id, 'order_placed', '2026-11-27')).stage).toBe('ordering');
  for (const fact of ['goods_handed_over', 'papers_complete']) {
    await outside(api, id, fact, '2026-11-27');
  }
  const won = await api.post(`/api/deals/${id}/stage`, { stage: 'done' });
  expect(won.body).toMatchObject({ outcome: 'won', stage: 'done', tasks: [] });
  expect(won.body.stays.map((stay: { stage: string }) => stay.stage)).toEqual([
    'new_lead',
    'quote_sent',
    'invoice_issued',
    'invoice_paid',
    'ordering',
    'done',
  ]);
  const timeline = (await api.get(`/api/timeline?noun=deal&id=${id}`)).body;
  const verbs = timeline.items.map((item: { verb: string }) => item.verb);
  expect(verbs).toEqual(expect.arrayContaining(['opened', 'quote_sent', 'paid', 'won', 'created']));
  const client = (await api.get(`/api/timeline?noun=company&id=${won.body.company_id}`)).body;
  expect(client.items.map((item: { verb: string }) => item.verb)).toContain('won');
  expect(await company.command('check')).toContain('everything is whole');
});

test('ALossIsUndoneAndADealReopened', async ({ signedIn }) => {
  const { api } = await signedIn('sales_manager');
  const { id } = await open(api);
  const path = `/api/deals/${id}`;
  const wrong = await api.post<Problem>(`${path}/loss`, { reason: 'mood' });
  expect(wrong).toMatchObject({ status: 422, body: { field: 'reason' } });
  const lost = await api.post(`${path}/loss`, { reason: 'price', note: 'Нашли дешевле' });
  expect(lost.body).toMatchObject({ outcome: 'lost', lost_reason: 'price', tasks: [] });
  const timeline = (await api.get(`/api/timeline?noun=deal&id=${id}`)).body;
  const event = timeline.items.find((item: { verb: string }) => item.verb === 'lost');
  expect(event).toMatchObject({ may_undo: true, personal: { note: 'Нашли дешевле' } });
  expect((await api.post(`/api/events/${event.id}/undo`)).status).toBe(204);
  const back = (await api.get(path)).body;
  expect(back).toMatchObject({ outcome: 'open', stage: 'new_lead', lost_reason: '' });
  expect(back.tasks).toHaveLength(1);
  await api.post(`${path}/loss`, { reason: 'no_answer' });
  expect((await api.post(`${path}/reopening`)).body).toMatchObject({ outcome: 'open' });
});

test('TwoWhoEditOneCardSeeBothValues', async ({ signedIn }) => {
  const { api } = await signedIn('sales_manager');
  const head = await signedIn('head');
  const { id, version } = await open(api);
  const path = `/api/deals/${id}`;
  expect((await api.patch(path, { version, title: 'Кружки к Новому году' })).status).toBe(200);
  const met = await head.api.patch<Problem>(path, { version, title: 'Кружки срочно' });
  expect(met.status).toBe(409);
  expect(met.body.details).toMatchObject({
    yours: { title: 'Кружки срочно' },
    theirs: { title: 'Кружки к Новому году' },
  });
  const again = met.body.details.theirs.version;
  const cleared = await head.api.patch(path, { version: again, clear: ['estimate_kopecks'] });
  expect(cleared.body).toMatchObject({ amount_kopecks: 0, amount_source: 'none' });
});

test('TheBoardListAndMapTellTheSame', async ({ company, signedIn }) => {
  await company.setClock('2026-11-25T07:00:00Z');
  const anna = await signedIn('sales_manager', 'anna');
  const boris = await signedIn('sales_manager', 'boris');
  const head = await signedIn('head');
  const assistant = await signedIn('assistant');
  const first = await open(anna.api);
  await open(anna.api, { title: 'Ручки' });
  await open(boris.api);
  await outside(anna.api, first.id, 'quote_sent', '2026-11-25');

  const board = (await anna.api.get('/api/deals/board?scope=mine')).body;
  expect(board.columns.slice(0, 2)).toMatchObject([
    { stage: 'new_lead', deals: 1, amount_kopecks: 12_200_000 },
    { stage: 'quote_sent', deals: 1 },
  ]);
  expect((await head.api.get('/api/deals/board?scope=all')).body.columns[0].deals).toBe(2);
  expect((await anna.api.get<Problem>('/api/deals/board?scope=all')).status).toBe(403);
  const found = await anna.api.get(`/api/deals?text=${encodeURIComponent('ручка')}`);
  expect(found.body.items).toMatchObject([{ title: 'Ручки' }]);
  expect((await boris.api.get(`/api/deals/${first.id}`)).status).toBe(404);
  expect((await assistant.api.get('/api/deals')).body.items).toEqual([]);

  expect(await node(head.api, '1.2.4.1')).toMatchObject({ built: true, waiting: 2, late: 0 });
  expect(await node(anna.api, '1.2.4.2')).toMatchObject({ waiting: 1 });
  expect(await node(anna.api, '1.3.1.2')).toMatchObject({ waiting: 1, late: 0 });
  expect(await node(head.api, '2.1.3.2')).toMatchObject({ built: false, waiting: null });
  await company.setClock('2026-11-26T16:00:00Z');
  const late = await node(head.api, '1.2.4.1');
  expect(late.late).toBe(2);
  const listed = await head.api.get(`/api/deals?${late.late_link.split('?view=list&')[1]}`);
  expect(listed.body.items).toHaveLength(2);
});

test('ATaskGivenToTheAssistantShowsTheDeal', async ({ signedIn }) => {
  const { api } = await signedIn('sales_manager');
  const assistant = await signedIn('assistant');
  const { id } = await open(api);
  expect((await assistant.api.get(`/api/deals/${id}`)).status).toBe(404);
  const assignee_id = await idOf(assistant.api);
  const asked = { title: 'Выставить счёт', assignee_id, noun: 'deal', subject_id: id };
  const task = (await api.post('/api/tasks', asked)).body;
  expect((await assistant.api.get(`/api/deals/${id}`)).body).toMatchObject({ allowed: [] });
  expect((await assistant.api.post(`/api/deals/${id}/loss`, { reason: 'price' })).status).toBe(403);
  const done = await assistant.api.post(`/api/tasks/${task.id}/completion`, { result: 'Готово' });
  expect(done.body).toMatchObject({ state: 'done', result: 'Готово' });
  const again = await assistant.api.post<Problem>(`/api/tasks/${task.id}/completion`, {});
  expect(again.body.code).toBe('task_closed');
});

test('ADealIsHandedOverWithItsTasks', async ({ signedIn }) => {
  const anna = await signedIn('sales_manager', 'anna');
  const boris = await signedIn('sales_manager', 'boris');
  const { id } = await open(anna.api);
  const owner_id = await idOf(boris.api);
  expect((await anna.api.put(`/api/deals/${id}/owner`, { owner_id })).status).toBe(204);
  expect((await boris.api.get('/api/tasks')).body.items).toHaveLength(1);
  expect((await anna.api.get('/api/tasks')).body.items).toHaveLength(0);
  const seen = (await anna.api.get(`/api/deals/${id}`)).body;
  expect(seen.participants).toMatchObject([{ role: 'former_owner' }]);
});

test('TheListIsExportedWithoutFormulas', async ({ signedIn }) => {
  const { api } = await signedIn('sales_manager');
  await open(api, { title: '=HYPERLINK("http://evil")' });
  const csv = await api.get<string>('/api/deals/export?format=csv&scope=mine');
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect(csv.body).toContain(`"'=HYPERLINK(""http://evil"")"`);
  expect(csv.body).toContain('122000,00');
  expect(csv.body.trim().split('\r\n')).toHaveLength(2);
  const xlsx = await api.get<string>('/api/deals/export?format=xlsx');
  expect(xlsx.body.startsWith('PK')).toBe(true);
  expect((await api.get('/api/deals/export?format=pdf')).status).toBe(422);
  expect((await api.get('/api/deals/export?scope=all')).status).toBe(403);
});

test('AViewIsSavedForOneselfOrForAll', async ({ signedIn }) => {
  const anna = await signedIn('sales_manager', 'anna');
  const boris = await signedIn('sales_manager', 'boris');
  const filter = { scope: 'mine', late: true };
  const own = await anna.api.post('/api/saved-views', { name: 'Горит', filter });
  expect(own.body).toMatchObject({ name: 'Горит', own: true, shared: false, filter });
  const views = async (api: Api) => (await api.get('/api/saved-views?noun=deal')).body.items;
  expect(await views(boris.api)).toEqual([]);
  const path = `/api/saved-views/${own.body.id}`;
  const shared = { name: 'Горит', filter, shared: true, version: 1 };
  expect((await anna.api.put(path, shared)).status).toBe(200);
  expect(await views(boris.api)).toMatchObject([{ name: 'Горит', own: false }]);
  expect((await boris.api.put(path, { ...shared, version: 2 })).status).toBe(403);
  expect((await anna.api.put<Problem>(path, shared)).body.code).toBe('view_changed');
  const wrong = await anna.api.post<Problem>('/api/saved-views', { name: 'x', filter: { a: 1 } });
  expect(wrong.status).toBe(422);
  expect((await boris.api.delete(path)).status).toBe(403);
  expect((await anna.api.delete(path)).status).toBe(204);
});
