// Companies and contacts (1.2.1), their timeline, undo and search.
import type { Api, Problem } from '../support/api.ts';
import { expect, test } from '../support/test.ts';

const romashka = {
  name: 'ООО «Ромашка»',
  legal_form: '',
  inn: '7707083893',
  kpp: '773601001',
  site: 'romashka.ru',
};
const smirnova = {
  surname: 'Смирнова',
  name: 'Анна',
  patronymic: 'Петровна',
  position: 'Директор по маркетингу',
  phones: ['8 (916) 123-45-67'],
  emails: ['Anna@Romashka.ru'],
};

async function addRomashka(api: Api): Promise<{ company_id: number; contact_id: number }> {
  const made = await api.post('/api/customers', { company: romashka, contact: smirnova });
  expect(made.status).toBe(200);
  return made.body;
}

/** What the page sends back of a card: the form, without what the card adds. */
async function formOf(api: Api, path: string): Promise<Record<string, unknown>> {
  const card = (await api.get(path)).body;
  const added = [
    ...['id', 'title', 'owner_name', 'group_name', 'group_companies', 'people', 'companies'],
    ...['merged', 'merged_into', 'created_at', 'changed_at', 'may_change', 'greeting'],
  ];
  return Object.fromEntries(Object.entries(card).filter(([key]) => !added.includes(key)));
}

test('AClientIsMadeInOneRequestAndFoundEverywhere', async ({ signedIn }) => {
  const { api } = await signedIn('sales_manager');
  const { company_id, contact_id } = await addRomashka(api);
  const card = (await api.get(`/api/companies/${company_id}`)).body;
  expect(card).toMatchObject({ title: 'ООО «Ромашка»', name: 'Ромашка', may_change: true });
  expect(card.people).toMatchObject([
    { contact_id, position: 'Директор по маркетингу', phone: '+7 916 123-45-67' },
  ]);
  const person = (await api.get(`/api/contacts/${contact_id}`)).body;
  expect(person).toMatchObject({ greeting: 'Уважаемая Анна Петровна' });
  expect(person.points).toMatchObject([{ value: '+79161234567' }, { value: 'Anna@romashka.ru' }]);
  for (const text of ['смирнова', '916 123-45-67', 'ромашка', 'hjvfirf']) {
    const found = (await api.get(`/api/search?text=${encodeURIComponent(text)}`)).body;
    expect(
      found.items.map((hit: { noun: string }) => hit.noun),
      text,
    ).toContain('contact');
  }
});

test('DuplicatesAreShownWhileTypingAndRefusedByTheirInn', async ({ signedIn }) => {
  const anna = await signedIn('sales_manager', 'anna', 'Первая');
  const vera = await signedIn('sales_manager', 'vera', 'Вторая');
  const { company_id } = await addRomashka(anna.api);
  const similar = async (api: Api, query: string) =>
    (await api.get(`/api/customers/similar?${query}`)).body.items;
  const name = `company=${encodeURIComponent('рома')}`;
  expect(await similar(anna.api, name)).toMatchObject([
    { noun: 'company', id: company_id, reason: 'name', hidden: false },
  ]);
  const phone = await similar(vera.api, `phones=${encodeURIComponent('+7 916 123 45 67')}`);
  expect(phone).toMatchObject([{ noun: 'contact', reason: 'phone', hidden: true }]);
  const refused = await vera.api.post<Problem>('/api/customers', { company: romashka });
  expect(refused.status).toBe(409);
  expect(refused.body).toMatchObject({ code: 'duplicate_inn', field: 'company.inn' });
  expect(refused.body.details.matches).toMatchObject([{ title: 'ООО «Ромашка»', hidden: true }]);
  const anyway = await vera.api.post('/api/customers', { company: romashka, anyway: true });
  expect(anyway.status).toBe(200);
});

test('AColleaguesClientShowsItsNameAndOwnerOnly', async ({ signedIn }) => {
  const anna = await signedIn('sales_manager', 'anna', 'Первая');
  const vera = await signedIn('sales_manager', 'vera', 'Вторая');
  const { company_id, contact_id } = await addRomashka(anna.api);
  for (const path of [`/api/companies/${company_id}`, `/api/contacts/${contact_id}`]) {
    const refused = await vera.api.get<Problem>(path);
    expect(refused.status, path).toBe(403);
    expect(refused.body.code).toBe('belongs_to_other');
    const form = await formOf(anna.api, path);
    expect((await vera.api.put<Problem>(path, form)).status).toBe(403);
  }
  const list = (await vera.api.get('/api/companies')).body;
  expect(list.items).toMatchObject([{ title: 'ООО «Ромашка»', hidden: true, inn: '', phone: '' }]);
  const timeline = `/api/timeline?noun=company&id=${company_id}`;
  expect((await vera.api.get(timeline)).status).toBe(404);
  const search = `/api/search?text=${encodeURIComponent('ромашка')}`;
  expect((await vera.api.get(search)).body.items).toEqual([]);
  expect((await vera.api.get<string>('/api/contacts/export')).body).not.toContain('Смирнова');
  expect((await anna.api.get<string>('/api/contacts/export')).body).toContain('Смирнова');
  const merge = `/api/companies/${company_id}/merge`;
  expect((await vera.api.post(merge, { into: 1 })).status).toBeGreaterThanOrEqual(400);
});

