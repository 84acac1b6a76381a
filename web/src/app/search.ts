// What stands behind the "?" of a screen's address: its filters, as the API names them, so that a
// link (from the live map, a saved view, a colleague) opens exactly that list.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

export type SearchValue = string | number | boolean | string[] | null | undefined;
export type SearchValues = Record<string, SearchValue>;

export function useSearchValues(): [
  values: SearchValues,
  set: (changes: SearchValues, add_to_history?: boolean) => void,
] {
  const values = useSearch({ strict: false }) as SearchValues;
  const navigate = useNavigate();
  const set = useCallback(
    (changes: SearchValues, add_to_history = false) => {
      void navigate({
        to: '.',
        search: (before: SearchValues) => {
          const next = { ...before, ...changes };
          for (const key of Object.keys(next))
            if (next[key] === undefined || next[key] === null) delete next[key];
          return next;
        },
        replace: !add_to_history,
      } as unknown as Parameters<typeof navigate>[0]);
    },
    [navigate],
  );
  return [values, set];
}
