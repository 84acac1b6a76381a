// What an administrator relies on: nothing committed is lost, repeated requests do nothing twice,
// backup and restore, the numbers, the description of the API.
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../support/api.ts';
import { Server } from '../support/program.ts';
import { expect, test } from '../support/test.ts';

test('APowerCutLosesNothingThatWasAnswered', async ({ company, server, signedIn }) => {
  const head = await signedIn('head');
  const names: string[] = [];
  let cut: Promise<void> | undefined;
  // Several at once, so that the cut falls between answers and requests under way.
  const writing = [1, 2, 3, 4].map(async (writer) => {
    for (let i = 0; i < 500; i++) {
      const name = `Команда ${writer}-${i}`;
      try {
        if ((await head.api.post('/api/teams', { name })).status !== 200) return;
      } catch {
        return; // the server is gone
      }
      names.push(name);
      if (names.length === 40) cut = server.kill();
    }
  });
  await Promise.all(writing);
  await cut;
  expect(names.length).toBeGreaterThanOrEqual(40);
  await server.start();
  const kept = (await head.api.at(server.url).get('/api/teams')).body.items.map(
    (team: { name: string }) => team.name,
  );
  expect(kept).toEqual(expect.arrayContaining(names));
  expect(await company.command('check')).toContain('everything is whole');
});

test('TheSameIdempotencyKeyDoesAThingOnce', async ({ signedIn }) => {
  const { api } = await signedIn('head');
  const headers = { 'idempotency-key': 'key-1' };
  const send = (name: string) => api.post('/api/teams', { name }, { headers });
  const first = await send('Север');
  const again = await send('Север');
  expect(again.body).toEqual(first.body);
  const both = await Promise.all([1, 2, 3].map(() => send('Север')));
  for (const answer of both) expect(answer.body).toEqual(first.body);
  expect((await api.get('/api/teams')).body.items).toHaveLength(1);
  const other = await send('Юг');
  expect(other.status).toBe(409);
  expect(other.body.code).toBe('idempotency_key_reused');
});

test('ABackupMadeWhileItRunsIsRestored', async ({ company, server, signedIn }) => {
  const head = await signedIn('head');
  await head.api.post('/api/teams', { name: 'Север' });
  const backup = join(company.folder, 'backup');
  expect(await company.command('backup', backup)).toContain('backup made and verified');
  await head.api.post('/api/teams', { name: 'После копии' });
  const manifest = JSON.parse(await readFile(join(backup, 'manifest.json'), 'utf8'));
  expect(manifest.database).toBe(company.database);
  await expect(company.command('backup', backup)).rejects.toThrow(/is there already/);
  // Nothing is overwritten.
  await expect(company.command('restore', backup)).rejects.toThrow(/is not empty/);
  await server.stop();
  await company.writeSettings({ data: join(company.folder, 'restored') });
  await company.dropSchema();
  await company.command('restore', backup);
  expect(await company.command('check')).toContain('everything is whole');
  await server.start();
  const api = head.api.at(server.url);
  const teams = (await api.get('/api/teams')).body.items;
  expect(teams.map((team: { name: string }) => team.name)).toEqual(['Север']);
  expect((await api.post('/api/teams', { name: 'Дальше' })).status).toBe(200);
});

test('ADamagedBackupIsNotRestored', async ({ company, server, signedIn }) => {
  await signedIn('head');
  const backup = join(company.folder, 'backup');
  await company.command('backup', backup);
  await server.stop();
  const copy = join(backup, company.database === 'sqlite' ? 'tirazh.db' : 'tirazh.dump');
  const bytes = await readFile(copy);
  bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
  await writeFile(copy, bytes);
  await company.writeSettings({ data: join(company.folder, 'restored') });
  await company.dropSchema();
  await expect(company.command('restore', backup)).rejects.toThrow(/is damaged/);
});

