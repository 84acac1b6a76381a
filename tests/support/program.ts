// The real binary, on its own folder or schema, on a free port, with a clock that a test moves.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

export type DatabaseKind = 'sqlite' | 'postgres';

export function programPath(): string {
  if (process.env.TIRAZH_PROGRAM) return process.env.TIRAZH_PROGRAM;
  const release = join(root, 'build/release/tirazh');
  return existsSync(release) ? release : join(root, 'build/dev/tirazh');
}

/** One company: its folder (and schema), and the commands about it. */
export class Company {
  private constructor(
    readonly database: DatabaseKind,
    readonly folder: string,
    readonly schema: string,
  ) {}

  static async create(database: DatabaseKind, settings: Record<string, unknown> = {}) {
    const folder = await mkdtemp(join(tmpdir(), 'tirazh-scenario-'));
    const schema = `s_${folder.slice(folder.lastIndexOf('-') + 1)}_${process.pid}`;
    const company = new Company(database, folder, schema);
    await company.writeSettings(settings);
    return company;
  }

  get configFile(): string {
    return join(this.folder, 'tirazh.toml');
  }
  private get clockFile(): string {
    return join(this.folder, 'clock');
  }

  async writeSettings(settings: Record<string, unknown>): Promise<void> {
    const all: Record<string, unknown> = {
      data: join(this.folder, 'data'),
      listen: '127.0.0.1:0',
      clock_file: this.clockFile,
      allowed_addresses: ['127.0.0.1'],
      job_workers: 1,
      ...settings,
    };
    if (this.database === 'postgres') {
      const address = process.env.TIRAZH_TEST_POSTGRES;
      if (!address) {
        throw new Error('TIRAZH_TEST_POSTGRES is not set: tests/support/postgres start');
      }
      all.postgres = address;
      all.postgres_schema = this.schema;
    }
    const lines = Object.entries(all).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
    await writeFile(this.configFile, `${lines.join('\n')}\n`);
  }

  /** The server's time from now on: the real one plus so many milliseconds. */
  async moveClock(milliseconds: number): Promise<void> {
    await writeFile(this.clockFile, String(Math.round(milliseconds)));
  }

  /** Sets the server's time to an instant (it goes on from there). */
  async setClock(instant: string): Promise<void> {
    await this.moveClock(Date.parse(instant) - Date.now());
  }

  /** `tirazh …` about this company; resolves to its standard output, rejects with all it said. */
  async command(...args: string[]): Promise<string> {
    const all = [...args, '--config', this.configFile];
    try {
      return (await run(programPath(), all)).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout?: string; stderr?: string };
      throw new Error(`tirazh ${args.join(' ')}: ${stdout ?? ''}${stderr ?? ''}`);
    }
  }

  /** A command that is about no company. */
  async commandAlone(...args: string[]): Promise<string> {
    const { stdout } = await run(programPath(), args, { maxBuffer: 64 << 20 });
    return stdout;
  }

  /** A person; resolves to the fresh password. */
  async addUser(login: string, role: string, name: string, team?: string): Promise<string> {
    const args = ['user', 'add', login, '--role', role, '--name', name];
    if (team) args.push('--team', team);
    const printed = await this.command(...args);
    return printed.trim().split('\t')[1] ?? '';
  }

  /** What a restore into a new database begins with. */
  async dropSchema(): Promise<void> {
    if (this.database === 'postgres') {
      await run('/usr/lib/postgresql/15/bin/psql', [
        '--quiet',
        '--no-psqlrc',
        '--command',
        `SET client_min_messages TO error; DROP SCHEMA IF EXISTS "${this.schema}" CASCADE`,
        process.env.TIRAZH_TEST_POSTGRES ?? '',
      ]);
    }
  }

  async remove(): Promise<void> {
    await this.dropSchema();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A running `tirazh serve`. */
export class Server {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    readonly printed: string,
    private readonly log: string[],
    private readonly ended: Promise<number | null>,
  ) {}

  static async start(company: Company): Promise<Server> {
    const child = spawn(programPath(), ['serve', '--config', company.configFile], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log: string[] = [];
    child.stderr.setEncoding('utf8').on('data', (text: string) => log.push(text));
    const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
    let printed = '';
    const listening = new Promise<string>((done) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        const line = /^listening on (http:\/\/\S+)$/m.exec(printed);
        if (line?.[1]) done(line[1]);
      });
    });
    const url = await Promise.race([listening, ended]);
    if (typeof url !== 'string') throw new Error(`tirazh serve ended: ${log.join('')}`);
    return new Server(child, url, printed, log, ended);
  }

  /** The log's lines so far. */
  logLines(): Record<string, unknown>[] {
    const text = this.log.join('');
    return text
      .slice(0, text.lastIndexOf('\n') + 1)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** The most memory it has used so far, in megabytes. */
  async memoryPeak(): Promise<number> {
    const status = await readFile(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  }

  /** Ends it as systemd does; resolves to the exit status. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended;
  }

  /** Ends it as a power cut does. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
