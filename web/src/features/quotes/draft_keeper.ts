// Keeps the draft that a person edits and the server's in step. Every change is kept in the browser
// first and sent soon after, the whole draft at once; what has not been answered stays, whatever
// happens to the network or the page, and is sent when it can be. It lives outside of React: a
// person who leaves the screen loses nothing of what he just typed.
import { as_problem, type Problem } from '../../api/problem';
import type { Edit } from './draft_edits';
import { type Difference, keeping, merged, type Preferred, same_draft } from './draft_merge';
import type { LinePrice, QuoteCard, QuoteDraft } from './quote';

export type SaveState = 'saved' | 'waiting' | 'saving' | 'offline' | 'refused' | 'conflict';

export interface Kept {
  card: QuoteCard;
  draft: QuoteDraft;
  prices: ReadonlyMap<string, LinePrice>;
  base: QuoteDraft; // what the server has: a line that differs has no price yet
  state: SaveState;
  problem?: Problem; // why it was refused
  differences: readonly Difference[]; // while two drafts are in conflict
  may_undo: boolean;
}

export interface Connection {
  get: () => Promise<QuoteCard>;
  put: (draft: QuoteDraft) => Promise<QuoteCard>;
  // Somebody else's edits came in between and fitted together with ours.
  joined: () => void;
}

interface Unsent {
  person_id: number;
  base: QuoteDraft;
  draft: QuoteDraft;
  unanswered: QuoteDraft[];
}

const pause = 700; // after the last keystroke
const waits = [1000, 2000, 4000, 8000, 15_000]; // after a lost connection
const most_steps = 100;

export class DraftKeeper {
  private kept: Kept | undefined;
  private readonly watchers = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private busy = false;
  private failures = 0;
  private unanswered: QuoteDraft[] = []; // sent, and the answer never came
  private steps: QuoteDraft[] = [];
  private undone: QuoteDraft[] = [];
  private last_step: string | undefined;
  private theirs: QuoteDraft | undefined;

  constructor(
    readonly id: number,
    private readonly person_id: number,
    private readonly connection: Connection,
    private readonly storage: Storage = localStorage,
  ) {}

  readonly watch = (watcher: () => void) => {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  };
  readonly snapshot = () => this.kept;

  // What the server has now: the first time, after live news, after a save.
  open(card: QuoteCard) {
    if (!this.kept) return this.begin(card);
    if (this.busy || this.kept.state === 'conflict' || card.version < this.kept.card.version)
      return;
    if (this.is_clean()) {
      if (card.version > this.kept.card.version) this.forget_steps(); // somebody else's work
      return this.adopt(card);
    }
    if (card.version === this.kept.base.version) this.set({ card });
    else this.flush(); // the server will tell what is new
  }

  // `one_step`: what is typed into one field is taken back at once.
  change(edit: Edit, one_step?: string) {
    const { kept } = this;
    if (!kept || kept.state === 'conflict') return;
    const draft = edit(kept.draft);
    if (draft === kept.draft) return;
    if (!one_step || one_step !== this.last_step)
      this.steps = [...this.steps, kept.draft].slice(-most_steps);
    this.last_step = one_step;
    this.undone = [];
    this.replace(draft);
  }

  undo() {
    this.step(this.steps, this.undone);
  }
  redo() {
    this.step(this.undone, this.steps);
  }

  // Sends what is waiting now, not later.
  flush() {
    clearTimeout(this.timer);
    this.timer = undefined;
    void this.save();
  }

  // A verb of the server that changes the draft too: after everything of ours is there.
  async run(ask: (version: number) => Promise<QuoteCard>): Promise<QuoteCard> {
    await this.settled();
    const before = this.kept?.draft;
    this.busy = true;
    try {
      const card = await ask(this.kept?.card.version ?? 0);
      if (before) this.steps = [...this.steps, before].slice(-most_steps);
      const now = this.kept?.draft;
      this.adopt(card);
      // Typed meanwhile: that goes on top.
      if (before && now && now !== before)
        this.replace(merged(before, now, card.draft, 'mine').draft);
      return card;
    } finally {
      this.busy = false;
      if (!this.is_clean()) this.later(0);
    }
  }

  // Resolves when nothing waits any more; a refusal or a lost connection is thrown.
  async settled(): Promise<void> {
    while (!this.is_clean() || this.busy) {
      this.flush();
      await new Promise((resolve) => setTimeout(resolve, 40));
      const { kept } = this;
      if (kept?.problem && !this.busy && kept.state !== 'saved') throw kept.problem;
      if (kept?.state === 'conflict') throw new Error('conflict');
    }
  }

  // The person has decided.
  decide(preferred: Preferred) {
    const { kept, theirs } = this;
    if (!kept || !theirs) return;
    const { draft } = merged(kept.base, kept.draft, theirs, preferred);
    this.join(draft, theirs);
  }

  private forget_steps() {
    this.steps = [];
    this.undone = [];
  }

  private is_clean() {
    return !this.kept || same_draft(this.kept.draft, this.kept.base);
  }

  private begin(card: QuoteCard) {
    const unsent = this.read_unsent();
    this.kept = {
      card,
      draft: card.draft,
      prices: new Map(card.prices.map((line) => [line.key, line])),
      base: card.draft,
      state: 'saved',
      differences: [],
      may_undo: false,
    };
    if (unsent && !same_draft(unsent.draft, card.draft)) {
      this.unanswered = unsent.unanswered;
      this.kept = { ...this.kept, draft: unsent.draft, base: unsent.base, state: 'waiting' };
      this.meet(card.draft);
    } else this.forget_unsent();
    this.tell();
  }

