// Every route that the API describes, asked by everybody: without a login, by each role, about the
// rows of another team. What is expected follows from the permission that the route declares and
// the tables of docs/features/accounts.md; a new route is swept without a line here.
import type { Answer, Api, Description, Operation, Problem } from '../support/api.ts';
import { type Department, enquiry, expect, test } from '../support/department.ts';
import type { MailSystem } from '../support/mail.ts';
import { readyQuote } from '../support/quotes.ts';

type Schema = Record<string, any>;
interface Route {
  method: string;
  path: string;
  operation: Operation;
}

/** These need no login; whoever adds one says so here. */
const openToAnyone = [
  ...['GET /api', 'GET /api/', 'GET /api/openapi.json', 'GET /healthz', 'GET /metrics'],
  ...['GET /api/session', 'POST /api/session', 'POST /api/setup'],
  ...['GET /q/{token}', 'GET /q/{token}/logo', 'GET /q/{token}/picture/{key}'],
  ...['GET /q/{token}/quote.css', 'GET /q/{token}/quote.js', 'GET /q/{token}/quote.pdf'],
  ...['POST /q/{token}/acceptance', 'POST /q/{token}/choices', 'POST /q/{token}/remarks'],
  ...['POST /q/{token}/codes', 'POST /q/{token}/views'],
];

/** Whose rows are one team's or one person's: by the beginning of the path. */
type Foreign = Record<string, number>;

async function describe(api: Api): Promise<{ routes: Route[]; description: Description }> {
  const description = (await (await fetch(`${api.url}/api/openapi.json`)).json()) as Description;
  const routes = Object.entries(description.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      ...{ method: method.toUpperCase(), path, operation },
    })),
  );
  return { routes, description };
}

/** The smallest value that the description allows. */
function sample(schema: Schema, description: Description): unknown {
  if (schema.$ref) {
    const name = String(schema.$ref).split('/').at(-1) ?? '';
    return sample(description.components.schemas[name] as Schema, description);
  }
  if (schema.anyOf) {
    const nothing = schema.anyOf.some((one: Schema) => one.type === 'null');
    return nothing ? null : sample(schema.anyOf[0], description);
  }
  if (schema.allOf) {
    return Object.assign({}, ...schema.allOf.map((one: Schema) => sample(one, description)));
  }
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'object') {
    const wanted = (schema.required ?? []) as string[];
    return Object.fromEntries(
      wanted.map((key) => [key, sample(schema.properties[key], description)]),
    );
  }
  if (schema.type === 'array') return [];
  if (schema.type === 'boolean') return false;
  if (schema.type === 'integer' || schema.type === 'number') return 7;
  if (schema.format === 'date') return '2026-12-01';
  if (schema.format === 'date-time') return '2026-12-01T09:00:00Z';
  return schema.type === 'string' ? 'x' : null;
}

function bodyOf(route: Route, description: Description): unknown {
  const schema = route.operation.requestBody?.content['application/json']?.schema;
  return schema ? sample(schema, description) : undefined;
}

const named = (route: Route) => `${route.method} ${route.path}`;
const filled = (path: string, id: number) =>
  path
    .replace('{id}', String(id))
    .replace('{stage}', 'new_lead')
    .replace(/\{\w+\}/g, '1');

/** One row of every noun, of the first team and its sales manager. */
async function foreignRows(mail: MailSystem, department: Department): Promise<Foreign> {
  const { api } = department.anna;
  const must = async (answer: Promise<Answer>) => {
    const { status, body } = await answer;
    expect(status, JSON.stringify(body)).toBe(200);
    return body;
  };
  await mail.deliver(department.mailbox, enquiry(department.client, department.mailbox));
  const inbox = async () => (await api.get('/api/enquiries?scope=mine')).body.items;
  await expect.poll(async () => (await inbox()).length).toBe(1);
  const [arrived] = await inbox();
  const deal = await must(
    api.post(`/api/enquiries/${arrived.id}/deal`, { version: arrived.version }),
  );
  const draft = await must(api.post('/api/drafts', { answers_letter_id: arrived.letter_id }));
  const { id: quote } = await readyQuote(api, deal.deal_id);
  const path = `/api/deals/${deal.deal_id}`;
  const objection = await must(api.post(`${path}/objections`, { kind: 'price', words: 'Дорого' }));
  const selection = await must(
    api.post('/api/selections', { deal_id: deal.deal_id, title: 'Для них', product_ids: [] }),
  );
  const task = (await must(api.get(path))).tasks[0];
  const file = await must(
    api.upload(
      `/api/attachments?noun=deal&subject_id=${deal.deal_id}&name=a.txt`,
      new TextEncoder().encode('text'),
      'text/plain',
    ),
  );
  const timeline = await must(api.get(`/api/timeline?noun=deal&id=${deal.deal_id}`));
  const view = await must(api.post('/api/saved-views', { name: 'Моё', filter: {} }));
  const token = await must(api.post('/api/tokens', { name: '1С', scopes: ['deals_read'] }));
  const session = (await must(api.get('/api/sessions'))).items[0];
  return {
    ...{ deals: deal.deal_id, companies: deal.company_id, contacts: deal.contact_id },
    ...{ enquiries: arrived.id, letters: arrived.letter_id, threads: arrived.thread_id },
    ...{ drafts: draft.id, quotes: quote, objections: objection.id, tasks: task.id },
    ...{ selections: selection.selection.id, attachments: file.id },
    ...{ events: timeline.items[0].id, 'saved-views': view.id, tokens: token.id },
    sessions: session.id,
  };
}

