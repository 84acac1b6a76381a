// Two people edited one quote: what each changed since the draft that both had seen. What only one
// of them touched is taken from that one; what both changed differently is a difference that a
// person decides.
import type { QuoteDraft, QuoteLine } from './quote';

export interface Difference {
  path: readonly (string | number)[]; // "lines", the line's key, "options", 0, "quantity"
  mine: unknown;
  theirs: unknown;
}
export type Preferred = 'mine' | 'theirs';

const is_record = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// As the server would store it: spaces around a text and members without a value mean nothing.
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (one == null || other == null) return one == null && other == null;
  if (typeof one === 'string' && typeof other === 'string') return one.trim() === other.trim();
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((each, at) => same(each, other[at]));
  if (!is_record(one) || !is_record(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => same(one[key], other[key]));
}

// Everything but the number of the version that was seen.
export const same_draft = (one: QuoteDraft, other: QuoteDraft) =>
  same({ ...one, version: 0 }, { ...other, version: 0 });

class Merge {
  readonly differences: Difference[] = [];
  constructor(private readonly preferred: Preferred) {}

  value(base: unknown, mine: unknown, theirs: unknown, path: Difference['path']): unknown {
    if (same(mine, theirs) || same(mine, base)) return theirs;
    if (same(theirs, base)) return mine;
    if (is_record(base) && is_record(mine) && is_record(theirs)) {
      const keys = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
      const entries = [...keys].map((key) => [
        key,
        this.value(base[key], mine[key], theirs[key], [...path, key]),
      ]);
      return Object.fromEntries(entries);
    }
    if (Array.isArray(base) && Array.isArray(mine) && Array.isArray(theirs)) {
      if (base.length === mine.length && base.length === theirs.length)
        return mine.map((each, at) => this.value(base[at], each, theirs[at], [...path, at]));
    }
    return this.decide(mine, theirs, path);
  }

  decide<Value>(mine: Value, theirs: Value, path: Difference['path']): Value {
    this.differences.push({ path, mine, theirs });
    return this.preferred === 'mine' ? mine : theirs;
  }

  // A line that one took away and the other changed is decided too.
  line(key: string, base?: QuoteLine, mine?: QuoteLine, theirs?: QuoteLine): QuoteLine | undefined {
    const path = ['lines', key];
    if (mine && theirs) return this.value(base ?? {}, mine, theirs, path) as QuoteLine;
    if (!base) return mine ?? theirs;
    const left = mine ?? theirs;
    return same(left, base) ? undefined : this.decide(mine, theirs, path);
  }

  lines(base: readonly QuoteLine[], mine: readonly QuoteLine[], theirs: readonly QuoteLine[]) {
    const find = (lines: readonly QuoteLine[], key: string) =>
      lines.find((line) => line.key === key);
    const keys = (lines: readonly QuoteLine[]) => lines.map((line) => line.key);
    const common = new Set(keys(base).filter((key) => find(mine, key) && find(theirs, key)));
    const order_of = (lines: readonly QuoteLine[]) =>
      keys(lines)
        .filter((key) => common.has(key))
        .join();
    const mine_leads = order_of(mine) !== order_of(base) || this.preferred === 'mine';
    const leading = order_of(theirs) === order_of(base) && mine_leads ? mine : theirs;
    const following = leading === mine ? theirs : mine;
    const order = [...keys(leading), ...keys(following).filter((key) => !find(leading, key))];
    return order.flatMap(
      (key) => this.line(key, find(base, key), find(mine, key), find(theirs, key)) ?? [],
    );
  }
}

export function merged(
  base: QuoteDraft,
  mine: QuoteDraft,
  theirs: QuoteDraft,
  preferred: Preferred,
): { draft: QuoteDraft; differences: Difference[] } {
  const merge = new Merge(preferred);
  const head = (draft: QuoteDraft) => ({ ...draft, version: 0, lines: [] });
  const fields = merge.value(head(base), head(mine), head(theirs), []) as QuoteDraft;
  const lines = merge.lines(base.lines, mine.lines, theirs.lines);
  return { draft: { ...fields, version: theirs.version, lines }, differences: merge.differences };
}

// `fresh` with those lines of `known` that are the same, so that they need not be drawn again.
export function keeping<Item extends { key: string }>(
  known: readonly Item[],
  fresh: readonly Item[],
): Item[] {
  const before = new Map(known.map((item) => [item.key, item]));
  return fresh.map((item) => {
    const old = before.get(item.key);
    return old && JSON.stringify(old) === JSON.stringify(item) ? old : item;
  });
}
