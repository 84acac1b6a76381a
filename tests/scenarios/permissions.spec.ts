// Who may do what; tokens for programs.
import type { Problem } from '../support/api.ts';
import { expect, type Role, test } from '../support/test.ts';

const person = {
  login: 'new',
  name: 'Новый Сотрудник',
  position: 'Стажёр',
  phone: '',
  email: '',
  role: 'sales_manager',
  team_id: null,
  language: 'ru',
  active: true,
  on_shift: true,
};

test('NobodyReadsAnythingWithoutSigningIn', async ({ api }) => {
  for (const path of ['/api/people', '/api/colleagues', '/api/company', '/api/failed-jobs']) {
    const answer = await api.get<Problem>(path);
    expect(answer.status, path).toBe(401);
    expect(answer.body.code).toBe('sign_in');
  }
});

test('OnlyWhoManagesPeopleReadsAndChangesThem', async ({ signedIn }) => {
  const expected: Record<Role, number> = {
    head: 200,
    administrator: 200,
    sales_manager: 403,
    account_manager: 403,
    assistant: 403,
  };
  for (const [role, status] of Object.entries(expected)) {
    const { api } = await signedIn(role as Role);
    expect((await api.get('/api/people')).status, role).toBe(status);
    const added = await api.post('/api/people', { ...person, login: `new-${role}` });
    expect(added.status, role).toBe(status);
    expect((await api.get('/api/colleagues')).status, role).toBe(200);
  }
});

test('AnAddedPersonSignsInWithThePasswordToldOnce', async ({ signedIn }) => {
  const head = await signedIn('head');
  const added = (await head.api.post('/api/people', person)).body;
  expect(added.fresh_password).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/);
  const fresh = head.api.another();
  await fresh.signIn('new', added.fresh_password);
  expect(JSON.stringify((await head.api.get('/api/people')).body)).not.toContain('password');
  const reset = (await head.api.post(`/api/people/${added.person.id}/password`)).body;
  expect((await fresh.get('/api/sessions')).status).toBe(401);
  await fresh.signIn('new', reset.fresh_password);
});

test('TwoWhoEditOnePersonMeetWithBothValues', async ({ signedIn }) => {
  const { api } = await signedIn('head');
  const { id } = (await api.post('/api/people', person)).body.person;
  const edit = (name: string, version: number) =>
    api.put<Problem>(`/api/people/${id}`, { ...person, name, version });
  expect((await edit('Первый', 1)).status).toBe(200);
  const second = await edit('Второй', 1);
  expect(second.status).toBe(409);
  expect(second.body.code).toBe('changed');
  expect(second.body.details).toMatchObject({ name: 'Первый', version: 2 });
});

test('AnInactivePersonIsOutAtOnce', async ({ signedIn }) => {
  const head = await signedIn('head');
  const anna = await signedIn('sales_manager', 'anna');
  const { items } = (await head.api.get('/api/people')).body;
  const known = items.find((candidate: { login: string }) => candidate.login === 'anna');
  const form = { ...person, login: 'anna', active: false, version: known.version };
  expect((await head.api.put(`/api/people/${known.id}`, form)).status).toBe(200);
  expect((await anna.api.get('/api/colleagues')).status).toBe(401);
});

test('TheLastWhoManagesPeopleStays', async ({ signedIn }) => {
  const { api } = await signedIn('head');
  const { id, version } = (await api.get('/api/people')).body.items[0];
  const form = { ...person, login: 'head', role: 'assistant', version };
  const answer = await api.put<Problem>(`/api/people/${id}`, form);
  expect(answer.status).toBe(409);
  expect(answer.body.code).toBe('last_manager');
});