const nounOf = (path: string) => path.split('/')[2] ?? '';
const ask = (api: Api, route: Route, id: number, description: Description) =>
  api.send<Problem>(route.method, filled(route.path, id), bodyOf(route, description));

test('EveryRouteNamesWhoMayAskIt', async ({ department }) => {
  const { routes } = await describe(department.head.api);
  const roles = (await department.head.api.get('/api/roles')).body.items;
  const known = roles.flatMap((role: { permissions: string[] }) => role.permissions);
  const open = routes.filter((route) => route.operation['x-permission'] === 'anyone').map(named);
  expect(open.sort()).toEqual([...openToAnyone].sort());
  for (const route of routes) {
    const permission = route.operation['x-permission'];
    expect([...known, 'anyone', 'signed_in'], named(route)).toContain(permission);
  }
});

test('EveryRouteRefusesWhoMayNotAndHidesTheRowsOfOthers', async ({
  mail,
  department,
  signedIn,
}) => {
  test.setTimeout(240_000);
  const rows = await foreignRows(mail, department);
  const timeline = async () =>
    (await department.anna.api.get(`/api/timeline?noun=deal&id=${rows.deals}`)).body.items;
  const before = await timeline();
  const { routes, description } = await describe(department.head.api);
  const guarded = routes.filter((route) => route.operation['x-permission'] !== 'anyone');
  const administrator = await signedIn('administrator', 'petr', 'Вторая');
  const maria = await signedIn('account_manager', 'maria', 'Вторая');
  const galina = await signedIn('assistant', 'galina', 'Вторая');
  const stranger = department.head.api.another();
  const wrong: string[] = [];
  const expectOne = (who: string, route: Route, answer: Answer<Problem>, wanted: number[]) => {
    if (wanted.includes(answer.status)) return;
    const got = `${answer.status} ${JSON.stringify(answer.body).slice(0, 120)}`;
    wrong.push(`${who}: ${named(route)} answers ${got}, not ${wanted.join(' or ')}`);
  };
  for (const route of guarded) {
    const answer = await ask(stranger, route, rows[nounOf(route.path)] ?? 1, description);
    expectOne('nobody', route, answer, [401]);
  }
  const people = [department.head, department.kirill, maria, galina, administrator];
  for (const person of people) {
    const session = (await person.api.get('/api/session')).body;
    const may = new Set<string>([...session.permissions, 'signed_in']);
    for (const route of guarded) {
      const id = rows[nounOf(route.path)];
      if (!may.has(route.operation['x-permission'] ?? '')) {
        const answer = await ask(person.api, route, id ?? 1, description);
        expectOne(person.login, route, answer, [403]);
      } else if (id && route.path.includes('{id}') && person !== department.head) {
        const answer = await ask(person.api, route, id, description);
        expectOne(person.login, route, answer, foreignAnswers(route, may));
      }
    }
  }
  expect(wrong.join('\n')).toBe('');
  expect(await timeline(), 'nobody changed anything').toEqual(before);
});

/** What whoever has the permission hears about a row that is not theirs. */
function foreignAnswers(route: Route, may: Set<string>): number[] {
  const noun = nounOf(route.path);
  if (noun !== 'companies' && noun !== 'contacts') return [404];
  // Of a colleague's client name and owner are known, so the card is refused by name.
  return may.has('customers_see_all') && route.method === 'GET' ? [200] : [403, 404];
}

test('ListsAndFilesOfAThingAreHiddenWithIt', async ({ mail, department, signedIn }) => {
  const rows = await foreignRows(mail, department);
  const galina = await signedIn('assistant', 'galina', 'Вторая');
  const nouns = { deal: rows.deals, quote: rows.quotes, task: rows.tasks, letter: rows.letters };
  const paths = [
    `/api/quotes?deal_id=${rows.deals}`,
    `/api/selections?deal_id=${rows.deals}`,
    `/api/tasks?noun=deal&subject_id=${rows.deals}`,
  ];
  for (const [noun, id] of Object.entries(nouns)) {
    paths.push(`/api/timeline?noun=${noun}&id=${id}`);
    paths.push(`/api/attachments?noun=${noun}&subject_id=${id}`);
  }
  for (const { api, login } of [department.kirill, galina]) {
    for (const path of paths) expect((await api.get(path)).status, `${login} ${path}`).toBe(404);
    const bytes = new TextEncoder().encode('x');
    for (const noun of ['deal', 'quote'] as const) {
      const path = `/api/attachments?noun=${noun}&subject_id=${nouns[noun]}&name=x.txt`;
      expect((await api.upload(path, bytes, 'text/plain')).status, `${login} ${path}`).toBe(404);
    }
    const made = await api.post('/api/tasks', {
      ...{ title: 'Подсмотреть', noun: 'deal', subject_id: rows.deals },
      assignee_id: (await api.get('/api/session')).body.person.id,
    });
    expect(made.status, login).toBe(404);
  }
  expect((await department.kirill.api.post('/api/quotes', { deal_id: rows.deals })).status).toBe(
    404,
  );
});
