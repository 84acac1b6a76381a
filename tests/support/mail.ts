// A real Dovecot and Postfix for scenarios and journeys (tests/support/mail), with what a person
// outside does: send a letter, look into his mailbox.
import { execFile } from 'node:child_process';
import { createConnection } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const script = join(resolve(import.meta.dirname), 'mail');
const run = promisify(execFile);

export class MailSystem {
  private used = 0;

  private constructor(private readonly values: Map<string, string>) {}

  static async start(): Promise<MailSystem> {
    const { stdout } = await run(script, ['start']);
    const lines = stdout.trim().split('\n');
    return new MailSystem(
      new Map(lines.map((line) => [line.replace(/=.*/, ''), line.replace(/^[^=]*=/, '')])),
    );
  }
  async stop(): Promise<void> {
    await run(script, ['stop', this.value('FOLDER')]);
  }

  get password(): string {
    return this.value('PASSWORD');
  }

  /** A mailbox that no other test has. */
  newMailbox(domain: 'agency.test' | 'client.test'): string {
    this.used += 1;
    return `${this.used}@${domain}`;
  }

  /** What a person fills in to connect it. */
  settings(mailbox: string): Record<string, unknown> {
    return {
      address: mailbox,
      name: 'Сувенир Плюс',
      imap_host: '127.0.0.1',
      imap_port: Number(this.value('IMAP_PORT')),
      imap_security: 'starttls',
      smtp_host: '127.0.0.1',
      smtp_port: Number(this.value('SUBMISSION_PORT')),
      smtp_security: 'starttls',
      login: mailbox,
      password: this.password,
      verify_certificate: false,
      set_seen: false,
      active: true,
    };
  }

  /** Hands a letter over as a stranger's server does. */
  async deliver(to: string, letter: string): Promise<void> {
    const socket = createConnection(Number(this.value('SMTP_PORT')), '127.0.0.1');
    socket.setEncoding('utf8');
    const answers: string[] = [];
    let wake: () => void = () => undefined;
    socket.on('data', (text: string) => {
      answers.push(...text.split('\r\n').filter((line) => /^\d{3} /.test(line)));
      wake();
    });
    const answer = async (expected: string) => {
      while (answers.length === 0) await new Promise<void>((done) => (wake = done));
      const line = answers.shift() ?? '';
      if (!line.startsWith(expected)) throw new Error(`the mail server says: ${line}`);
    };
    const say = async (text: string, expected: string) => {
      socket.write(`${text}\r\n`);
      await answer(expected);
    };
    await answer('220');
    await say('EHLO elsewhere.test', '250');
    await say('MAIL FROM:<outside@elsewhere.test>', '250');
    await say(`RCPT TO:<${to}>`, '250');
    await say('DATA', '354');
    await say(`${letter.replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..')}\r\n.`, '250');
    socket.end('QUIT\r\n');
  }

  /** The letters in a folder of a mailbox, as they lie there. */
  async lettersIn(mailbox: string, folder = 'INBOX'): Promise<string[]> {
    const { stdout } = await run(
      script,
      ['doveadm', this.value('FOLDER'), 'fetch', '-u', mailbox, 'text', 'mailbox', folder],
      { maxBuffer: 256 << 20 },
    );
    return stdout
      .split(/^text:\n/m)
      .slice(1)
      .map((text) => text.replaceAll('\f', ''));
  }

  private value(key: string): string {
    const value = this.values.get(key);
    if (value === undefined) throw new Error(`tests/support/mail says no ${key}`);
    return value;
  }
}

/** The text and the PDF of a letter with files, as the client's program shows them. */
export function readable(letter: string): { text: string; pdf: Buffer } {
  const decoded = letter.split(/^--=-[\w+/]+(?:--)?\r?\n/m).map((part) => {
    const [header = '', ...rest] = part.split(/\r?\n\r?\n/);
    const body = rest.join('\n\n');
    const bytes = /base64/i.test(header) ? Buffer.from(body, 'base64') : unquoted(body);
    return { header, bytes };
  });
  const of = (type: string) => decoded.find((part) => part.header.includes(type))?.bytes;
  return {
    text: of('text/plain')?.toString() ?? '',
    pdf: of('application/pdf') ?? Buffer.alloc(0),
  };
}
const unquoted = (text: string) =>
  Buffer.from(
    text
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
