// An empty company: the wizard and its one-time code.
import { Api, type Problem } from '../support/api.ts';
import { expect, test } from '../support/test.ts';

const setup = {
  company_name: 'Сувенир Плюс',
  company_zone: 'Europe/Moscow',
  seller: {
    name: 'ИП Смирнова Анна Петровна',
    legal_form: 'ИП',
    inn: '500100732259',
    kpp: '',
    ogrn: '',
    legal_address: '',
    director: '',
    accountant: '',
    number_prefix: '',
    numbers_by: 'tirazh',
    is_default: true,
    version: null,
    vat: [{ regime: 'simplified_none', valid_from: '2026-01-01' }],
    bank_accounts: [],
  },
  person: {
    login: 'anna',
    name: 'Анна Смирнова',
    position: 'Руководитель',
    phone: '',
    email: '',
    role: 'head',
    team_id: null,
    language: 'ru',
    active: true,
    on_shift: true,
    password: 'correct horse battery',
    version: null,
  },
};

const codeIn = (printed: string) => /the code (\S+)/.exec(printed)?.[1] ?? '';

test('StartsACompanyWithTheCodeFromTheConsoleOnce', async ({ server, api }) => {
  expect((await api.get('/api/session')).body).toMatchObject({ person: null, setup_needed: true });
  const code = codeIn(server.now.printed);
  expect(code).toMatch(/^[a-z2-7]{12}$/);

  const guessed = await api.post<Problem>('/api/setup', { ...setup, code: 'guessed' });
  expect(guessed.body).toMatchObject({ code: 'setup_code_wrong', field: 'code' });
  const weak = { ...setup, code, person: { ...setup.person, password: 'short' } };
  expect((await api.post<Problem>('/api/setup', weak)).body.field).toBe('person.password');
  const nameless = { ...setup, code, company_name: ' ' };
  expect((await api.post<Problem>('/api/setup', nameless)).body.field).toBe('company_name');

  const started = await api.post('/api/setup', { ...setup, code });
  expect(started.status).toBe(200);
  expect(started.body.person.role).toBe('head');
  const session = (await api.get('/api/session')).body;
  expect(session).toMatchObject({ setup_needed: false, company_name: 'Сувенир Плюс' });
  expect((await api.get('/api/sellers')).body.items).toHaveLength(1);

  const again = await api.another().post<Problem>('/api/setup', { ...setup, code });
  expect(again.status).toBe(422);
  expect(again.body.code).toBe('setup_code_wrong');
});

test('TheCodeStaysTheSameUntilItIsUsed', async ({ server }) => {
  const code = codeIn(server.now.printed);
  await server.stop();
  expect(codeIn((await server.start()).printed)).toBe(code);
});

test('TheCodeCannotBeGuessed', async ({ api }) => {
  for (let i = 0; i < 10; i++) {
    const answer = await api.post('/api/setup', { ...setup, code: `guess-${i}` });
    expect(answer.status).toBe(422);
  }
  expect((await api.post('/api/setup', { ...setup, code: 'guess' })).status).toBe(429);
});

test('NoCodeIsPrintedWhereThereArePeople', async ({ company, server }) => {
  await company.addUser('anna', 'head', 'Анна');
  await server.stop();
  expect(codeIn((await server.start()).printed)).toBe('');
});

test('TheDemoCompanySignsInWithThePasswordsPrintedOnce', async ({ company, server }) => {
  await server.stop();
  const printed = await company.command('seed', '--demo');
  const people = [...printed.matchAll(/^ {2}(\w+) +(\w+) +([a-z2-7-]{19}) /gm)];
  expect(people.map((match) => match[1])).toEqual([
    'head',
    'sales_manager',
    'sales_manager',
    'account_manager',
    'assistant',
  ]);
  expect(new Set(people.map((match) => match[3])).size).toBe(5);
  await server.start();
  const client = new Api(server.url);
  for (const [, role, login, password] of people) {
    const session = (await client.signIn(login ?? '', password ?? '')).body;
    expect(session.person.role).toBe(role);
  }
  expect((await client.get('/api/sellers')).body.items).toHaveLength(2);
  await expect(company.command('seed', '--demo')).rejects.toThrow(/done already/);
});
