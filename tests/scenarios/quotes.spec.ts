// Quotes (1.3.1.1, 1.2.4.2, 1.3.1.2, 1.2.4.3): from the need to the client's yes.
import type { Problem } from '../support/api.ts';
import { LiveStream } from '../support/live.ts';
import { MailSystem } from '../support/mail.ts';
import { codeIn, linkOf, openDeal, readyQuote, seller } from '../support/quotes.ts';
import { test as base, expect, type Person } from '../support/test.ts';

interface Department {
  anna: Person;
  head: Person;
}
const test = base.extend<{ department: Department }, { mail: MailSystem }>({
  mail: [
    async ({}, use) => {
      const mail = await MailSystem.start();
      await use(mail);
      await mail.stop();
    },
    { scope: 'worker' },
  ],
  department: async ({ signedIn }, use) => {
    const head = await signedIn('head');
    expect((await head.api.post('/api/sellers', seller)).status).toBe(200);
    await use({ head, anna: await signedIn('sales_manager', 'anna') });
  },
});

/** What the client's page sends. */
async function act(url: string, what: string, body: unknown) {
  const answer = await fetch(`${url}/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'sec-fetch-site': 'cross-site', origin: 'null' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as any };
}

test('AQuoteGoesOutByLetterWithItsPdfAndMovesTheDeal', async ({ department, mail }) => {
  const { api } = department.anna;
  const mailbox = mail.newMailbox('agency.test');
  const client = mail.newMailbox('client.test');
  const made = await department.head.api.post('/api/mailboxes', mail.settings(mailbox));
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  const dealId = await openDeal(api, client);
  const { id, card } = await readyQuote(api, dealId);
  expect(card).toMatchObject({ number: expect.stringMatching(/^КП-\d{4}-0001$/), state: 'draft' });

  const proposed = (await api.get(`/api/quotes/${id}/letter`)).body;
  expect(proposed.address).toBe(client);
  expect(proposed.warning).toContain('public_url');
  const sent = await api.post(`/api/quotes/${id}/sendings`, {
    version: card.version,
    address: proposed.address,
    subject: proposed.subject,
    body: proposed.body,
    with_pdf: true,
    answers_objections: [],
  });
  expect(sent.body).toMatchObject({ state: 'sending', editable: false });
  await expect
    .poll(async () => (await api.get(`/api/quotes/${id}`)).body.state, { timeout: 45_000 })
    .toBe('sent');
  expect((await api.get(`/api/deals/${dealId}`)).body.stage).toBe('quote_sent');

  await expect.poll(async () => (await mail.lettersIn(client)).length).toBe(1);
  const [letter = ''] = await mail.lettersIn(client);
  expect(letter).toContain('application/pdf');
  const activity = (await api.get(`/api/quotes/${id}/activity`)).body;
  expect(activity.sendings).toMatchObject([{ state: 'sent', address: client, problem: '' }]);
  const files = (await api.get(`/api/attachments?noun=quote&subject_id=${id}`)).body.items;
  expect(files).toMatchObject([{ media_type: 'application/pdf', name: `${card.number}.pdf` }]);
  const pdf = await fetch(`${api.url}/api/attachments/${files[0].id}`, {
    headers: api.credentials(),
  });
  expect((await pdf.text()).slice(0, 5)).toBe('%PDF-');
});

test('TheClientPicksCommentsAndSaysYesAndTheDealSeesItLive', async ({ department }) => {
  const { api } = department.anna;
  const dealId = await openDeal(api, 'olga@client.test');
  const { id } = await readyQuote(api, dealId);
  const path = await linkOf(api, id);
  const url = api.url + path;
  const live = await LiveStream.open(api);
  const heard = (verb: string) =>
    live.next((event) => event.noun === 'quote' && event.verb === verb, 5000);

  for (let visit = 0; visit < 3; visit += 1) expect((await fetch(url)).status).toBe(200);
  expect((await api.get(`/api/quotes/${id}/activity`)).body.views).toEqual([]);
  expect((await act(url, 'views', { kind: 'opened' })).status).toBe(200);
  await heard('opened');
  const card = (await api.get(`/api/quotes/${id}`)).body;
  const [mug, pen] = card.draft.lines;
  await act(url, 'views', { kind: 'looked_at', line: mug.key });
  await heard('looked_at');
  const refused = await act(url, 'acceptance', { name: 'Ольга' });
  expect(refused).toMatchObject({ status: 422, body: { code: 'not_all_picked' } });
  const pick = { line: mug.key, quantity: 300, left_out: false };
  expect((await act(url, 'choices', pick)).body.total).toMatch(/^Итого/);
  await heard('picked');
  await act(url, 'choices', { line: pen.key, quantity: null, left_out: true });
  await act(url, 'remarks', { line: mug.key, text: 'А в синем?', question: false });
  await heard('commented');
  expect((await act(url, 'acceptance', { name: 'Ольга Петрова' })).status).toBe(200);
  await heard('accepted');
  live.close();

  const after = (await api.get(`/api/quotes/${id}`)).body;
  expect(after).toMatchObject({ state: 'accepted', sum: { complete: true } });
  const total = after.prices[0].options[1].total_kopecks;
  expect(after.sum.total_kopecks).toBe(total);
  const deal = (await api.get(`/api/deals/${dealId}`)).body;
  expect(deal).toMatchObject({ amount_kopecks: total, amount_source: 'accepted' });
  const activity = (await api.get(`/api/quotes/${id}/activity`)).body;
  expect(activity.acceptances).toMatchObject([{ name: 'Ольга Петрова', total_kopecks: total }]);
  const verbs = (await api.get(`/api/timeline?noun=deal&id=${dealId}`)).body.items.map(
    (entry: { verb: string }) => entry.verb,
  );
  for (const verb of ['quote_sent', 'quote_opened', 'run_picked', 'remark_made']) {
    expect(verbs).toContain(verb);
  }
  expect(verbs).toContain('quote_accepted');
});

test('AYesNeedsTheCodeThatWentToTheClientsMailbox', async ({ department, mail }) => {
  const { api } = department.anna;
  const client = mail.newMailbox('client.test');
  const mailbox = mail.settings(mail.newMailbox('agency.test'));
  expect((await department.head.api.post('/api/mailboxes', mailbox)).status).toBe(200);
  const { id } = await readyQuote(api, await openDeal(api, client));
  const url = api.url + (await linkOf(api, id));
  const [mug] = (await api.get(`/api/quotes/${id}`)).body.draft.lines;
  const [, pen] = (await api.get(`/api/quotes/${id}`)).body.draft.lines;
  await act(url, 'choices', { line: mug.key, quantity: 300, left_out: false });
  await act(url, 'choices', { line: pen.key, quantity: null, left_out: true });
  const refused = await act(url, 'acceptance', { name: 'Ольга' });
  expect(refused).toMatchObject({ status: 422, body: { code: 'code_missing' } });
  const sent = await act(url, 'codes', {});
  expect(sent.body.sent_to).toBe(`${client[0]}…@client.test`);
  const code = await codeIn(mail, client);
  const other = code === '000000' ? '000001' : '000000';
  const wrong = await act(url, 'acceptance', { name: 'Ольга', code: other });
  expect(wrong).toMatchObject({ status: 422, body: { code: 'code_wrong' } });
  expect((await act(url, 'acceptance', { name: 'Ольга', code })).status).toBe(200);
  const activity = (await api.get(`/api/quotes/${id}/activity`)).body;
  expect(activity.acceptances).toMatchObject([{ name: 'Ольга', confirmed_by: client }]);
});

test('NothingThatLeavesTheHouseTellsACost', async ({ department }) => {
  const { api } = department.anna;
  const { id } = await readyQuote(api, await openDeal(api, 'olga@client.test'));
  const url = api.url + (await linkOf(api, id));
  const card = (await api.get(`/api/quotes/${id}`)).body;
  const page = await fetch(url);
  const text = await page.text();
  expect(text).toContain('Уважаемая Ольга Сергеевна');
  const price = card.prices[0].options[0];
  for (const secret of ['наценку', String(price.margin_kopecks), String(price.cost_kopecks)]) {
    expect(text).not.toContain(secret);
  }
  expect(page.headers.get('content-security-policy')).toMatch(/^sandbox (?!.*allow-same-origin)/);
  expect(page.headers.get('x-robots-tag')).toContain('noindex');
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
});

test('ANewVersionClosesTheOldLinkInWords', async ({ department }) => {
  const { api } = department.anna;
  const { id } = await readyQuote(api, await openDeal(api, 'olga@client.test'));
  const first = api.url + (await linkOf(api, id));
  const sent = (await api.get(`/api/quotes/${id}`)).body;
  const saved = await api.put(`/api/quotes/${id}/draft`, sent.draft);
  expect(saved.body).toMatchObject({ shown_version: 2, editable: true });
  expect((await fetch(first)).status).toBe(200);
  const second = api.url + (await linkOf(api, id));
  const closed = await fetch(first);
  expect(closed.status).toBe(410);
  expect(await closed.text()).toContain('новая версия');
  expect((await fetch(second)).status).toBe(200);
  expect((await fetch(`${api.url}/q/${'a'.repeat(26)}`)).status).toBe(404);
});

test('TwoEditorsOfOneQuoteGetBothDrafts', async ({ department }) => {
  const { api } = department.anna;
  const { id, card } = await readyQuote(api, await openDeal(api, 'olga@client.test'));
  const path = `/api/quotes/${id}/draft`;
  const theirs = await department.head.api.put(path, { ...card.draft, introduction: 'их слова' });
  expect(theirs.status).toBe(200);
  const mine = await api.put<Problem>(path, { ...card.draft, introduction: 'мои слова' });
  expect(mine.status).toBe(409);
  expect(mine.body).toMatchObject({
    code: 'quote_changed',
    details: { yours: { introduction: 'мои слова' }, current: { introduction: 'их слова' } },
  });
  const again = { ...card.draft, version: mine.body.details.current.version };
  expect((await api.put(path, again)).status).toBe(200);
});

test('ARemovedLineComesBackByUndo', async ({ department }) => {
  const { api } = department.anna;
  const { id, card } = await readyQuote(api, await openDeal(api, 'olga@client.test'));
  const key = card.draft.lines[0].key;
  const removed = await api.post(`/api/quotes/${id}/lines/${key}/removal`, {
    version: card.version,
  });
  expect(removed.body.quote.draft.lines).toHaveLength(1);
  const undone = await api.post(`/api/events/${removed.body.event_id}/undo`);
  expect(undone.status).toBeLessThan(300);
  const lines = (await api.get(`/api/quotes/${id}`)).body.draft.lines;
  expect(lines).toEqual(card.draft.lines);
});

test('BelowTheMinimumMarginOnlyTheHeadSends', async ({ department }) => {
  const { api } = department.anna;
  const { id, card } = await readyQuote(api, await openDeal(api, 'olga@client.test'));
  const draft = structuredClone(card.draft);
  draft.lines[0].options[0].rule_basis_points = 500;
  const saved = (await api.put(`/api/quotes/${id}/draft`, draft)).body;
  expect(saved.problems).toMatchObject([{ code: 'below_margin' }]);
  const form = { version: saved.version, on: null, note: '' };
  const refused = await api.post<Problem>(`/api/quotes/${id}/outside-sendings`, form);
  expect(refused).toMatchObject({ status: 403, body: { code: 'below_margin' } });
  const sent = await department.head.api.post(`/api/quotes/${id}/outside-sendings`, form);
  expect(sent.body.state).toBe('sent');
});

test('AnObjectionIsAnsweredByAnAgreedAnswer', async ({ department }) => {
  const { api } = department.anna;
  const dealId = await openDeal(api, 'olga@client.test');
  const path = `/api/deals/${dealId}/objections`;
  const kinds = (await api.get(path)).body.kinds;
  expect(kinds.map((kind: { key: string }) => kind.key)).toContain('price');
  const made = await api.post(path, { kind: 'price', words: 'Дорого' });
  expect(made.body).toMatchObject({ kind: 'price', state: 'open' });
  const answered = await api.patch(`/api/objections/${made.body.id}`, {
    version: made.body.version,
    answer_key: kinds[0].answers[0].key,
  });
  expect(answered.body.state).toBe('answered');
  expect(answered.body.answer).not.toBe('');
});
