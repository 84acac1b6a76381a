// Signing in, sessions, the limit on guesses, forged requests.
import type { Problem } from '../support/api.ts';
import { expect, test } from '../support/test.ts';

const minutes = 60_000;

test('SignsInWithTheRightPasswordAndTellsWhoIAm', async ({ signedIn, api }) => {
  const anna = await signedIn('sales_manager', 'Anna@Example.RU');
  const session = (await anna.api.get('/api/session')).body;
  expect(session.person.login).toBe('anna@example.ru');
  expect(session.person.role_words.ru).toBe('Менеджер по продажам');
  expect(session.permissions).toContain('deals_change');
  expect(session.permissions).not.toContain('people_manage');
  expect((await api.get('/api/session')).body.person).toBeNull();
});

test('TheCookieIsHttpOnlyAndSameSite', async ({ company, api }) => {
  const password = await company.addUser('anna', 'sales_manager', 'Анна');
  const answer = await api.signIn('anna', password);
  const cookie = answer.headers.get('set-cookie') ?? '';
  expect(cookie).toContain('HttpOnly');
  expect(cookie).toContain('SameSite=Lax');
  expect(cookie).not.toContain('Secure');
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test.describe('behind a proxy with TLS', () => {
  test.use({ settings: { trusted_proxies: ['127.0.0.1'] } });
  test('TheCookieIsSecureAndTheAddressIsTheClients', async ({ company, api }) => {
    const password = await company.addUser('anna', 'sales_manager', 'Анна');
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '6.6.6.6, 203.0.113.9' };
    const answer = await api.post('/api/session', { login: 'anna', password }, { headers });
    expect(answer.headers.get('set-cookie')).toContain('Secure');
    const { items } = (await api.get('/api/sessions')).body;
    expect(items).toHaveLength(1);
    expect(items[0].address).toBe('203.0.113.9');
  });
});

test('BelievesNoForwardedAddressOfAStranger', async ({ company, api }) => {
  const password = await company.addUser('anna', 'sales_manager', 'Анна');
  const headers = { 'x-forwarded-for': '203.0.113.9' };
  await api.post('/api/session', { login: 'anna', password }, { headers });
  expect((await api.get('/api/sessions')).body.items[0].address).toBe('127.0.0.1');
});

test('TellsTheSameOfAWrongPasswordAndAnUnknownLogin', async ({ company, api }) => {
  await company.addUser('anna', 'sales_manager', 'Анна');
  const wrong = await api.post<Problem>('/api/session', { login: 'anna', password: 'guessed' });
  const unknown = await api.post<Problem>('/api/session', { login: 'nobody', password: 'guessed' });
  expect(wrong.status).toBe(401);
  expect(unknown.status).toBe(401);
  expect(wrong.body.message).toBe('Неверный логин или пароль.');
  expect({ ...unknown.body, request_id: '' }).toEqual({ ...wrong.body, request_id: '' });
});

test('LimitsGuessesPerLoginUntilTheWindowIsOver', async ({ company, server, api }) => {
  const password = await company.addUser('anna', 'sales_manager', 'Анна');
  for (let i = 0; i < 10; i++) {
    const answer = await api.post('/api/session', { login: 'anna', password: `guess ${i}` });
    expect(answer.status).toBe(401);
  }
  const refused = await api.post<Problem>('/api/session', { login: 'anna', password });
  expect(refused.status).toBe(429);
  expect(refused.body.code).toBe('too_many_attempts');
  expect(refused.body.details.retry_after_seconds).toBeGreaterThan(800);
  // The count stands in the database: a restart forgives nothing.
  await server.stop();
  await server.start();
  const later = api.at(server.url);
  expect((await later.post('/api/session', { login: 'anna', password })).status).toBe(429);
  await company.moveClock(16 * minutes);
  expect((await later.post('/api/session', { login: 'anna', password })).status).toBe(200);
});

test('RefusesAChangeThatAnotherSiteMadeTheBrowserSend', async ({ signedIn }) => {
  const { api } = await signedIn('sales_manager');
  const change = { language: 'en' };
  const unmarked = await api.patch<Problem>('/api/session', change, { marked: false });
  expect(unmarked.status).toBe(403);
  expect(unmarked.body.code).toBe('forgery');
  const headers = { 'sec-fetch-site': 'cross-site' };
  const crossSite = await api.patch<Problem>('/api/session', change, { headers });
  expect(crossSite.body.code).toBe('forgery');
  expect((await api.get('/api/session')).body.language).toBe('ru');
  expect((await api.patch('/api/session', change)).body.language).toBe('en');
});

test('SpeaksTheLanguageOfThePerson', async ({ signedIn }) => {
  const { api } = await signedIn('sales_manager');
  const russian = await api.get<Problem>('/api/people');
  expect(russian.body.message).toBe('У вас нет права на это действие.');
  await api.patch('/api/session', { language: 'en' });
  expect((await api.get<Problem>('/api/people')).body.message).toBe('You may not do this.');
});

test('SignsOutHereAndElsewhere', async ({ signedIn }) => {
  const anna = await signedIn('sales_manager');
  const phone = anna.api.another();
  await phone.signIn(anna.login, anna.password);
  const { items } = (await anna.api.get('/api/sessions')).body;
  expect(items).toHaveLength(2);
  const other = items.find((session: { current: boolean }) => !session.current);
  expect((await anna.api.delete(`/api/sessions/${other.id}`)).status).toBe(204);
  expect((await phone.get('/api/sessions')).status).toBe(401);
  expect((await anna.api.delete('/api/session')).status).toBe(204);
  expect(anna.api.signedIn).toBe(false);
  expect((await anna.api.get('/api/sessions')).status).toBe(401);
});

test('AChangedPasswordEndsTheOtherSessions', async ({ signedIn }) => {
  const anna = await signedIn('sales_manager');
  const phone = anna.api.another();
  await phone.signIn(anna.login, anna.password);
  const change = (current: string, fresh: string) =>
    anna.api.put<Problem>('/api/session/password', { current, fresh });
  expect((await change('wrong', 'a longer password')).body.field).toBe('current');
  expect((await change(anna.password, 'short')).body.field).toBe('fresh');
  expect((await change(anna.password, 'a longer password')).status).toBe(204);
  expect((await phone.get('/api/sessions')).status).toBe(401);
  expect((await anna.api.get('/api/sessions')).status).toBe(200);
  await phone.signIn(anna.login, 'a longer password');
});

test('ASessionSurvivesARestartAndEndsAfterThirtyIdleDays', async ({
  company,
  server,
  signedIn,
}) => {
  const anna = await signedIn('sales_manager');
  expect(await server.stop()).toBe(0);
  await server.start();
  const api = anna.api.at(server.url);
  expect((await api.get('/api/session')).body.person.login).toBe(anna.login);
  await company.moveClock(31 * 24 * 60 * minutes);
  expect((await api.get('/api/session')).body.person).toBeNull();
});

test('NoSecretStandsInTheLog', async ({ server, signedIn }) => {
  const anna = await signedIn('sales_manager');
  await anna.api.post('/api/session', { login: anna.login, password: 'a wrong password' });
  await anna.api.get('/api/timeline?noun=person&id=1');
  const log = JSON.stringify(server.now.logLines());
  expect(log).toContain('"route":"/api/timeline"');
  for (const secret of [anna.password, 'a wrong password', 'tirazh_session', 'noun=person']) {
    expect(log).not.toContain(secret);
  }
});
