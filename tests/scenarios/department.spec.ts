// The whole path of a sale as far as the client's yes (1.1.2 … 1.3.1.2), over the API with a real
// mail server: a letter becomes a deal, a personal quote goes back, the client opens it.
import type { Api } from '../support/api.ts';
import {
  answerTo,
  clientDoes,
  type Department,
  enquiry,
  expect,
  logo,
  readFeed,
  test,
} from '../support/department.ts';
import { LiveStream } from '../support/live.ts';
import { type MailSystem, readable } from '../support/mail.ts';
import type { Company } from '../support/program.ts';
import { codeIn } from '../support/quotes.ts';

interface Story {
  company: Company;
  mail: MailSystem;
  department: Department;
  anna: Api;
}
interface Deal {
  deal_id: number;
  company_id: number;
  contact_id: number;
  thread_id: number;
}

const verbsOf = async (api: Api, noun: string, id: number): Promise<string[]> =>
  (await api.get(`/api/timeline?noun=${noun}&id=${id}`)).body.items.map(
    (entry: { verb: string }) => entry.verb,
  );
const node = async (api: Api, number: string) =>
  (await api.get('/api/map')).body.nodes.find((one: { number: string }) => one.number === number);

/** 1.1.2, 1.1.2.1: in the inbox within two seconds, with what it says and where it says so. */
async function letterComes({ mail, department, anna }: Story) {
  const live = await LiveStream.open(anna);
  const heard = live.next((event) => event.noun === 'enquiry' && event.verb === 'created', 60_000);
  await mail.deliver(department.mailbox, enquiry(department.client, department.mailbox));
  const delivered = Date.now();
  await heard;
  expect(Date.now() - delivered, 'milliseconds from delivery to the page').toBeLessThan(2000);
  live.close();
  const inbox = (await anna.get('/api/enquiries?scope=mine')).body.items;
  expect(inbox).toMatchObject([{ subject: 'Кружки и ручки к Новому году', unread: 1 }]);
  const card = (await anna.get(`/api/enquiries/${inbox[0].id}`)).body;
  expect(card).toMatchObject({
    state: 'new',
    owner_name: 'Анна Смирнова',
    person: { surname: 'Петрова', name: 'Ольга', position: 'директор по маркетингу' },
    company: { name: 'Ромашка', inn: '7707083893' },
    need: {
      items: [
        { product_head: 'кружка', runs: [100, 300], imprints: [{ method: 'деколь', colours: 2 }] },
        { product_head: 'ручка', runs: [500] },
      ],
      in_hands_on: '2026-12-25',
      budget_kopecks: 15_000_000,
    },
    similar: [],
  });
  const words = (field: string) => {
    const mark = card.highlights.find((one: { field: string }) => one.field === field);
    return mark && card.text.slice(mark.begin, mark.end);
  };
  expect(words('items[0].runs[1]')).toBe('300');
  expect(words('deadline')).toBe('к 25 декабря');
  expect(words('sender.position')).toBe('директор по маркетингу');
  const letter = (await anna.get(`/api/letters/${card.letter_id}`)).body;
  expect(letter.attachments).toMatchObject([{ name: 'Логотип.png', bytes: logo.length }]);
  const file = await fetch(`${anna.url}/api/attachments/${letter.attachments[0].id}`, {
    headers: anna.credentials(),
  });
  expect(Buffer.from(await file.arrayBuffer()).equals(logo)).toBe(true);
  return card;
}

