// Short news at the corner: toast('Сохранено'), toast('Этап сменён', undo), toast_problem(error).
// What can be undone says so for ten seconds. They are drawn by <Toasts> in the shell.
import { as_problem } from '../api/problem';
import { ui } from '../texts/ui';

export interface Toast {
  key: number;
  text: string;
  note?: string;
  failed?: boolean;
  undo?: () => Promise<unknown>;
  until: number;
}

let toasts: readonly Toast[] = [];
let last_key = 0;
const watchers = new Set<() => void>();
export const all_toasts = () => toasts;
export function watch_toasts(watcher: () => void) {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}

function set(next: readonly Toast[]) {
  toasts = next;
  for (const watcher of watchers) watcher();
}
function show(added: Omit<Toast, 'key' | 'until'>, milliseconds: number) {
  last_key += 1;
  const until = Date.now() + milliseconds;
  const others = toasts.filter((each) => each.text !== added.text);
  set([...others, { ...added, key: last_key, until }].slice(-4));
}

export const dismiss = (key: number) => set(toasts.filter((each) => each.key !== key));

export function toast(text: string, undo?: () => Promise<unknown>) {
  show({ text, undo }, undo ? 10_000 : 4000);
}

export function toast_problem(error: unknown) {
  const problem = as_problem(error);
  const serious = problem.status >= 500 && problem.request_id;
  const note = serious ? ui('request_number', { id: problem.request_id }) : undefined;
  show({ text: problem.message, note, failed: true }, 8000);
}

export async function take_back(item: Toast) {
  dismiss(item.key);
  try {
    await item.undo?.();
    toast(ui('undone'));
  } catch (error) {
    toast_problem(error);
  }
}
