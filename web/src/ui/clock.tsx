// Times that go on by themselves. One timer for the whole page; what it shows is recomputed twice a
// minute.
import { useSyncExternalStore } from 'react';
import { ago, countdown, day_and_time, type Moment } from './format';
import { Tag } from './tag';

// The server's clock, not this computer's, which may be wrong.
let ahead = 0;
export function set_server_time(server: string) {
  ahead = new Date(server).getTime() - Date.now();
}
const server_now = () => Date.now() + ahead;

let now = server_now();
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function watch(watcher: () => void) {
  watchers.add(watcher);
  timer ??= setInterval(() => {
    now = server_now();
    for (const each of watchers) each();
  }, 30_000);
  return () => {
    watchers.delete(watcher);
    if (watchers.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

export function useNow(): number {
  return useSyncExternalStore(watch, () => {
    // Asked twice in one drawing it must say the same.
    if (Math.abs(now - server_now()) > (timer ? 60_000 : 1000)) now = server_now();
    return now;
  });
}

// "5 минут назад", the whole date on hover
export function Ago({ at }: { at: Moment }) {
  const current = useNow();
  return (
    <time dateTime={new Date(at).toISOString()} title={day_and_time(at, current)}>
      {ago(at, current)}
    </time>
  );
}

// "осталось 2 ч 10 мин" in the colour of its danger
export function Countdown({ until, done_at }: { until: Moment; done_at?: Moment | null }) {
  const current = useNow();
  const { text, tone } = countdown(until, current, done_at);
  return (
    <time dateTime={new Date(until).toISOString()} title={day_and_time(until, current)}>
      <Tag tone={tone}>{text}</Tag>
    </time>
  );
}