/** 1.2.1: contact, company and deal in one act; what can be taken back is taken back. */
async function becomesADeal({ anna }: Story, card: any): Promise<Deal> {
  const taken = await anna.post(`/api/enquiries/${card.id}/taking`, { version: card.version });
  expect(taken.body.state).toBe('in_work');
  const event = (await anna.get(`/api/timeline?noun=enquiry&id=${card.id}`)).body.items[0];
  expect(event).toMatchObject({ undo: 'reversible', may_undo: true });
  expect((await anna.post(`/api/events/${event.id}/undo`)).status).toBe(204);
  const back = (await anna.get(`/api/enquiries/${card.id}`)).body;
  expect(back.state).toBe('new');

  const presses = await Promise.all(
    [1, 2].map(() => anna.post(`/api/enquiries/${card.id}/deal`, { version: back.version })),
  );
  const statuses = presses.map((press) => press.status).sort();
  expect(statuses, 'pressed twice at once it is one deal').toEqual([200, 409]);
  const made = presses.find((press) => press.status === 200)?.body;
  expect(made).toMatchObject({
    deal_id: expect.any(Number),
    contact_id: expect.any(Number),
    company_id: expect.any(Number),
  });
  expect(await verbsOf(anna, 'enquiry', card.id)).toContain('became_deal');
  expect(await verbsOf(anna, 'deal', made.deal_id)).toContain('opened');
  expect(await verbsOf(anna, 'company', made.company_id)).toContain('created');
  const deal = (await anna.get(`/api/deals/${made.deal_id}`)).body;
  expect(deal).toMatchObject({
    owner_name: 'Анна Смирнова',
    company_name: 'Ромашка',
    stage: 'new_lead',
    thread_ids: [card.thread_id],
    contact: { full_name: 'Петрова Ольга Сергеевна', phone: '+7 916 123-45-67' },
  });
  return { ...made, thread_id: card.thread_id };
}

/** 1.1.2: the reply goes out, lies in Sent, and the client's answer joins the conversation. */
async function isAnswered(story: Story, enquiryId: number, deal: Deal) {
  const { mail, department, anna, company } = story;
  const draft = (await anna.get(`/api/enquiries/${enquiryId}/reply`)).body;
  expect(draft).toMatchObject({ to_address: department.client });
  expect(draft.questions.length, 'what the letter left open').toBeGreaterThan(0);
  const queued = await anna.post(`/api/enquiries/${enquiryId}/answer`, {
    text: draft.text,
    subject: draft.subject,
    attachment_ids: [],
  });
  expect(queued.status, JSON.stringify(queued.body)).toBe(200);
  await company.setClock('2026-11-27T09:01:00Z'); // the seconds for «Отменить» are over
  await expect.poll(async () => (await mail.lettersIn(department.client)).length).toBe(1);
  await expect.poll(async () => (await mail.lettersIn(department.mailbox, 'Sent')).length).toBe(1);
  const [received = ''] = await mail.lettersIn(department.client);
  const text = answerTo(received, department.client, department.mailbox, 'Доставка в Москву.');
  await mail.deliver(department.mailbox, text);
  const thread = async () => (await anna.get(`/api/threads/${deal.thread_id}`)).body.items;
  await expect.poll(async () => (await thread()).length).toBe(3);
  expect((await anna.get('/api/threads')).body.items).toHaveLength(1);
  const open = (await anna.get('/api/enquiries')).body.items;
  expect(open, 'an answer in a deal is no new enquiry').toEqual([]);
}

/** 1.2.2, 1.2.4: the deadline in working hours; board, list, my day and the map show the deal. */
async function isSeenEverywhere({ department, anna, company }: Story, deal: Deal) {
  const card = (await anna.get(`/api/deals/${deal.deal_id}`)).body;
  expect(card.quote_due_at).toMatch(/^2026-11-30T08:0/); // 6 hours of Friday, 2 of Monday
  expect(card.quote_minutes_left).toBeGreaterThan(470);
  const board = (await anna.get('/api/deals/board')).body.columns[0];
  expect(board).toMatchObject({ stage: 'new_lead', deals: 1, items: [{ id: deal.deal_id }] });
  const found = await anna.get(`/api/deals?text=${encodeURIComponent('ромашка')}`);
  expect(found.body.items).toMatchObject([{ id: deal.deal_id }]);
  const day = (await anna.get('/api/day')).body;
  expect(day.next_working_day).toBe('2026-11-30');
  expect(day.due_next_day).toMatchObject([
    { noun: 'deal', subject_id: deal.deal_id, kind: 'quote', subject_title: card.title },
  ]);
  expect(await node(department.head.api, '1.2.4.1')).toMatchObject({ waiting: 1, late: 0 });
  await company.setClock('2026-11-30T08:30:00Z');
  const late = (await anna.get(`/api/deals/${deal.deal_id}`)).body;
  expect(late).toMatchObject({ late_quote: true });
  expect((await anna.get('/api/day')).body.late).toMatchObject([{ subject_id: deal.deal_id }]);
  await company.setClock('2026-11-27T11:00:00Z');
}

