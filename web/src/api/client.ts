// The only place that talks to the server (uploads: upload.ts, live events: live.ts). Typed by
// schema.gen.ts, which comes from the server's own description:
//
//   const deals = api.useQuery('get', '/api/deals', { params: { query: { stage } } });
//   const open = api.useMutation('post', '/api/deals');
//   await send.POST('/api/deals', { body });        // outside of a component
//
// A refusal is thrown as a Problem. A change carries an Idempotency-Key; after a lost connection
// the same body carries the same key, so pressing "Save" again neither makes a second one nor
// meets one's own change as a conflict.
import createClient from 'openapi-fetch';
import createQueryApi from 'openapi-react-query';
import { language } from '../texts/catalogue';
import { Problem, problem_of, unreachable } from './problem';
import type { paths } from './schema.gen';

const signed_out_listeners = new Set<() => void>();
// Called when the server no longer knows who we are.
export function on_signed_out(listener: () => void) {
  signed_out_listeners.add(listener);
  return () => void signed_out_listeners.delete(listener);
}

const unfinished = new Map<string, string>(); // what was sent -> its key, until there is an answer

function random_key(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function talk(request: Request): Promise<Response> {
  request.headers.set('accept-language', language());
  let sent = '';
  if (request.method !== 'GET') {
    request.headers.set('x-requested-with', 'tirazh');
    // What signs in answers with a cookie, which must not be repeated.
    const { pathname } = new URL(request.url);
    if (pathname !== '/api/session' && pathname !== '/api/setup') {
      sent = `${request.method} ${request.url}\n${await request.clone().text()}`;
      const key = unfinished.get(sent) ?? random_key();
      unfinished.set(sent, key);
      request.headers.set('idempotency-key', key);
    }
  }
  let response: Response;
  try {
    response = await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw unreachable();
  }
  if (response.status < 500) unfinished.delete(sent);
  if (response.ok) return response;
  const problem = await problem_of(response);
  if (problem.status === 401 && problem.code === 'sign_in')
    for (const listener of signed_out_listeners) listener();
  throw problem;
}

export const send = createClient<paths>({ baseUrl: location.origin, fetch: talk });
export const api = createQueryApi(send);

// For queries: a refusal stays a refusal, a passing failure is tried again.
export function worth_retrying(failures: number, error: unknown): boolean {
  return error instanceof Problem && error.passing && failures < 3;
}
