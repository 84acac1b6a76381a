// The server that is measured: started on a free port, watched in /proc.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const ticksPerSecond = 100;
export const program = process.env.TIRAZH_PROGRAM ?? 'build/release/tirazh';

export class Server {
  static async start(where) {
    const from = performance.now();
    const child = spawn(program, ['serve', ...where, '--listen', '127.0.0.1:0'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const url = await new Promise((done, failed) => {
      let printed = '';
      child.stdout.setEncoding('utf8').on('data', (text) => {
        printed += text;
        const line = /^listening on (http:\/\/\S+)$/m.exec(printed);
        if (line) done(line[1]);
      });
      child.once('exit', (code) => failed(new Error(`the server ended with ${code}\n${printed}`)));
    });
    const answer = await fetch(`${url}/healthz`);
    if (answer.status !== 200) throw new Error(`/healthz answers ${answer.status}`);
    const server = new Server();
    Object.assign(server, { child, url, coldStartMs: performance.now() - from });
    return server;
  }

  /** Seconds of processor time so far. */
  cpu() {
    const fields = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  }
  memory() {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    const megabytes = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) / 1024;
    return { rss: megabytes('VmRSS'), anonymous: megabytes('RssAnon'), peak: megabytes('VmHWM') };
  }
  async stop() {
    const ended = new Promise((done) => this.child.once('exit', done));
    this.child.kill('SIGTERM');
    await ended;
  }
}

/** A person who is signed in. */
export class Person {
  constructor(url, role) {
    this.url = url;
    this.role = role;
  }
  static async signIn(url, { login, password, role }) {
    const person = new Person(url, role);
    const answer = await person.ask('POST', '/api/session', { login, password });
    if (answer.status !== 200) throw new Error(`${login} cannot sign in: ${answer.status}`);
    person.cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    return person;
  }
  headers() {
    const headers = { accept: 'application/json', 'x-requested-with': 'tirazh' };
    if (this.cookie) headers.cookie = this.cookie;
    return headers;
  }
  ask(method, path, body) {
    const headers = this.headers();
    if (body !== undefined) headers['content-type'] = 'application/json';
    return fetch(this.url + path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }
  async get(path) {
    const answer = await this.ask('GET', path);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
  /** The items of a list; none if it is not this person's work. */
  async mayGet(path) {
    const answer = await this.ask('GET', path);
    return answer.status === 200 ? (await answer.json()).items : [];
  }
}
