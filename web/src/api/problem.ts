// What the server answers instead of what was asked, and the network's silence: one kind of error.
import { api_texts } from '../texts/api';

export class Problem extends Error {
  constructor(
    readonly status: number, // 0: the server could not be reached
    readonly code: string,
    message: string,
    readonly field = '',
    readonly details: unknown = null,
    readonly request_id = '',
  ) {
    super(message);
    this.name = 'Problem';
  }

  // Trying the very same thing again may help; the person lost nothing.
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 502;
  }
}

export async function problem_of(response: Response): Promise<Problem> {
  const { status } = response;
  try {
    const body = await response.clone().json();
    if (typeof body.code === 'string' && typeof body.message === 'string')
      return new Problem(
        status,
        body.code,
        body.message,
        body.field ?? '',
        body.details ?? null,
        body.request_id ?? '',
      );
  } catch {
    // A proxy's page instead of a problem of ours.
  }
  const text = status >= 500 ? api_texts('server_failed') : api_texts('strange', { status });
  return new Problem(status, 'strange', text, '', null, response.headers.get('x-request-id') ?? '');
}

export const unreachable = () => new Problem(0, 'unreachable', api_texts('unreachable'));

export function as_problem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(-1, 'page', error instanceof Error ? error.message : String(error));
}
