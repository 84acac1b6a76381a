// Reads the server's events as a page does; a test waits for one instead of sleeping.
import type { Api } from './api.ts';

export interface LiveEvent {
  noun: string;
  id: number;
  verb: string;
  version: number;
}

export class LiveStream {
  private text = '';
  readonly events: LiveEvent[] = [];
  lastId = '';
  ended = false;
  private waiting: (() => void)[] = [];

  private constructor(private readonly control: AbortController) {}

  static async open(api: Api, lastId = ''): Promise<LiveStream> {
    const control = new AbortController();
    const headers: Record<string, string> = { accept: 'text/event-stream', ...api.credentials() };
    if (lastId) headers['last-event-id'] = lastId;
    const answer = await fetch(`${api.url}/api/live`, { headers, signal: control.signal });
    if (answer.status !== 200 || !answer.body) throw new Error(`/api/live: ${answer.status}`);
    const stream = new LiveStream(control);
    void stream.read(answer.body);
    return stream;
  }

  /** Resolves with the first event that fits, also one that came before. */
  async next(fits: (event: LiveEvent) => boolean, milliseconds = 5000): Promise<LiveEvent> {
    const until = Date.now() + milliseconds;
    for (;;) {
      const found = this.events.find(fits);
      if (found) return found;
      if (this.ended) throw new Error('the stream ended');
      await this.change(until, 'no such event came');
    }
  }

  async end(milliseconds = 30_000): Promise<void> {
    const until = Date.now() + milliseconds;
    while (!this.ended) await this.change(until, 'the stream goes on');
  }

  close(): void {
    this.control.abort();
  }

  private change(until: number, complaint: string): Promise<void> {
    return new Promise((done, fail) => {
      const timer = setTimeout(() => {
        fail(new Error(`${complaint}; there were ${JSON.stringify(this.events)}`));
      }, until - Date.now());
      this.waiting.push(() => {
        clearTimeout(timer);
        done();
      });
    });
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
        this.text += decoder.decode(chunk, { stream: true });
        const parts = this.text.split('\n\n');
        this.text = parts.pop() ?? '';
        for (const part of parts) this.take(part);
        this.wake();
      }
    } catch {
      // closed by either side
    }
    this.ended = true;
    this.wake();
  }

  private take(part: string): void {
    const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(part)?.[1];
    const data = field('data');
    if (field('event') !== 'change' || !data) return;
    this.lastId = field('id') ?? this.lastId;
    this.events.push(JSON.parse(data) as LiveEvent);
  }

  private wake(): void {
    for (const wake of this.waiting.splice(0)) wake();
  }
}
