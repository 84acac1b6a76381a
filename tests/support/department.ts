// The whole department for a story (docs/features): two teams, everybody's role, a seller, the
// team's mailbox on a real mail server, a supplier's feed; and the client, who has a mailbox of his
// own and a letter to send.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Api } from './api.ts';
import { MailSystem } from './mail.ts';
import { seller } from './quotes.ts';
import { test as base, expect, type Person } from './test.ts';

export interface Department {
  head: Person;
  anna: Person; // sells, of the mailbox's team
  kirill: Person; // sells in the other team
  colleague: () => Promise<Person>; // one more who sells in Anna's team, from when he is asked for
  oleg: Person; // account manager
  irina: Person; // assistant
  mailbox: string;
  mailboxId: number;
  client: string; // the client's mailbox
}

interface DepartmentFixtures {
  /** The server's time when the story begins. */
  beginsAt: string;
  department: Department;
}

const feedFile = join(resolve(import.meta.dirname, '..'), 'fixtures/feeds/demo/demo.xml');

export const test = base.extend<DepartmentFixtures, { mail: MailSystem }>({
  mail: [
    async ({}, use) => {
      const mail = await MailSystem.start();
      await use(mail);
      await mail.stop();
    },
    { scope: 'worker' },
  ],
  beginsAt: ['2026-11-27T09:00:00Z', { option: true }], // a Friday, noon in Moscow
  department: async ({ beginsAt, company, mail, signedIn }, use) => {
    await company.setClock(beginsAt);
    const head = await signedIn('head', 'elena');
    const anna = await signedIn('sales_manager', 'anna', 'Первая');
    const kirill = await signedIn('sales_manager', 'kirill', 'Вторая');
    const oleg = await signedIn('account_manager', 'oleg', 'Первая');
    const irina = await signedIn('assistant', 'irina', 'Первая');
    expect((await head.api.post('/api/sellers', seller)).status).toBe(200);
    const mailbox = mail.newMailbox('agency.test');
    const mailboxId = await connect(head.api, mail, mailbox);
    const client = mail.newMailbox('client.test');
    const colleague = () => signedIn('sales_manager', 'pavel', 'Первая');
    await use({ head, anna, kirill, colleague, oleg, irina, mailbox, mailboxId, client });
  },
});

/** The mailbox of the first team; resolves when its letters are heard of as they come. */
async function connect(head: Api, mail: MailSystem, mailbox: string): Promise<number> {
  const teams = (await head.get('/api/teams')).body.items;
  const team = teams.find((one: { name: string }) => one.name === 'Первая');
  const settings = { ...mail.settings(mailbox), team_id: team.id };
  const made = await head.post('/api/mailboxes', settings);
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  const folders = async () => (await head.get(`/api/mailboxes/${made.body.id}`)).body.folders;
  await expect.poll(async () => (await folders()).length).toBe(3);
  await expect
    .poll(async () =>
      (await folders()).every((folder: { synced_at: string | null }) => folder.synced_at !== null),
    )
    .toBe(true);
  return made.body.id;
}

/** Reads the demo's feed to its end. */
export async function readFeed(head: Api): Promise<void> {
  const made = await head.post('/api/feeds', { name: 'Демо-подарки', price_kind: 'retail' });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  const file = new Uint8Array(await readFile(feedFile));
  const taken = await head.upload(
    `/api/feeds/${made.body.id}/file?name=demo.xml`,
    file,
    'application/xml',
  );
  expect(taken.status, JSON.stringify(taken.body)).toBe(200);
  await expect
    .poll(async () => (await head.get(`/api/feeds/${made.body.id}`)).body.state, {
      timeout: 60_000,
    })
    .toBe('good');
}

/** The bytes of the file in the client's letter. */
export const logo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mM4IaCHFTEMLQkAvr9BgXZ6' +
    'fH4AAAAASUVORK5CYII=',
  'base64',
);

/** «Нужны кружки»: with the need, the sender's card below and a file. */
export function enquiry(from: string, to: string): string {
  const text = [
    'Добрый день!',
    '',
    'Нужны белые керамические кружки с логотипом, деколь в 2 цвета: 100 и 300 шт.',
    'И ручки, 500 шт. Всё это нужно к 25 декабря, бюджет до 150 000 рублей.',
    'Логотип во вложении.',
    '',
    'С уважением,',
    'Петрова Ольга Сергеевна',
    'директор по маркетингу',
    'ООО «Ромашка», ИНН 7707083893',
    '+7 916 123-45-67',
  ];
  return [
    ...head(from, to, 'Кружки и ручки к Новому году', `<enquiry-${from}>`),
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=part',
    '',
    '--part',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    ...text,
    '--part',
    `Content-Type: image/png; name="${encoded('Логотип.png')}"`,
    `Content-Disposition: attachment; filename="${encoded('Логотип.png')}"`,
    'Content-Transfer-Encoding: base64',
    '',
    logo.toString('base64'),
    '--part--',
    '',
  ].join('\n');
}

/** What the client writes back to a letter of ours. */
export function answerTo(letter: string, from: string, to: string, text: string): string {
  const id = /^Message-Id: *(<.*>)/im.exec(letter)?.[1] ?? '';
  return [
    ...head(from, to, 'Re: Кружки и ручки к Новому году', `<answer-${from}>`),
    `In-Reply-To: ${id}`,
    `References: <enquiry-${from}> ${id}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ].join('\n');
}

const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

const head = (from: string, to: string, subject: string, id: string) => [
  `From: ${encoded('Ольга Петрова')} <${from}>`,
  `To: ${to}`,
  'Date: Fri, 27 Nov 2026 12:00:00 +0300',
  `Subject: ${encoded(subject)}`,
  `Message-ID: ${id}`,
];

/** What the client's page sends when its person does something. */
export async function clientDoes(url: string, what: string, body: unknown) {
  const answer = await fetch(`${url}/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'sec-fetch-site': 'cross-site', origin: 'null' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as any };
}

export { expect };