test('TwoWhoEditOneCardMeetWithBothValuesAndUndoIsExact', async ({ signedIn }) => {
  const { api } = await signedIn('sales_manager');
  const { company_id } = await addRomashka(api);
  const path = `/api/companies/${company_id}`;
  const form = await formOf(api, path);
  const first = await api.put(path, { ...form, note: 'Первый' });
  expect(first.body).toMatchObject({ note: 'Первый', version: 2 });
  const second = await api.put<Problem>(path, { ...form, note: 'Второй' });
  expect(second.status).toBe(409);
  expect(second.body.details).toEqual({
    version: 2,
    fields: [{ field: 'note', theirs: 'Первый', yours: 'Второй' }],
  });
  const wrong = await api.put<Problem>(path, { ...form, version: 2, inn: '7707083894' });
  expect(wrong.body).toMatchObject({ code: 'inn_wrong', field: 'inn' });

  const timeline = (await api.get(`/api/timeline?noun=company&id=${company_id}`)).body;
  const changed = timeline.items.find((event: { verb: string }) => event.verb === 'changed');
  expect(changed).toMatchObject({ may_undo: true, undo: 'reversible' });
  expect(changed.personal.changes).toEqual([{ field: 'note', before: '', after: 'Первый' }]);
  expect((await api.post(`/api/events/${changed.id}/undo`)).status).toBe(204);
  expect((await api.get(path)).body).toMatchObject({ note: '', version: 3 });
  const again = await api.post<Problem>(`/api/events/${changed.id}/undo`);
  expect(again.body.code).toBe('undone_already');
});

test('ADuplicateIsMergedWithNothingLostAndUnmerged', async ({ signedIn }) => {
  const { api } = await signedIn('sales_manager');
  const { company_id } = await addRomashka(api);
  const twin = { ...romashka, name: 'Romashka', inn: '', kpp: '', site: '' };
  const known = (
    await api.post('/api/customers', {
      company: twin,
      contact: {
        ...smirnova,
        surname: 'Петров',
        name: 'Пётр',
        patronymic: '',
        phones: [],
        emails: [],
      },
    })
  ).body;
  const merged = (await api.post(`/api/companies/${known.company_id}/merge`, { into: company_id }))
    .body;
  expect(merged.people).toHaveLength(2);
  expect(merged.merged).toMatchObject([{ title: 'Romashka' }]);
  expect((await api.get('/api/companies')).body.items).toHaveLength(1);
  const timeline = (await api.get(`/api/timeline?noun=company&id=${company_id}`)).body;
  const event = timeline.items.find((entry: { verb: string }) => entry.verb === 'merged');
  expect(event).toMatchObject({ may_undo: true, personal: { from: 'Romashka' } });
  await api.post(`/api/events/${event.id}/undo`);
  expect((await api.get('/api/companies')).body.items).toHaveLength(2);
  expect((await api.get(`/api/companies/${company_id}`)).body.people).toHaveLength(1);
});

test('TheLogoIsAPictureOfTheCompanyItself', async ({ signedIn }) => {
  const { api } = await signedIn('sales_manager');
  const { company_id } = await addRomashka(api);
  const path = `/api/companies/${company_id}`;
  const pixel = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJ' +
      'RU5ErkJggg==',
    'base64',
  );
  const upload = `/api/attachments?noun=company&subject_id=${company_id}&name=logo.png`;
  const logo = (await api.upload(upload, pixel, 'image/png')).body;
  const form = await formOf(api, path);
  const wrong = await api.put<Problem>(path, { ...form, logo_attachment_id: logo.id + 1 });
  expect(wrong.body).toMatchObject({ code: 'logo_unknown', field: 'logo_attachment_id' });
  const saved = await api.put(path, {
    ...form,
    logo_attachment_id: logo.id,
    brand_colour: '#1A2B3C',
  });
  expect(saved.body).toMatchObject({ logo_attachment_id: logo.id, brand_colour: '#1a2b3c' });
});

test('TheSearchIndexIsCheckedAndMended', async ({ signedIn, company }) => {
  const { api } = await signedIn('sales_manager');
  await addRomashka(api);
  expect(await company.command('check')).toContain('everything is whole');
  expect(await company.command('reindex')).toContain('2 documents');
});