/** 1.3.1, 1.3.1.1: a selection from the supplier's feed becomes a quote with every price shown. */
async function isPriced({ department, anna }: Story, deal: Deal) {
  await readFeed(department.head.api);
  const products = async (text: string) =>
    (await anna.get(`/api/products?text=${encodeURIComponent(text)}`)).body.items;
  const [mug] = await products('белую кружку');
  const [pen] = await products('ручка');
  expect(mug.name).toContain('ружк');
  const selection = await anna.post('/api/selections', {
    deal_id: deal.deal_id,
    title: null,
    product_ids: [mug.id, pen.id],
  });
  expect(selection.body.items).toHaveLength(2);
  const made = await anna.post('/api/quotes', {
    deal_id: deal.deal_id,
    selection_id: selection.body.selection.id,
  });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  const draft = made.body.draft;
  expect(draft.greeting).toContain('Ольга Сергеевна');
  expect(draft.addressee_position).toBe('директор по маркетингу');
  const [mugs, pens] = draft.lines;
  const runs = (line: { options: Option[] }) => line.options.map((option) => option.quantity);
  expect([runs(mugs), runs(pens)], 'only what was asked for').toEqual([[100, 300], [500]]);
  expect(mugs.options[0].imprints).toMatchObject([{ method: 'деколь', colours: 2 }]);
  for (const option of mugs.options) {
    option.unit_cost_micro = 209_000_000;
    option.imprints = [
      {
        ...{ name: 'деколь, 2 цвета, на боку', method: 'деколь', colours: 2, place: 'на боку' },
        ...{ per_piece_micro: 30_000_000, setup_micro: 3_000_000_000 },
      },
    ];
  }
  pens.options[0].unit_cost_micro = 19_000_000;
  pens.options[0].discount_basis_points = 500;
  const saved = await anna.put(`/api/quotes/${made.body.id}/draft`, draft);
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  checkPrices(saved.body);
  const timeline = await verbsOf(anna, 'deal', deal.deal_id);
  expect(timeline).toContain('created');
  return saved.body;
}

interface Option {
  quantity: number;
}

/** Reckoned by hand: cost with VAT and imprint / (1 - 30 % margin), VAT 22 % inside. */
function checkPrices(quote: any) {
  expect(quote).toMatchObject({ problems: [], vat_basis_points: 2200 });
  const [mugs, pens] = quote.prices;
  expect(mugs.options).toMatchObject([
    // (209 + 30 + 3000 / 100) / 0.7
    { quantity: 100, unit_price_kopecks: 384_29, total_kopecks: 38_429_00, vat_kopecks: 6_929_82 },
    // (209 + 30 + 3000 / 300) / 0.7
    { quantity: 300, unit_price_kopecks: 355_71, total_kopecks: 106_713_00 },
  ]);
  expect(pens.options).toMatchObject([
    { unit_price_kopecks: 27_14, discount_kopecks: 678_50, total_kopecks: 12_891_50 },
  ]);
  for (const price of [...mugs.options, ...pens.options]) {
    const clear = price.total_kopecks - price.vat_kopecks;
    expect(price.vat_kopecks).toBe(Math.round((price.total_kopecks * 22) / 122));
    expect(price.margin_kopecks).toBe(clear - price.cost_kopecks);
    expect(price.below_minimum_margin).toBe(false);
  }
  expect(quote.sum).toMatchObject({ complete: false, undecided_lines: 1 });
}

