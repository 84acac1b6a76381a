// Letters in and out (1.1.2) on a real Dovecot and Postfix.
import { randomBytes } from 'node:crypto';
import type { Api, Problem } from '../support/api.ts';
import { LiveStream } from '../support/live.ts';
import { MailSystem } from '../support/mail.ts';
import { test as base, expect, type Person } from '../support/test.ts';

interface MailFixtures {
  /** A connected mailbox, a client's mailbox, the administrator and a sales manager. */
  post: { mailbox: string; mailboxId: number; client: string; admin: Person; anna: Person };
}
const test = base.extend<MailFixtures, { mail: MailSystem }>({
  mail: [
    async ({}, use) => {
      const mail = await MailSystem.start();
      await use(mail);
      await mail.stop();
    },
    { scope: 'worker' },
  ],
  post: async ({ mail, signedIn }, use) => {
    const admin = await signedIn('administrator');
    const mailbox = mail.newMailbox('agency.test');
    const live = await LiveStream.open(admin.api);
    const made = await admin.api.post('/api/mailboxes', mail.settings(mailbox));
    expect(made.status).toBe(200);
    await expect
      .poll(async () => (await admin.api.get(`/api/mailboxes/${made.body.id}`)).body.folders.length)
      .toBe(3);
    await live.next((event) => event.noun === 'mailbox' && event.verb === 'changed', 20_000);
    live.close();
    const client = mail.newMailbox('client.test');
    const anna = await signedIn('sales_manager', 'anna');
    await use({ mailbox, mailboxId: made.body.id, client, admin, anna });
  },
});

const question = (from: string, to: string, subject: string, more = '') =>
  `From: Иван Петров <${from}>\nTo: ${to}\nSubject: ${subject}\n` +
  `Message-ID: <${subject}-${from}>\n${more}` +
  `Content-Type: text/plain; charset=utf-8\n\nНужны 300 кружек к 8 марта.\n`;

async function threads(api: Api): Promise<{ id: number; subject: string; letters: number }[]> {
  return (await api.get('/api/threads')).body.items;
}

test('ALetterIsOnThePageWithinTwoSecondsAndTheConversationStaysTogether', async ({
  company,
  mail,
  post,
}) => {
  const { api } = post.anna;
  const live = await LiveStream.open(api);
  await mail.deliver(post.mailbox, question(post.client, post.mailbox, 'Kruzhki'));
  const arrived = await live.next((event) => event.verb === 'received', 2000);
  const letter = (await api.get(`/api/letters/${arrived.id}`)).body;
  expect(letter).toMatchObject({
    from: { name: 'Иван Петров', address: post.client },
    subject: 'Kruzhki',
    text: 'Нужны 300 кружек к 8 марта.',
    state: 'parsed',
    allowed: [],
  });

  const draft = await api.post('/api/drafts', {
    answers_letter_id: letter.id,
    text: 'Добрый день, Иван!\nСделаем.',
  });
  expect(draft.body).toMatchObject({
    subject: 'Re: Kruzhki',
    to: [{ address: post.client, name: 'Иван Петров' }],
    thread_id: letter.thread_id,
    state: 'draft',
  });
  const name = encodeURIComponent('Макет.pdf');
  const file = await api.upload(
    `/api/attachments?noun=letter&subject_id=${draft.body.id}&name=${name}`,
    new TextEncoder().encode('%PDF-1.4 test'),
    'application/pdf',
  );
  expect(file.status).toBe(200);
  const sent = await api.post(`/api/drafts/${draft.body.id}/sending`);
  expect(sent.body).toMatchObject({ state: 'waiting', allowed: ['cancel'] });
  const cancelled = await api.post(`/api/letters/${draft.body.id}/cancellation`);
  expect(cancelled.body.state).toBe('cancelled');
  await api.post(`/api/letters/${draft.body.id}/editing`);
  await api.post(`/api/drafts/${draft.body.id}/sending`);
  await company.moveClock(11_000);
  await expect
    .poll(async () => (await api.get(`/api/letters/${draft.body.id}`)).body.state)
    .toBe('sent');
  const late = await api.post<Problem>(`/api/letters/${draft.body.id}/cancellation`);
  expect(late.status).toBe(409);

  await expect.poll(async () => (await mail.lettersIn(post.client)).length).toBe(1);
  const received = (await mail.lettersIn(post.client))[0] ?? '';
  expect(received).toContain(`In-Reply-To: <Kruzhki-${post.client}>`);
  await expect.poll(async () => (await mail.lettersIn(post.mailbox, 'Sent')).length).toBe(1);

  const messageId = /^Message-Id: <(.*)>/im.exec(received)?.[1];
  await mail.deliver(
    post.mailbox,
    question(post.client, post.mailbox, 'Answer', `In-Reply-To: <${messageId}>\n`),
  );
  await expect.poll(async () => (await threads(api))[0]?.letters).toBe(3);
  expect(await threads(api)).toHaveLength(1);
  const thread = (await api.get(`/api/threads/${letter.thread_id}`)).body;
  // The server's clock was moved, the mail servers' was not: the order is not looked at.
  expect(thread.items.map((one: { direction: string }) => one.direction).sort()).toEqual([
    'incoming',
    'incoming',
    'outgoing',
  ]);
  const ours = thread.items.find((one: { id: number }) => one.id === draft.body.id);
  expect(ours.attachments).toMatchObject([{ name: 'Макет.pdf' }]);
  live.close();
});