test('OneFolderHasOneServerAndOneSchemaMayHaveSeveral', async ({ company, signedIn }) => {
  const anna = await signedIn('sales_manager');
  if (company.database === 'sqlite') {
    await expect(company.command('serve')).rejects.toThrow(/already runs on the folder/);
    return;
  }
  const second = await Server.start(company);
  const there = anna.api.at(second.url);
  expect((await there.get('/api/session')).body.person.login).toBe(anna.login);
  expect(await second.stop()).toBe(0);
});

test('NobodyElseOnTheMachineLooksIntoTheFolder', async ({ company, server }) => {
  const data = join(company.folder, 'data');
  const others = async () => (await stat(data)).mode & 0o077;
  expect(await others()).toBe(0);
  for (const first of [['migrate'], ['seed', '--demo']]) {
    await server.stop();
    await rm(data, { recursive: true });
    if (company.database === 'postgres') return; // its rows are not in the folder
    await company.command(...first);
    expect(await others()).toBe(0);
  }
});

test('AServerWithAnotherFolderOfFilesRefusesToStart', async ({ company, server, signedIn }) => {
  await signedIn('head');
  await server.stop();
  await rm(join(company.folder, 'data/files'), { recursive: true });
  await expect(server.start()).rejects.toThrow(/does not belong to this database/);
});

test('WrongSettingsAreNamedWithTheirLine', async ({ company }) => {
  const file = join(company.folder, 'wrong.toml');
  await writeFile(file, 'data = "x"\njob_worker = 3\n');
  const wrong = company.commandAlone('serve', '--config', file);
  await expect(wrong).rejects.toThrow(/wrong\.toml:2: 'job_worker' is no setting/);
});

test('TellsItsHealthAndItsNumbersWithoutNamingAnybody', async ({ server, signedIn }) => {
  const anna = await signedIn('sales_manager', 'anna');
  await anna.api.get('/api/people');
  expect(await (await fetch(`${server.url}/healthz`)).text()).toBe('ok\n');
  const numbers = await (await fetch(`${server.url}/metrics`)).text();
  expect(numbers).toContain(
    'tirazh_http_requests_total{method="GET",route="/api/people",status="403"} 1',
  );
  expect(numbers).toContain('tirazh_database_up 1');
  expect(numbers).not.toContain('anna');
  const foreign = { headers: { 'x-forwarded-for': '203.0.113.9' } };
  expect((await fetch(`${server.url}/metrics`, foreign)).status).toBe(403);
});

test('EveryAnswerCarriesItsRequestIdAndStrictHeaders', async ({ server, api }) => {
  const answer = await api.get<Problem>('/api/people');
  expect(answer.headers.get('x-request-id')).toBe(answer.body.request_id);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  const log = () => server.now.logLines().find((line) => line.id === answer.body.request_id);
  await expect.poll(log).toMatchObject({ route: '/api/people', status: 401 });
});

test('DescribesItsApiForProgramsAndForPeople', async ({ company, server, api }) => {
  const description = (await api.get('/api/openapi.json')).body;
  expect(description.openapi).toBe('3.1.0');
  expect(JSON.parse(await company.commandAlone('openapi'))).toEqual(description);
  const html = await (await fetch(`${server.url}/api/`)).text();
  expect(html).toContain('/api/people/{id}');
  expect(html).not.toContain('<script');
});

test('RefusesAnUnknownAddressAMethodAndABrokenBody', async ({ signedIn }) => {
  const { api } = await signedIn('head');
  expect((await api.get('/api/nothing')).status).toBe(404);
  expect((await api.put('/api/teams', {})).status).toBe(405);
  const broken = await api.post<Problem>('/api/teams', { name: 5 });
  expect(broken.body).toMatchObject({ code: 'body_invalid', field: 'name' });
  expect((await api.post('/api/teams', { name: 'x', colour: 'red' })).status).toBe(422);
  expect((await api.get('/api/failed-jobs?before=x')).status).toBe(422);
});
