// What changed on the server, told to the open pages. All tabs of a browser share one event stream:
// over HTTP/1.1 there are six connections for all of them. The tab that holds the lease listens and
// passes on what it hears; when it is closed or put to sleep another takes the lease.
//
// An event names a noun and an id. Queries are refreshed by their path: "deal" refreshes
// /api/deals…, a card's path only if it is that card. A path that shows other nouns says so once,
// where its queries stand:   shows('/api/board', 'deal', 'task');
// A query that asks about a thing (?noun=deal&id=17, &subject_id=17) is refreshed with that thing.
import type { QueryClient } from '@tanstack/react-query';

export interface LiveEvent {
  noun: string;
  id: number;
  verb: string;
  version: number;
}
type Message = { kind: 'event'; event: LiveEvent } | { kind: 'connected'; fresh: boolean } | Lost;
interface Lost {
  kind: 'lost';
}

const shown_by = new Map<string, Set<string>>(); // noun -> beginnings of paths
export function shows(path: string, ...nouns: string[]) {
  for (const noun of nouns) shown_by.set(noun, (shown_by.get(noun) ?? new Set()).add(path));
}

export function own_path(noun: string): string {
  const plural = noun.replace(/y$/, 'ie').replace(/(s|x|ch)$/, '$1e');
  return `/api/${noun === 'person' ? 'people' : `${plural}s`}`;
}

interface Asked {
  params?: {
    path?: { id?: number | string };
    query?: { noun?: string; id?: number; subject_id?: number };
  };
}

const under = (path: string, start: string) => path === start || path.startsWith(`${start}/`);

// Whether a query (its key is [method, path, {params}]) shows what the event speaks of.
export function concerns(key: readonly unknown[], event: LiveEvent): boolean {
  const path = key[1];
  if (typeof path !== 'string') return false;
  const noun = event.noun.split(':')[0] as string;
  const own = own_path(noun);
  const { path: place, query } = (key[2] as Asked | undefined)?.params ?? {};
  if (query?.noun === noun && (query.subject_id ?? query.id) === event.id) return true;
  if (under(path, own)) {
    if (!path.startsWith(`${own}/{id}`) || event.id === 0) return true;
    return String(place?.id) === String(event.id);
  }
  for (const start of shown_by.get(noun) ?? []) if (under(path, start)) return true;
  return false;
}

// A card we already have in this version (our own change) is not asked for again.
function is_known(data: unknown, key: readonly unknown[], event: LiveEvent): boolean {
  if (event.version === 0 || !data || typeof data !== 'object') return false;
  const card = data as { id?: number; version?: number };
  return (
    String(key[1]).endsWith('/{id}') && card.id === event.id && (card.version ?? 0) >= event.version
  );
}

type Listener = (event: LiveEvent) => void;
const listeners = new Set<Listener>();
export function on_event(listener: Listener) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
const state_listeners = new Set<() => void>();
let connected = true;
export const is_connected = () => connected;
export function on_connection(listener: () => void) {
  state_listeners.add(listener);
  return () => void state_listeners.delete(listener);
}
function set_connected(next: boolean) {
  if (connected === next) return;
  connected = next;
  for (const listener of state_listeners) listener();
}

let queries: QueryClient | undefined;
let waiting: LiveEvent[] = [];

function refresh_waiting() {
  const events = waiting;
  waiting = [];
  void queries?.invalidateQueries({
    predicate: (query) =>
      events.some(
        (event) =>
          concerns(query.queryKey, event) && !is_known(query.state.data, query.queryKey, event),
      ),
  });
}

// Also for what this page itself changed, without waiting for the server's word.
export function refresh(noun: string, id = 0) {
  hear({ noun, id, verb: 'changed', version: 0 });
}

function hear(event: LiveEvent) {
  for (const listener of listeners) listener(event);
  if (waiting.push(event) === 1) setTimeout(refresh_waiting, 50);
}

// ---- one stream for all tabs -------------------------------------------------------------------

const lease = 'tirazh.live';
const lease_time = 6000;
const me = Math.random().toString(36).slice(2);
let source: EventSource | undefined;
let channel: BroadcastChannel | undefined;
let timer: ReturnType<typeof setInterval> | undefined;
let was_open = false;
let silent_since = 0;

function holder(): { tab: string; until: number } | undefined {
  try {
    return JSON.parse(localStorage.getItem(lease) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}
const take = () =>
  localStorage.setItem(lease, JSON.stringify({ tab: me, until: Date.now() + lease_time }));

function tell(message: Message) {
  channel?.postMessage(message);
  receive(message);
}

function receive(message: Message) {
  if (message.kind === 'event') return hear(message.event);
  if (message.kind === 'lost') return set_connected(false);
  set_connected(true);
  // Something may have happened that nobody told us of.
  if (message.fresh) void queries?.invalidateQueries();
}

function listen() {
  source = new EventSource('/api/live');
  source.onopen = () => {
    silent_since = 0;
    tell({ kind: 'connected', fresh: was_open });
    was_open = true;
  };
  source.onerror = () => {
    silent_since ||= Date.now();
    if (source?.readyState === EventSource.CLOSED) source = undefined; // refused: ask again later
  };
  source.addEventListener('change', (message) =>
    tell({ kind: 'event', event: JSON.parse(message.data) as LiveEvent }),
  );
}

function hush() {
  source?.close();
  source = undefined;
}

function look_after() {
  const now = Date.now();
  const current = holder();
  const mine = current?.tab === me;
  // A tab that is seen is never throttled by the browser; a hidden one may be.
  if (mine || !current || current.until < now) {
    take();
    if (!mine) was_open = was_open || current !== undefined;
    if (!source) listen();
    if (silent_since && now - silent_since > 3000) tell({ kind: 'lost' });
  } else {
    hush();
  }
}

export function start_live(client: QueryClient) {
  queries = client;
  if (timer) return;
  if (typeof BroadcastChannel === 'function') {
    channel = new BroadcastChannel(lease);
    channel.onmessage = (message) => receive(message.data as Message);
  }
  addEventListener('pagehide', stop_live);
  addEventListener('storage', on_storage);
  timer = setInterval(look_after, 2000);
  look_after();
}

function on_storage(event: StorageEvent) {
  if (event.key === lease && event.newValue === null) setTimeout(look_after, Math.random() * 200);
}

export function stop_live() {
  clearInterval(timer);
  timer = undefined;
  if (holder()?.tab === me) localStorage.removeItem(lease);
  hush();
  channel?.close();
  removeEventListener('pagehide', stop_live);
  removeEventListener('storage', on_storage);
}
