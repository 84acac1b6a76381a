// A company with a connected mailbox and a client outside: what stories about letters begin with.
import { LiveStream } from './live.ts';
import type { MailSystem } from './mail.ts';
import { expect, type Person } from './test.ts';

export interface Post {
  mailbox: string;
  mailboxId: number;
  client: string;
}

export async function connect(mail: MailSystem, admin: Person): Promise<Post> {
  const mailbox = mail.newMailbox('agency.test');
  const live = await LiveStream.open(admin.api);
  const made = await admin.api.post('/api/mailboxes', mail.settings(mailbox));
  expect(made.status).toBe(200);
  await live.next((event) => event.noun === 'mailbox' && event.verb === 'changed', 20_000);
  live.close();
  return { mailbox, mailboxId: made.body.id, client: mail.newMailbox('client.test') };
}

/** A client's letter; `more` are further headers. */
export const enquiryLetter = (post: Post, subject: string, text: string, more = '') =>
  `From: Ирина Петрова <${post.client}>\nTo: ${post.mailbox}\nSubject: ${subject}\n` +
  `Message-ID: <${Math.random()}@client.test>\n${more}` +
  `Content-Type: text/plain; charset=utf-8\n\n${text}\n`;

export const wanted =
  'Добрый день!\n\nНужны кружки белые 100 и 300 шт., деколь в один цвет, к 8 марта.\n\n' +
  'С уважением,\nИрина Петрова\nДиректор\nООО «Незабудка»\n+7 916 123-45-67';
