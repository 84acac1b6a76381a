// Keys for what is done often. They go by the key's place, so they work in the Russian layout too:
//
//   useKeys(t('title'), [{ keys: 'n', text: t('new_deal'), run: open_form }]);
//
// "g d" is one after the other, "Ctrl+Enter" together. While somebody types, only keys with Ctrl
// work; in a dialog only those that the dialog itself asked for (inside: true).
import { useEffect, useRef } from 'react';

export interface KeyBinding {
  keys: string;
  text: string; // what the list of keys (?) says
  run: (event: KeyboardEvent) => void;
  inside?: boolean;
}
export interface KeyGroup {
  title: string;
  bindings: readonly KeyBinding[];
}

const groups = new Set<{ current: KeyGroup }>();
export const key_groups = (): KeyGroup[] => [...groups].map((group) => group.current);

const names: Record<string, string> = {
  Slash: '/',
  Period: '.',
  Comma: ',',
  BracketLeft: '[',
  BracketRight: ']',
};

// "KeyD" with Ctrl -> "Ctrl+D"; letters stand as "d".
export function key_name(event: KeyboardEvent): string {
  const { code, key } = event;
  let name = key;
  if (/^Key[A-Z]$/.test(code)) name = code.slice(3).toLowerCase();
  else if (/^Digit\d$/.test(code) && !event.shiftKey) name = code.slice(5);
  else if (key !== '?' && names[code]) name = names[code] as string;
  else if (key === ' ') name = 'Space';
  const control = event.ctrlKey || event.metaKey;
  if (control) return `Ctrl+${name.length === 1 ? name.toUpperCase() : name}`;
  if (event.altKey) return `Alt+${name}`;
  return event.shiftKey && name.length === 1 && name !== '?' ? `Shift+${name}` : name;
}

export function is_typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    (target.matches('input, textarea, select') &&
      !target.matches('input[type=checkbox], input[type=radio], input[type=button]'))
  );
}

// Escape within a field leaves it, so that the keys of the screen work again.
export function leave(event: { target: EventTarget; preventDefault: () => void }) {
  if (!is_typing(event.target)) return;
  event.preventDefault();
  (event.target as HTMLElement).blur();
}

let begun = ''; // the first key of a sequence
let begun_at = 0;

function on_key(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return;
  const name = key_name(event);
  if (is_typing(event.target) && !name.startsWith('Ctrl+')) return;
  const in_dialog =
    event.target instanceof Element && event.target.closest('[role=dialog], [role=listbox]');
  const sequence = begun && event.timeStamp - begun_at < 1200 ? `${begun} ${name}` : name;
  begun = '';
  const all = [...groups].reverse().flatMap((group) => group.current.bindings);
  const usable = all.filter((binding) => !in_dialog || binding.inside || /^Ctrl/.test(name));
  const found = usable.find((b) => b.keys === sequence) ?? usable.find((b) => b.keys === name);
  if (found) {
    event.preventDefault();
    found.run(event);
  } else if (usable.some((binding) => binding.keys.startsWith(`${name} `))) {
    begun = name;
    begun_at = event.timeStamp;
  }
}

export function useKeys(title: string, bindings: readonly KeyBinding[]) {
  const group = useRef<KeyGroup>({ title, bindings });
  group.current = { title, bindings };
  useEffect(() => {
    if (groups.size === 0) document.addEventListener('keydown', on_key);
    groups.add(group);
    return () => {
      groups.delete(group);
      if (groups.size === 0) document.removeEventListener('keydown', on_key);
    };
  }, []);
}