/** 1.3.1.1, 1.2.4.2, 1.2.3: by letter with link and PDF; the stage moves, the call stands. */
async function isSent(story: Story, deal: Deal, quoteId: number, answers: number[] = []) {
  const { anna, mail, department, company } = story;
  const quote = (await anna.get(`/api/quotes/${quoteId}`)).body;
  const proposed = (await anna.get(`/api/quotes/${quoteId}/letter`)).body;
  expect(proposed.address).toBe(department.client);
  const before = (await mail.lettersIn(department.client)).length;
  const sending = await anna.post(`/api/quotes/${quoteId}/sendings`, {
    version: quote.version,
    address: proposed.address,
    subject: proposed.subject,
    body: proposed.body,
    with_pdf: true,
    answers_objections: answers,
  });
  expect(sending.status, JSON.stringify(sending.body)).toBe(200);
  const newest = async () => (await anna.get(`/api/quotes/${quoteId}/activity`)).body.sendings[0];
  await expect.poll(async () => (await newest()).state, { timeout: 60_000 }).toMatch(/queued|sent/);
  await company.setClock(new Date(Date.parse(sendingAt(before)) + 60_000).toISOString());
  await expect.poll(async () => (await newest()).state, { timeout: 60_000 }).toBe('sent');
  await expect.poll(async () => (await mail.lettersIn(department.client)).length).toBe(before + 1);
  const letter = readable((await mail.lettersIn(department.client)).at(-1) ?? '');
  const link = /\/q\/[a-z2-7]{26}/.exec(letter.text)?.[0] ?? '';
  expect((await newest()).link, 'the link of the letter').toContain(link || 'no link');
  expect(letter.pdf.subarray(0, 5).toString()).toBe('%PDF-');
  const card = (await anna.get(`/api/deals/${deal.deal_id}`)).body;
  expect(card.stage).toBe('quote_sent');
  expect(card.tasks.filter((task: { kind: string }) => task.kind === 'control_call')).toMatchObject(
    [{ whole_day: true, due_at: expect.stringMatching(/^2026-11-30T15:00/) }],
  );
  return anna.url + link;
}

const sendingAt = (lettersBefore: number) =>
  lettersBefore > 1 ? '2026-11-27T12:30:00Z' : '2026-11-27T11:30:00Z';

/** 1.3.1.2, 1.2.4.3: what the client does is heard at once, by those who may see the deal. */
async function clientReads({ department, anna }: Story, deal: Deal, quote: any, url: string) {
  const streams = {
    anna: await LiveStream.open(anna),
    elena: await LiveStream.open(department.head.api),
    kirill: await LiveStream.open(department.kirill.api),
  };
  const heard = async (verb: string) => {
    const fits = (event: { noun: string; verb: string }) =>
      event.noun === 'quote' && event.verb === verb;
    await Promise.all([streams.anna.next(fits), streams.elena.next(fits)]);
  };
  const [mugs] = quote.draft.lines;
  expect((await fetch(url)).status).toBe(200);
  expect((await clientDoes(url, 'views', { kind: 'opened' })).status).toBe(200);
  await heard('opened');
  const remark = { line: mugs.key, text: 'А дешевле можно?', question: true };
  expect((await clientDoes(url, 'remarks', remark)).status).toBe(200);
  await heard('asked');
  expect(await verbsOf(anna, 'deal', deal.deal_id)).toContain('quote_opened');
  const tasks = (await anna.get(`/api/deals/${deal.deal_id}`)).body.tasks;
  expect(tasks, 'the question instead of the call').toMatchObject([{ kind: 'letter' }]);
  const strangers = streams.kirill.events.filter((event) => /quote|deal|task/.test(event.noun));
  expect(strangers, 'the other team hears nothing').toEqual([]);
  for (const stream of Object.values(streams)) stream.close();
}

/** 1.2.4.3: an objection with an agreed answer, and a new version that answers it. */
async function isImproved(story: Story, deal: Deal, quoteId: number, oldUrl: string) {
  const { anna } = story;
  const path = `/api/deals/${deal.deal_id}/objections`;
  const objection = await anna.post(path, {
    ...{ kind: 'price', words: 'А дешевле можно?', quote_id: quoteId },
  });
  expect(objection.body.state).toBe('open');
  const draft = (await anna.get(`/api/quotes/${quoteId}`)).body.draft;
  for (const option of draft.lines[0].options) option.discount_basis_points = 300;
  const saved = await anna.put(`/api/quotes/${quoteId}/draft`, draft);
  expect(saved.body).toMatchObject({ shown_version: 2, problems: [] });
  const url = await isSent(story, deal, quoteId, [objection.body.id]);
  expect(url).not.toBe(oldUrl);
  expect((await fetch(oldUrl)).status).toBe(410);
  expect((await anna.get(path)).body.items).toMatchObject([{ state: 'answered' }]);
  return url;
}