test('APowerCutInTheMiddleLosesAndDoublesNothing', async ({ company, mail, post, server }) => {
  test.setTimeout(150_000);
  await server.kill();
  for (let i = 0; i < 20; i++) {
    await mail.deliver(post.mailbox, question(post.client, post.mailbox, `N${i}`));
  }
  await company.moveClock(60_000); // the lease of the one that was killed is over
  let running = await server.start();
  const first = post.anna.api.at(running.url);
  await expect
    .poll(async () => (await threads(first)).length, { timeout: 40_000 })
    .toBeGreaterThan(0);
  await server.kill();
  await company.moveClock(120_000);
  running = await server.start();
  const admin = post.admin.api.at(running.url);
  const anna = post.anna.api.at(running.url);
  const inbox = async () =>
    (await admin.get(`/api/mailboxes/${post.mailboxId}`)).body.folders.find(
      (folder: { role: string }) => folder.role === 'inbox',
    );
  await expect.poll(async () => (await inbox()).stored, { timeout: 40_000 }).toBe(20);
  expect(await inbox()).toMatchObject({ seen_on_server: 20, failed: 0 });
  // What a dead worker had begun is given out again after ten minutes.
  await company.moveClock(11 * 60_000);
  await expect
    .poll(async () => (await threads(anna)).map((thread) => thread.subject).sort(), {
      timeout: 20_000,
    })
    .toEqual(Array.from({ length: 20 }, (_, i) => `N${i}`).sort());
});

test('AHostileLetterIsHarmless', async ({ mail, post }) => {
  const { api } = post.anna;
  await mail.deliver(
    post.mailbox,
    `From: <${post.client}>\nSubject: Html\nContent-Type: text/html; charset=utf-8\n\n` +
      '<p onclick="evil()">Цена<script>evil()</script><img src="https://spy.test/pixel.gif">' +
      '<a href="javascript:evil()">x</a></p>\n',
  );
  await expect.poll(async () => (await threads(api)).length).toBe(1);
  const thread = (await api.get(`/api/threads/${(await threads(api))[0]?.id}`)).body;
  const letter = thread.items[0];
  expect(letter).toMatchObject({ has_html: true, has_remote_pictures: true });
  const page = await api.get(`/api/letters/${letter.id}/body`);
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain('sandbox');
  expect(policy).not.toContain('allow-scripts');
  expect(page.body).toContain('<p>Цена');
  expect(page.body).not.toMatch(/script>|evil|spy\.test/);
  const asked = await api.get(`/api/letters/${letter.id}/body?pictures=1`);
  expect(asked.body).toContain('https://spy.test/pixel.gif');
  expect(asked.body).not.toMatch(/script>|evil/);
});

test('AFortyMegabyteLetterComesWhole', async ({ mail, post, server }) => {
  const { api } = post.anna;
  const bytes = randomBytes(29_000_000);
  const encoded = (bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\n');
  await mail.deliver(
    post.mailbox,
    `From: <${post.client}>\nSubject: Big\nMIME-Version: 1.0\n` +
      `Content-Type: multipart/mixed; boundary=X\n\n--X\n\nbig\n--X\n` +
      'Content-Type: application/octet-stream; name=big.bin\n' +
      `Content-Transfer-Encoding: base64\n\n${encoded}\n--X--\n`,
  );
  await expect.poll(async () => (await threads(api)).length, { timeout: 30_000 }).toBe(1);
  const thread = (await api.get(`/api/threads/${(await threads(api))[0]?.id}`)).body;
  const [file] = thread.items[0].attachments;
  expect(file).toMatchObject({ name: 'big.bin', bytes: bytes.length });
  const answer = await fetch(`${api.url}/api/attachments/${file.id}`, {
    headers: api.credentials(),
  });
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  const source = await fetch(`${api.url}/api/letters/${thread.items[0].id}/source`, {
    headers: api.credentials(),
  });
  expect((await source.arrayBuffer()).byteLength).toBeGreaterThan(39_000_000);
  // Most of it is the hash of a password; the letter is streamed.
  expect(await server.now.memoryPeak(), 'megabytes of memory').toBeLessThan(180);
});

test('OnlyWhoMayManageMailboxesSeesTheirSettingsAndNobodyTheirPassword', async ({ mail, post }) => {
  const { api } = post.anna;
  expect((await api.get('/api/mailboxes')).body.items).toMatchObject([{ address: post.mailbox }]);
  expect((await api.get(`/api/mailboxes/${post.mailboxId}`)).status).toBe(403);
  expect((await api.post('/api/mailboxes', mail.settings('x@agency.test'))).status).toBe(403);
  const card = await post.admin.api.get(`/api/mailboxes/${post.mailboxId}`);
  expect(JSON.stringify(card.body)).not.toContain(mail.password);
  expect(JSON.stringify(card.body)).not.toContain('sealed');

  const tried = await post.admin.api.post('/api/mailbox-tests', {
    ...mail.settings(post.mailbox),
    password: 'wrong',
  });
  expect(tried.body).toMatchObject({ receiving: false, sending: false });
  expect(tried.body.receiving_problem).toContain('имя или пароль');
  const good = await post.admin.api.post(`/api/mailboxes/${post.mailboxId}/test`, {
    ...mail.settings(post.mailbox),
    password: null,
  });
  expect(good.body).toMatchObject({ receiving: true, sending: true });
});