test('AProgramMayDoWhatItsTokenSaysAndNoMore', async ({ signedIn }) => {
  const head = await signedIn('head');
  const made = (await head.api.post('/api/tokens', { name: '1С', scopes: ['people_manage'] })).body;
  const program = head.api.another();
  program.token = made.token;
  expect((await program.get('/api/people')).status).toBe(200);
  // No cookie, so no page's header is asked for; and no scope, no right.
  expect((await program.post('/api/people', person, { marked: false })).status).toBe(200);
  const settings = (await program.get('/api/company')).body;
  expect((await program.put('/api/company', settings)).status).toBe(403);
  // A token makes no token and reads no sessions.
  expect((await program.get('/api/tokens')).status).toBe(403);
  expect((await program.get<Problem>('/api/sessions')).body.code).toBe('session_needed');
  const listed = (await head.api.get('/api/tokens')).body;
  expect(listed.items[0]).toMatchObject({ name: '1С', scopes: 'people_manage' });
  expect(JSON.stringify(listed)).not.toContain(made.token);
  expect((await head.api.delete(`/api/tokens/${made.id}`)).status).toBe(204);
  const refused = await program.get<Problem>('/api/people');
  expect(refused.status).toBe(401);
  expect(refused.body.code).toBe('token_invalid');
});

test('ATokenGivesNoRightThatItsPersonLacks', async ({ signedIn }) => {
  const { api } = await signedIn('sales_manager');
  const answer = await api.post<Problem>('/api/tokens', { name: 'x', scopes: ['people_manage'] });
  expect(answer.status).toBe(422);
  expect(answer.body.field).toBe('scopes');
});

test('TeamsAreMadeRenamedAndRemovedWhenEmpty', async ({ signedIn }) => {
  const { api } = await signedIn('head');
  const team = (await api.post('/api/teams', { name: ' Север ' })).body;
  expect(team.name).toBe('Север');
  await api.post('/api/people', { ...person, team_id: team.id });
  expect((await api.delete<Problem>(`/api/teams/${team.id}`)).body.code).toBe('team_in_use');
  const renamed = await api.put(`/api/teams/${team.id}`, { name: 'Юг', version: 1 });
  expect(renamed.body).toMatchObject({ name: 'Юг', version: 2 });
  const empty = (await api.post('/api/teams', { name: 'Пустая' })).body;
  expect((await api.delete(`/api/teams/${empty.id}`)).status).toBe(204);
  expect((await api.get('/api/teams')).body.items).toHaveLength(1);
});

test('SellersAreKeptWithTheirRequisitesChecked', async ({ signedIn }) => {
  const { api } = await signedIn('head');
  const form = {
    name: 'ООО «Сувенир Плюс»',
    legal_form: 'ООО',
    inn: '7707083893',
    kpp: '773601001',
    ogrn: '1027700132195',
    legal_address: 'Москва, ул. Примерная, 1',
    director: 'Иванов И. И.',
    accountant: '',
    number_prefix: '',
    numbers_by: 'tirazh',
    is_default: false,
    version: null,
    vat: [{ regime: 'general', valid_from: '2026-01-01' }],
    bank_accounts: [
      {
        account: '40702810200000000001',
        bik: '044525225',
        bank: 'Сбербанк',
        correspondent_account: '30101810400000000225',
        is_default: true,
      },
    ],
  };
  const wrong = await api.post<Problem>('/api/sellers', { ...form, inn: '7707083894' });
  expect(wrong.body).toMatchObject({ code: 'seller_invalid', field: 'inn' });
  const seller = (await api.post('/api/sellers', form)).body;
  expect(seller.is_default).toBe(true);
  const fresh = { ...form, is_default: true, number_prefix: 'А-', version: seller.version };
  const changed = await api.put(`/api/sellers/${seller.id}`, fresh);
  expect(changed.body).toMatchObject({ number_prefix: 'А-', version: 2 });
  const timeline = (await api.get(`/api/timeline?noun=seller&id=${seller.id}`)).body;
  const verbs = timeline.items.map((event: { verb: string }) => event.verb);
  expect(verbs).toEqual(['changed', 'created']);
});