/** 1.3.1.2: an answer to the quote's letter joins the deal and closes the control call. */
async function isAnsweredByLetter({ mail, department, anna }: Story, deal: Deal) {
  const received = (await mail.lettersIn(department.client)).at(-1) ?? '';
  const text = answerTo(received, department.client, department.mailbox, 'Спасибо, смотрим.');
  await mail.deliver(department.mailbox, text.replace('<answer-', '<thanks-'));
  const tasks = async () => (await anna.get(`/api/deals/${deal.deal_id}`)).body.tasks;
  await expect
    .poll(async () => (await tasks()).map((task: { kind: string }) => task.kind))
    .not.toContain('control_call');
  expect((await anna.get('/api/threads')).body.items).toHaveLength(1);
  expect((await anna.get('/api/enquiries')).body.items).toEqual([]);
}

async function isAccepted({ anna, mail, department }: Story, deal: Deal, quote: any, url: string) {
  const live = await LiveStream.open(anna);
  const [mugs, pens] = quote.draft.lines;
  const choices = { line: mugs.key, quantity: 300, left_out: false };
  expect((await clientDoes(url, 'choices', choices)).status).toBe(200);
  const remark = { line: pens.key, text: 'Синие, пожалуйста', question: false };
  expect((await clientDoes(url, 'remarks', remark)).status).toBe(200);
  const before = await verbsOf(anna, 'deal', deal.deal_id);
  expect(before.filter((verb) => verb === 'letter_received')).toHaveLength(2);
  expect((await clientDoes(url, 'codes', {})).status).toBe(200);
  const yes = { name: 'Ольга Петрова', code: await codeIn(mail, department.client) };
  const twice = await Promise.all([1, 2].map(() => clientDoes(url, 'acceptance', yes)));
  expect(twice.map((answer) => answer.status)).toContain(200);
  await live.next((event) => event.noun === 'quote' && event.verb === 'accepted');
  live.close();
  const total = 106_713_00 - 3_201_39 + 12_891_50;
  const accepted = (await anna.get(`/api/quotes/${quote.id}`)).body;
  expect(accepted).toMatchObject({
    state: 'accepted',
    sum: { complete: true, total_kopecks: total },
  });
  const activity = (await anna.get(`/api/quotes/${quote.id}/activity`)).body;
  expect(activity.acceptances).toMatchObject([{ version_number: 2, total_kopecks: total }]);
  const card = (await anna.get(`/api/deals/${deal.deal_id}`)).body;
  expect(card).toMatchObject({ amount_kopecks: total, amount_source: 'accepted' });
  expect(card.facts.map((fact: { fact: string }) => fact.fact)).toEqual(
    expect.arrayContaining(['quote_sent', 'quote_accepted']),
  );
  const kinds = card.tasks.map((task: { kind: string }) => task.kind);
  expect(kinds, 'the control call is closed by the answer').not.toContain('control_call');
  const verbs = await verbsOf(anna, 'deal', deal.deal_id);
  for (const verb of ['opened', 'quote_sent', 'question_asked', 'run_picked', 'remark_made']) {
    expect(verbs).toContain(verb);
  }
  const { items } = (await anna.get(`/api/timeline?noun=deal&id=${deal.deal_id}`)).body;
  const said = items.filter((entry: { verb: string }) => entry.verb === 'quote_accepted');
  // The client's yes, and the fact of the deal that follows from it.
  expect(said.map((entry: { noun: string }) => entry.noun).sort()).toEqual(['deal', 'quote']);
}

