// The words of the page. A feature keeps its own in src/texts/<feature>.ts, each as a pair so that
// nothing can exist in one language only:
//
//   export const deals = catalogue({
//     title: ['Сделки', 'Deals'],
//     hello: ['Здравствуйте, {{name}}', 'Hello, {{name}}'],
//     ...counted('found', ['{{count}} сделка', '{{count}} сделки', '{{count}} сделок'],
//                         ['{{count}} deal', '{{count}} deals']),
//   });
//   deals('hello', { name })   deals('found', { count: 3 })
//
// Keys and values are checked by the compiler. The language changes by drawing the page anew
// (app/start.tsx), so a plain call is enough.
export type Language = 'ru' | 'en';
export type Pair = readonly [ru: string, en: string];

const kept = 'tirazh.language';

function first_language(): Language {
  const stored = localStorage.getItem(kept);
  if (stored === 'ru' || stored === 'en') return stored;
  return navigator.language.startsWith('en') ? 'en' : 'ru';
}

let current = first_language();
export const language = (): Language => current;

// Texts that the server gives in both languages (base::Words).
export const say = (words: { ru: string; en: string }): string => words[current];

const listeners = new Set<() => void>();
export const on_language = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export function set_language(next: Language) {
  document.documentElement.lang = next;
  if (next === current) return;
  localStorage.setItem(kept, next);
  current = next;
  for (const listener of listeners) listener();
}

// Russian has three forms of a number of things, English two.
type Counted<Key extends string, Text extends Pair> = Record<
  `${Key}#one` | `${Key}#few` | `${Key}#many` | `${Key}#other`,
  Text
>;
export function counted<const Key extends string, const Ru extends string>(
  key: Key,
  [one, few, many]: readonly [Ru, string, string],
  [en_one, en_other]: readonly [string, string],
): Counted<Key, readonly [Ru, string]> {
  return {
    [`${key}#one`]: [one, en_one],
    [`${key}#few`]: [few, en_other],
    [`${key}#many`]: [many, en_other],
    [`${key}#other`]: [many, en_other],
  } as unknown as Counted<Key, readonly [Ru, string]>;
}

type Stem<Key> = Key extends `${infer Start}#${string}` ? Start : Key;
type Names<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Names<Rest>
  : never;
type TextOf<Words, Key> = {
  [K in keyof Words]: Stem<K> extends Key ? (Words[K] extends Pair ? Words[K][0] : never) : never;
}[keyof Words];
type Values<Text> = [Names<Text>] extends [never]
  ? []
  : [values: Record<Names<Text>, string | number>];

export type Say<Words> = <Key extends Stem<keyof Words> & string>(
  key: Key,
  ...values: Values<TextOf<Words, Key>>
) => string;

const plurals = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') };

export function catalogue<const Words extends Record<string, Pair>>(words: Words): Say<Words> {
  return (key, ...given) => {
    const values: Record<string, string | number> = given[0] ?? {};
    const count = Number(values.count);
    const pair = words[key] ?? words[`${key}#${plurals[current].select(count)}`];
    const text = pair?.[current === 'ru' ? 0 : 1] ?? key;
    return text.replace(/{{(\w+)}}/g, (_, name: string) => String(values[name] ?? ''));
  };
}
