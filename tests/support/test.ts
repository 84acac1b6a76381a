// What a scenario begins with: a running server over a new company. `api` is not signed in;
// `people` makes a person of a role and gives their client.
import { test as base, expect } from '@playwright/test';
import { Api } from './api.ts';
import { Company, type DatabaseKind, Server } from './program.ts';

export type Role = 'head' | 'sales_manager' | 'account_manager' | 'assistant' | 'administrator';

export interface Person {
  login: string;
  password: string;
  api: Api;
}

interface Fixtures {
  /** Settings of tirazh.toml beyond those of every scenario: test.use({ settings: … }). */
  settings: Record<string, unknown>;
  company: Company;
  server: Running;
  api: Api;
  signedIn: (role: Role, login?: string, team?: string) => Promise<Person>;
}

/** The server that is running now; a scenario may end it and start it again. */
export class Running {
  private current: Server | undefined;

  constructor(private readonly company: Company) {}

  async start(): Promise<Server> {
    this.current = await Server.start(this.company);
    return this.current;
  }
  get now(): Server {
    if (!this.current) throw new Error('the server is not running');
    return this.current;
  }
  get url(): string {
    return this.now.url;
  }
  async stop(): Promise<number | null> {
    const status = (await this.current?.stop()) ?? null;
    this.current = undefined;
    return status;
  }
  async kill(): Promise<void> {
    await this.current?.kill();
    this.current = undefined;
  }
}

const names: Record<Role, string> = {
  head: 'Елена Руководитель',
  sales_manager: 'Анна Смирнова',
  account_manager: 'Олег Аккаунт',
  assistant: 'Ирина Ассистент',
  administrator: 'Пётр Администратор',
};

export const test = base.extend<Fixtures>({
  settings: [{}, { option: true }],
  company: async ({ settings }, use, testInfo) => {
    const kind = testInfo.project.metadata.database as DatabaseKind;
    const company = await Company.create(kind, settings);
    await use(company);
    await company.remove();
  },
  server: async ({ company }, use, testInfo) => {
    const running = new Running(company);
    const first = await running.start();
    await use(running);
    const log = first.logLines().filter((line) => line.level === 'error');
    await running.kill();
    if (testInfo.status === 'passed') expect(log, 'errors in the log').toEqual([]);
  },
  api: async ({ server }, use) => {
    await use(new Api(server.url));
  },
  signedIn: async ({ company, api }, use) => {
    await use(async (role, login = role, team) => {
      const password = await company.addUser(login, role, names[role], team);
      const client = api.another();
      await client.signIn(login, password);
      return { login, password, api: client };
    });
  },
});

export { expect };
