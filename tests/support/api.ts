// A client of the API. Every answer is checked against the server's own description: an answer that
// is not as /api/openapi.json says fails the test, whatever the test looks at.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

type Json = Record<string, unknown>;
export interface Operation {
  'x-permission'?: string;
  requestBody?: { content: Record<string, { schema?: Json }> };
  responses: Record<string, { content?: Record<string, { schema?: Json }> }>;
}
export interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json> };
}

export class Contract {
  private readonly ajv: Ajv2020;
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(private readonly description: Description) {
    this.ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
    (formats as unknown as { default: (ajv: Ajv2020) => void }).default(this.ajv);
    this.ajv.addFormat('int64', true);
    this.ajv.addFormat('int32', true);
    this.ajv.addSchema({ $id: 'api', components: description.components });
  }

  static async of(url: string): Promise<Contract> {
    const answer = await fetch(`${url}/api/openapi.json`);
    return new Contract((await answer.json()) as Description);
  }

  /** Says what is wrong with an answer, or nothing. */
  check(method: string, path: string, status: number, type: string, body: unknown): string {
    const operation = this.find(method, path);
    if (!operation) return status === 404 || status === 405 ? '' : 'is not described';
    if (status === 304) return '';
    const described = operation.responses[String(status)] ?? operation.responses.default;
    if (!described) return `status ${status} is not described`;
    if (!described.content) return '';
    const schema = described.content[type.split(';')[0] ?? '']?.schema;
    if (!schema) return `type ${type} is not described`;
    const validate = this.validator(schema);
    return validate(body) ? '' : this.ajv.errorsText(validate.errors);
  }

  private validator(schema: Json): ValidateFunction {
    const text = JSON.stringify(schema).replaceAll('"#/', '"api#/');
    const known = this.compiled.get(text);
    if (known) return known;
    const made = this.ajv.compile(JSON.parse(text) as Json);
    this.compiled.set(text, made);
    return made;
  }

  private find(method: string, path: string): Operation | undefined {
    const given = path.split('/');
    let best: { operation: Operation; variables: number } | undefined;
    for (const [pattern, operations] of Object.entries(this.description.paths)) {
      const wanted = pattern.split('/');
      if (wanted.length !== given.length) continue;
      if (!wanted.every((part, i) => part.startsWith('{') || part === given[i])) continue;
      const operation = operations[method.toLowerCase()];
      const variables = wanted.filter((part) => part.startsWith('{')).length;
      if (operation && (!best || variables < best.variables)) best = { operation, variables };
    }
    return best?.operation;
  }
}

export interface Answer<T = any> {
  status: number;
  body: T;
  headers: Headers;
}

export interface Problem {
  code: string;
  message: string;
  field: string;
  details: any;
  request_id: string;
}

export interface RequestOptions {
  headers?: Record<string, string>;
  /** False: without the header that marks our own page. */
  marked?: boolean;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** One client of the API: a browser with its cookie, or a program with its token. */
export class Api {
  private cookie = '';
  token = '';

  constructor(
    readonly url: string,
    private readonly contract: () => Promise<Contract> = once(() => Contract.of(url)),
  ) {}

  /** Another client of the same server, not signed in. */
  another(): Api {
    return new Api(this.url, this.contract);
  }
  /** The same person at a server that was started again. */
  at(url: string): Api {
    const client = new Api(url, this.contract);
    client.cookie = this.cookie;
    client.token = this.token;
    return client;
  }
  /** The headers that say who asks. */
  credentials(): Record<string, string> {
    if (this.token) return { authorization: `Bearer ${this.token}` };
    return this.cookie ? { cookie: this.cookie } : {};
  }
  get signedIn(): boolean {
    return this.cookie !== '';
  }

  get<T = any>(path: string, options?: RequestOptions): Promise<Answer<T>> {
    return this.send<T>('GET', path, undefined, options);
  }
  post<T = any>(path: string, body?: unknown, options?: RequestOptions): Promise<Answer<T>> {
    return this.send<T>('POST', path, body, options);
  }
  put<T = any>(path: string, body?: unknown, options?: RequestOptions): Promise<Answer<T>> {
    return this.send<T>('PUT', path, body, options);
  }
  patch<T = any>(path: string, body?: unknown, options?: RequestOptions): Promise<Answer<T>> {
    return this.send<T>('PATCH', path, body, options);
  }
  delete<T = any>(path: string, options?: RequestOptions): Promise<Answer<T>> {
    return this.send<T>('DELETE', path, undefined, options);
  }

  async signIn(login: string, password: string): Promise<Answer> {
    const answer = await this.post('/api/session', { login, password });
    if (answer.status !== 200) {
      throw new Error(`${login} cannot sign in: ${JSON.stringify(answer.body)}`);
    }
    return answer;
  }

  /** Sends bytes to a route that takes an upload. */
  upload<T = any>(path: string, bytes: Uint8Array, type: string): Promise<Answer<T>> {
    return this.send<T>('POST', path, undefined, { headers: { 'content-type': type } }, bytes);
  }

  async send<T>(
    method: string,
    path: string,
    body: unknown,
    options: RequestOptions = {},
    bytes?: Uint8Array,
  ): Promise<Answer<T>> {
    const headers: Record<string, string> = {
      accept: 'application/json',
      ...this.credentials(),
    };
    if (options.marked !== false) headers['x-requested-with'] = 'tirazh';
    if (body !== undefined) headers['content-type'] = 'application/json';
    Object.assign(headers, options.headers);
    const answer = await fetch(this.url + path, {
      method,
      headers,
      body: body === undefined ? (bytes as BodyInit | undefined) : JSON.stringify(body),
      redirect: 'manual',
    });
    this.keepCookie(answer);
    const type = answer.headers.get('content-type') ?? '';
    const text = await answer.text();
    const isJson = type.includes('json') && text !== '';
    const value: unknown = isJson ? JSON.parse(text) : text;
    const bare = path.split('?')[0] ?? path;
    const wrong = (await this.contract()).check(method, bare, answer.status, type, value);
    if (wrong) {
      const asked = `${method} ${path} (${answer.status})`;
      throw new Error(`${asked} breaks the contract: ${wrong}\n${text}`);
    }
    return { status: answer.status, body: value as T, headers: answer.headers };
  }

  private keepCookie(answer: Response): void {
    for (const line of answer.headers.getSetCookie()) {
      const pair = line.split(';')[0] ?? '';
      if (pair.startsWith('tirazh_session=')) {
        this.cookie = pair === 'tirazh_session=' ? '' : pair;
      }
    }
  }
}
