// Open pages learn what changed, in this process and in others, and stop when their session ends.
import { type LiveEvent, LiveStream } from '../support/live.ts';
import { Server } from '../support/program.ts';
import { expect, test } from '../support/test.ts';

// Its timeline's own event (verb "recorded") follows in the same transaction.
const isTeam = (id: number) => (event: LiveEvent) =>
  event.noun === 'team' && event.id === id && event.verb === 'created';

test('AnOpenPageHearsOfAChangeWithinASecond', async ({ signedIn }) => {
  const head = await signedIn('head');
  const anna = await signedIn('sales_manager', 'anna');
  const stream = await LiveStream.open(anna.api);
  const { id } = (await head.api.post('/api/teams', { name: 'Север' })).body;
  const event = await stream.next(isTeam(id), 1000);
  expect(event).toEqual({ noun: 'team', id, verb: 'created', version: 1 });
  stream.close();
});

test('APageThatWasAwayHearsWhatItMissed', async ({ server, signedIn }) => {
  const head = await signedIn('head');
  const stream = await LiveStream.open(head.api);
  const first = (await head.api.post('/api/teams', { name: 'Север' })).body;
  await stream.next(isTeam(first.id));
  stream.close();
  await stream.end();
  const missed = (await head.api.post('/api/teams', { name: 'Юг' })).body;
  await server.stop();
  await server.start();
  const again = await LiveStream.open(head.api.at(server.url), stream.lastId);
  await again.next(isTeam(missed.id));
  expect(again.events.some(isTeam(first.id))).toBe(false);
  again.close();
});

test('NobodyListensWithoutASession', async ({ api, signedIn }) => {
  await expect(LiveStream.open(api)).rejects.toThrow(/401/);
  const anna = await signedIn('sales_manager');
  const phone = anna.api.another();
  await phone.signIn(anna.login, anna.password);
  const stream = await LiveStream.open(phone);
  const { items } = (await anna.api.get('/api/sessions')).body;
  const other = items.find((session: { current: boolean }) => !session.current);
  await anna.api.delete(`/api/sessions/${other.id}`);
  await stream.end();
});

test('TheServerEndsAtOnceThoughPagesAreOpen', async ({ server, signedIn }) => {
  const { api } = await signedIn('sales_manager');
  const stream = await LiveStream.open(api);
  const from = Date.now();
  expect(await server.stop()).toBe(0);
  expect(Date.now() - from).toBeLessThan(3000);
  await stream.end();
});

test('AChangeInOneProcessReachesThePagesOfAnother', async ({ company, signedIn }) => {
  const head = await signedIn('head');
  if (company.database === 'sqlite') {
    // One process; but the administrator's console is another one.
    const stream = await LiveStream.open(head.api);
    await company.addUser('anna', 'sales_manager', 'Анна');
    await stream.next((event) => event.noun === 'person' && event.verb === 'created');
    stream.close();
    return;
  }
  const second = await Server.start(company);
  const stream = await LiveStream.open(head.api.at(second.url));
  const { id } = (await head.api.post('/api/teams', { name: 'Север' })).body;
  await stream.next(isTeam(id), 1000);
  stream.close();
  await second.stop();
});