/** docs/features/accounts.md: who sees and changes what of this deal. */
async function isSeenByWhomItMay({ department, anna }: Story, deal: Deal, quoteId: number) {
  const { head, kirill, oleg, irina } = department;
  const pavel = await department.colleague(); // reads the same mailbox, but not Anna's deals
  const dealPath = `/api/deals/${deal.deal_id}`;
  const paths = [
    ...[dealPath, `${dealPath}/objections`, `/api/quotes?deal_id=${deal.deal_id}`],
    ...[`/api/quotes/${quoteId}`, `/api/quotes/${quoteId}/activity`],
    ...[`/api/timeline?noun=deal&id=${deal.deal_id}`, `/api/timeline?noun=quote&id=${quoteId}`],
    ...[`/api/attachments?noun=quote&subject_id=${quoteId}`],
    ...[`/api/threads/${deal.thread_id}`, `/api/selections?deal_id=${deal.deal_id}`],
  ];
  for (const path of paths) {
    expect((await head.api.get(path)).status, `the head: ${path}`).toBe(200);
    expect((await kirill.api.get(path)).status, `the other team: ${path}`).toBe(404);
    expect((await pavel.api.get(path)).status, `a colleague: ${path}`).toBe(404);
  }
  for (const list of ['/api/deals', '/api/enquiries?state=any', '/api/threads', '/api/tasks']) {
    expect((await kirill.api.get(list)).body.items, list).toEqual([]);
  }
  const { items } = (await anna.get(`/api/threads/${deal.thread_id}`)).body;
  expect(items.length).toBeGreaterThan(0);
  for (const { id } of items) {
    expect((await pavel.api.get(`/api/letters/${id}/source`)).status, 'a letter').toBe(404);
  }
  const search = `/api/search?text=${encodeURIComponent('петрова')}`;
  expect((await kirill.api.get(search)).body.items).toEqual([]);
  const found: { noun: string }[] = (await pavel.api.get(search)).body.items;
  expect(found.map((one) => one.noun)).toEqual(['contact']); // a team knows its clients
  const hidden = await kirill.api.get(`/api/companies/${deal.company_id}`);
  expect([403, 404]).toContain(hidden.status);

  for (const person of [oleg, irina]) {
    expect((await person.api.get(dealPath)).status, person.login).toBe(404);
    const company = await person.api.get(`/api/companies/${deal.company_id}`);
    expect(company.status, person.login).toBe(200);
  }
  expect((await irina.api.get('/api/enquiries')).status).toBe(403);
  const id = async (api: Api) => (await api.get('/api/session')).body.person.id;
  await anna.post(`${dealPath}/helpers`, { person_id: await id(oleg.api) });
  expect((await oleg.api.get(`/api/quotes/${quoteId}`)).body.prices[0].options[0]).toMatchObject({
    margin_kopecks: expect.any(Number),
  });
  const asked = { title: 'Выставить счёт', noun: 'deal', subject_id: deal.deal_id };
  await anna.post('/api/tasks', { ...asked, assignee_id: await id(irina.api) });
  const seen = (await irina.api.get(`/api/quotes/${quoteId}`)).body;
  expect(JSON.stringify(seen), 'the assistant reads no costs').not.toMatch(
    /"(unit_cost_micro|margin_kopecks|cost_kopecks)":\d/,
  );
  expect((await irina.api.post(`${dealPath}/loss`, { reason: 'price' })).status).toBe(403);
}

/** 1.2.4: lost with a reason, opened again where it stood. */
async function isLostAndReopened({ anna }: Story, deal: Deal) {
  const path = `/api/deals/${deal.deal_id}`;
  const before = (await anna.get(path)).body;
  expect((await anna.post(`${path}/loss`, { reason: '' })).status).toBe(422);
  const lost = await anna.post(`${path}/loss`, { reason: 'competitor', note: 'Ушли к другим' });
  expect(lost.body).toMatchObject({ outcome: 'lost', lost_note: 'Ушли к другим' });
  expect((await anna.get('/api/deals')).body.items).toEqual([]);
  const back = await anna.post(`${path}/reopening`);
  expect(back.body).toMatchObject({ outcome: 'open', stage: before.stage });
}