  private set(change: Partial<Kept>) {
    if (!this.kept) return;
    this.kept = { ...this.kept, ...change, may_undo: this.steps.length > 0 };
    this.tell();
  }
  private tell() {
    for (const watcher of this.watchers) watcher();
  }

  private adopt(card: QuoteCard) {
    const draft = this.kept ? this.with_known_lines(card.draft, this.kept.draft) : card.draft;
    this.set({
      card,
      draft,
      base: draft,
      prices: this.prices_of(card),
      state: 'saved',
      problem: undefined,
      differences: [],
    });
    this.forget_unsent();
  }

  private with_known_lines(fresh: QuoteDraft, known: QuoteDraft): QuoteDraft {
    return { ...fresh, lines: keeping(known.lines, fresh.lines) };
  }
  private prices_of(card: QuoteCard) {
    const known = [...(this.kept?.prices.values() ?? [])];
    return new Map(keeping(known, card.prices).map((line) => [line.key, line]));
  }

  private step(from: QuoteDraft[], to: QuoteDraft[]) {
    const draft = from.pop();
    if (!draft || !this.kept) return;
    to.push(this.kept.draft);
    this.last_step = undefined;
    this.replace({ ...draft, version: this.kept.draft.version });
  }

  private replace(draft: QuoteDraft) {
    const state = this.kept?.state === 'offline' ? 'offline' : 'waiting';
    this.set({ draft, state, problem: undefined });
    if (this.is_clean() && !this.busy) {
      this.set({ state: 'saved' });
      this.forget_unsent();
      return;
    }
    this.keep_unsent();
    this.later(pause);
  }

  private later(milliseconds: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), milliseconds);
  }

  private async save() {
    const { kept } = this;
    if (!kept || this.busy || kept.state === 'conflict' || this.is_clean()) return;
    const sent = { ...kept.draft, version: kept.base.version };
    this.busy = true;
    this.unanswered = [...this.unanswered, sent].slice(-3);
    this.keep_unsent();
    if (kept.state !== 'offline') this.set({ state: 'saving' });
    try {
      const card = await this.connection.put(sent);
      this.busy = false;
      this.took(card, kept.draft);
    } catch (error) {
      this.busy = false;
      await this.failed(as_problem(error));
    }
  }

  private took(card: QuoteCard, sent: QuoteDraft) {
    this.failures = 0;
    this.unanswered = [];
    const { kept } = this;
    if (!kept) return;
    if (kept.draft === sent) return this.adopt(card);
    // Typed on meanwhile: that stays and goes next.
    const base = this.with_known_lines(card.draft, sent);
    const draft = { ...kept.draft, version: card.version };
    this.set({ card, base, draft, prices: this.prices_of(card), state: 'waiting' });
    if (this.is_clean()) return this.adopt(card);
    this.keep_unsent();
    this.later(pause);
  }

  private async failed(problem: Problem) {
    if (problem.code === 'quote_changed') {
      const { current } = problem.details as { current: QuoteDraft };
      this.meet(current);
      return;
    }
    if (problem.passing || problem.status === 401) {
      this.set({ state: 'offline', problem });
      this.later(waits[Math.min(this.failures, waits.length - 1)] ?? 15_000);
      this.failures += 1;
      return;
    }
    this.unanswered = [];
    this.set({ state: 'refused', problem });
  }

  // The server has another draft than the one that ours began with.
  private meet(current: QuoteDraft) {
    const { kept } = this;
    if (!kept) return;
    if (current.version === kept.base.version) return this.later(0);
    const ours = this.unanswered.some((sent) => same_draft(sent, current));
    this.unanswered = [];
    // It is what we had sent ourselves: only the answer was lost.
    const base = ours ? current : kept.base;
    const { draft, differences } = merged(base, kept.draft, current, 'mine');
    if (differences.length > 0) {
      this.theirs = current;
      this.set({ base, state: 'conflict', differences });
      return;
    }
    if (!ours) this.connection.joined();
    this.join(draft, current);
  }

  private join(draft: QuoteDraft, current: QuoteDraft) {
    this.theirs = undefined;
    this.forget_steps();
    this.set({ draft, base: current, state: 'waiting', problem: undefined, differences: [] });
    this.keep_unsent();
    if (this.is_clean()) void this.ask_again();
    else this.later(0);
  }

  private async ask_again() {
    try {
      this.adopt(await this.connection.get());
    } catch (error) {
      this.set({ state: 'offline', problem: as_problem(error) });
      this.later(4000);
    }
  }

  private get place() {
    return `tirazh.quote.${this.id}`;
  }
  private keep_unsent() {
    const { kept } = this;
    if (!kept) return;
    const unsent: Unsent = {
      person_id: this.person_id,
      base: kept.base,
      draft: kept.draft,
      unanswered: this.unanswered,
    };
    try {
      this.storage.setItem(this.place, JSON.stringify(unsent));
    } catch {
      // The browser has no room: the draft still stands in this page and is sent from it.
    }
  }
  private forget_unsent() {
    this.storage.removeItem(this.place);
  }
  private read_unsent(): Unsent | undefined {
    try {
      const unsent = JSON.parse(this.storage.getItem(this.place) ?? 'null') as Unsent | null;
      return unsent?.person_id === this.person_id ? unsent : undefined;
    } catch {
      return undefined;
    }
  }
}
