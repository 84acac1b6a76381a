// The web server itself: its limits, kept connections, what is sent again and what is not.
import { connect } from 'node:net';
import { expect, test } from '../support/test.ts';

/** Sends bytes as they are and reads until the server closes or `until` is seen. */
function raw(url: string, bytes: string, until?: (text: string) => boolean): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((done, fail) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (until?.(text)) socket.end();
    });
    socket.on('close', () => done(text));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' && text ? done(text) : fail(error),
    );
  });
}

const get = (path: string, more = '') =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}${more ? '\r\n' : ''}\r\n`;

test('AnswersSeveralRequestsOnOneConnection', async ({ server }) => {
  const answers = await raw(
    server.url,
    get('/healthz') + get('/healthz') + get('/healthz', 'Connection: close'),
  );
  expect(answers.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3);
  expect(answers.match(/connection: keep-alive/g)).toHaveLength(2);
});

test('RefusesWhatIsTooLargeOrNoRequest', async ({ server }) => {
  expect(await raw(server.url, get('/', `X-Long: ${'a'.repeat(20_000)}`))).toContain(' 431 ');
  expect(await raw(server.url, 'this is no request\r\n\r\n')).toContain(' 400 ');
  const head = 'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
  const announced = `${head}Content-Length: 3000000\r\n\r\n`;
  expect(await raw(server.url, announced)).toContain(' 413 ');
  // The same without saying its length beforehand.
  const chunk = 'a'.repeat(65_536);
  const chunks = `${chunk.length.toString(16)}\r\n${chunk}\r\n`.repeat(40);
  const streamed = `${head}Transfer-Encoding: chunked\r\n\r\n${chunks}`;
  expect(await raw(server.url, streamed)).toContain(' 413 ');
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
});

test('RefusesABodyThatIsNestedWithoutEnd', async ({ api }) => {
  const body = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const answer = await fetch(`${api.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  expect(answer.status).toBe(422);
});

test('NeitherSplitsHeadersNorLeavesItsFolder', async ({ server }) => {
  const split = await raw(server.url, get('/assets/%0d%0aSet-Cookie:%20a=b', 'Connection: close'));
  expect(split.toLowerCase()).not.toContain('\r\nset-cookie');
  const outside = ['/../../../etc/passwd', '/assets/..%2f..%2fetc%2fpasswd', '//etc/passwd'];
  for (const path of outside) {
    expect(await raw(server.url, get(path, 'Connection: close')), path).not.toContain('root:');
  }
});

test('DoesNotSendAgainWhatDidNotChange', async ({ signedIn }) => {
  const { api } = await signedIn('head');
  const first = await api.get('/api/teams');
  const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
  expect((await api.get('/api/teams', { headers })).status).toBe(304);
  await api.post('/api/teams', { name: 'Север' });
  expect((await api.get('/api/teams', { headers })).status).toBe(200);
});

test('AnswersTheHeadOfAPageWithoutItsBody', async ({ server }) => {
  const answer = await raw(
    server.url,
    'HEAD /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  );
  expect(answer).toContain('content-length: 3');
  expect(answer.endsWith('\r\n\r\n')).toBe(true);
});

test('FinishesTheAnswersUnderWayWhenItIsTold', async ({ server, signedIn }) => {
  const { api } = await signedIn('head');
  const under_way = Array.from({ length: 20 }, (_, i) => api.post('/api/teams', { name: `${i}` }));
  await Promise.race(under_way);
  const stopped = server.stop();
  const answers = await Promise.allSettled(under_way);
  expect(await stopped).toBe(0);
  await server.start();
  const kept = (await api.at(server.url).get('/api/teams')).body.items.length;
  const answered = answers.filter(
    (answer) => answer.status === 'fulfilled' && answer.value.status === 200,
  ).length;
  expect(answered).toBeGreaterThan(0);
  expect(kept).toBe(answered);
});