/** Everything that a person can see of the sale. */
async function everything(story: Story, anna: Api, head: Api, deal: Deal, quoteId: number) {
  const { mail, department } = story;
  const paths = [
    ...[`/api/deals/${deal.deal_id}`, `/api/quotes/${quoteId}`, `/api/quotes/${quoteId}/activity`],
    ...[`/api/timeline?noun=deal&id=${deal.deal_id}`, `/api/threads/${deal.thread_id}`],
    ...['/api/enquiries?state=any', '/api/threads', '/api/tasks', '/api/deals', '/api/companies'],
    ...['/api/contacts', `/api/deals/${deal.deal_id}/objections`, '/api/deals/board'],
  ];
  const answers: Record<string, unknown> = {};
  for (const path of paths) answers[path] = withoutAges((await anna.get(path)).body);
  const folders = (await head.get(`/api/mailboxes/${department.mailboxId}`)).body.folders;
  // Sent is looked at twice a minute only.
  const [inbox] = folders.filter((folder: { role: string }) => folder.role === 'inbox');
  answers.inbox = [inbox.seen_on_server, inbox.stored, inbox.failed];
  answers.client = (await mail.lettersIn(department.client)).length;
  answers.sent = (await mail.lettersIn(department.mailbox, 'Sent')).length;
  return answers;
}
/** Without what the passing minutes change, and the port that a link names. */
const withoutAges = (body: unknown) =>
  JSON.parse(JSON.stringify(body).replace(/127\.0\.0\.1:\d+/g, 'here'), (key, value) =>
    key === 'quote_minutes_left' || key === 'answer_minutes_left' ? 0 : value,
  );

test('ALetterBecomesADealAndAQuoteIsAccepted', async ({ company, mail, department, server }) => {
  test.setTimeout(240_000);
  const story = { company, mail, department, anna: department.anna.api };
  const card = await test.step('the letter comes', () => letterComes(story));
  const deal = await test.step('it becomes a deal', () => becomesADeal(story, card));
  await test.step('it is answered', () => isAnswered(story, card.id, deal));
  await test.step('it is seen everywhere', () => isSeenEverywhere(story, deal));
  const quote = await test.step('it is priced', () => isPriced(story, deal));
  const url = await test.step('it is sent', () => isSent(story, deal, quote.id));
  await test.step('on Monday the call is due', async () => {
    await company.setClock('2026-11-30T07:00:00Z');
    const today = (await story.anna.get('/api/day')).body.due_today;
    expect(today).toMatchObject([{ kind: 'control_call', subject_id: deal.deal_id }]);
    await company.setClock('2026-11-27T12:00:00Z');
  });
  await test.step('the client reads', () => clientReads(story, deal, quote, url));
  const second = await test.step('a new version', () => isImproved(story, deal, quote.id, url));
  await test.step('the client writes back', () => isAnsweredByLetter(story, deal));
  await test.step('the client agrees', () => isAccepted(story, deal, quote, second));
  await test.step('who sees it', () => isSeenByWhomItMay(story, deal, quote.id));
  await test.step('lost, reopened', () => isLostAndReopened(story, deal));

  const head = department.head.api;
  const before = await everything(story, story.anna, head, deal, quote.id);
  await server.kill();
  const again = await server.start();
  const anna = story.anna.at(again.url);
  const after = await everything(story, anna, head.at(again.url), deal, quote.id);
  expect(after).toEqual(before);
  await company.setClock('2026-11-27T13:10:00Z'); // the lease of the one that was killed is over
  const thanks = enquiry(department.client, department.mailbox)
    .replace('<enquiry-', '<again-')
    .replace('Subject', `In-Reply-To: <enquiry-${department.client}>\nSubject`);
  // In its conversation, beside that of the code that the client was sent.
  const letters = async () =>
    (await anna.get(`/api/threads/${deal.thread_id}`)).body.items.length as number;
  const kept = await letters();
  await mail.deliver(department.mailbox, thanks);
  await expect.poll(letters, { timeout: 40_000 }).toBe(kept + 1);
  expect((await anna.get('/api/threads')).body.items).toHaveLength(2);
  expect((await mail.lettersIn(department.client)).length).toBe(before.client);
  expect(await company.command('check')).toContain('everything is whole');
});
