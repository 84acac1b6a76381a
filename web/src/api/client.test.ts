import { afterEach, expect, test, vi } from 'vitest';
import { on_signed_out, talk } from './client';
import { Problem } from './problem';

const answer = (status: number, body: unknown = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const post = (body: string) => new Request('http://localhost/api/things', { method: 'POST', body });

afterEach(() => vi.unstubAllGlobals());

function server(...answers: (Response | Error)[]) {
  const requests: Request[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    requests.push(request);
    const next = answers.shift() ?? answer(200);
    if (next instanceof Error) throw next;
    return next;
  });
  return requests;
}

test('a change is marked as ours, a question is not', async () => {
  const requests = server();
  await talk(post('{}'));
  await talk(new Request('http://localhost/api/things'));
  expect(requests[0]?.headers.get('x-requested-with')).toBe('tirazh');
  expect(requests[1]?.headers.get('x-requested-with')).toBeNull();
  expect(requests[1]?.headers.get('idempotency-key')).toBeNull();
});

test('after a lost connection the same body has the same key, later a new one', async () => {
  const requests = server(new TypeError('no network'), answer(200), answer(200));
  await expect(talk(post('{"a":1}'))).rejects.toMatchObject({ status: 0, code: 'unreachable' });
  await talk(post('{"a":1}'));
  await talk(post('{"a":1}'));
  const keys = requests.map((request) => request.headers.get('idempotency-key'));
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});

test('a change that was lost on its way back is repeated, not a conflict with itself', async () => {
  const requests = server(new TypeError('no network'), answer(200), answer(200));
  const save = (method: string) =>
    talk(new Request('http://localhost/api/things/1', { method, body: '{"version":1}' }));
  await expect(save('PUT')).rejects.toMatchObject({ code: 'unreachable' });
  await save('PATCH');
  await save('PUT');
  const keys = requests.map((request) => request.headers.get('idempotency-key'));
  expect(keys[2]).toBe(keys[0]);
  expect(keys[1]).not.toBe(keys[0]);
});

test('a refusal becomes a Problem with its field', async () => {
  server(
    answer(422, { code: 'inn_wrong', message: 'ИНН не сходится', field: 'inn', request_id: 'r1' }),
  );
  const problem = await talk(post('{}')).catch((error) => error);
  expect(problem).toBeInstanceOf(Problem);
  expect(problem).toMatchObject({ status: 422, code: 'inn_wrong', field: 'inn', request_id: 'r1' });
  expect(problem.message).toBe('ИНН не сходится');
});

test('what a proxy answers in our place is told in plain words', async () => {
  server(new Response('<html>Bad gateway</html>', { status: 502 }));
  const problem = await talk(post('{}')).catch((error) => error);
  expect(problem).toMatchObject({ status: 502, passing: true });
  expect(problem.message).not.toContain('html');
});

test('a lost session is told to whoever listens, a wrong password is not', async () => {
  const lost = vi.fn();
  const stop = on_signed_out(lost);
  server(
    answer(401, { code: 'wrong_password', message: '…' }),
    answer(401, { code: 'sign_in', message: '…' }),
  );
  await talk(post('{}')).catch(() => {});
  expect(lost).not.toHaveBeenCalled();
  await talk(post('{}')).catch(() => {});
  expect(lost).toHaveBeenCalledOnce();
  stop();
});
