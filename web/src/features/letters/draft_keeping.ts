// A draft is never lost: what is typed is in this browser at once, a moment later on the server
// (which every device shows), and a cut of the network keeps it here until it is over.
import { useCallback, useEffect, useRef, useState } from 'react';
import { send } from '../../api/client';
import { as_problem, type Problem } from '../../api/problem';
import { full_address, type LetterCard } from './letters';

export interface DraftValues {
  mailbox_id: number;
  to: string;
  cc: string;
  subject: string;
  text: string;
}
export type Kept =
  | { state: 'saved' | 'changed' | 'saving' }
  | { state: 'offline' }
  | { state: 'refused'; problem: Problem };

const place = (id: number) => `tirazh.draft.${id}`;
const addresses = (typed: string) =>
  typed
    .split(/[,;\n]/)
    .map((each) => each.trim())
    .filter(Boolean);

export const values_of = (draft: LetterCard): DraftValues => ({
  mailbox_id: draft.mailbox_id,
  to: draft.to.map(full_address).join(', '),
  cc: draft.cc.map(full_address).join(', '),
  subject: draft.subject,
  text: draft.text,
});

// What was typed here and did not reach the server any more.
function unsaved(id: number): DraftValues | undefined {
  try {
    const found = JSON.parse(localStorage.getItem(place(id)) ?? 'null');
    return typeof found?.text === 'string' ? found : undefined;
  } catch {
    return undefined;
  }
}

export function forget_draft(id: number) {
  localStorage.removeItem(place(id));
}

export function useDraft(draft: LetterCard) {
  const { id } = draft;
  const [values, set_values] = useState<DraftValues>(() => unsaved(id) ?? values_of(draft));
  const [kept, set_kept] = useState<Kept>({ state: unsaved(id) ? 'changed' : 'saved' });
  const [theirs, set_theirs] = useState<LetterCard>(); // another window saved meanwhile
  const now = useRef(values);
  const version = useRef(draft.version);
  const busy = useRef<Promise<boolean>>(undefined);
  now.current = values;

  const put = useCallback(async (): Promise<boolean> => {
    const sent = now.current;
    set_kept({ state: 'saving' });
    const params = { path: { id } };
    try {
      const body = {
        mailbox_id: sent.mailbox_id || undefined,
        subject: sent.subject,
        text: sent.text,
        to: addresses(sent.to),
        cc: addresses(sent.cc),
        version: version.current,
      };
      const { data } = await send.PATCH('/api/drafts/{id}', { params, body });
      version.current = data?.version ?? version.current;
    } catch (error) {
      const problem = as_problem(error);
      if (problem.status === 409 && problem.code === 'letter_changed') {
        const { data } = await send.GET('/api/letters/{id}', { params });
        set_theirs(data);
      }
      const lost = problem.passing;
      set_kept(lost ? { state: 'offline' } : { state: 'refused', problem });
      return false;
    }
    const settled = now.current === sent;
    if (settled) forget_draft(id);
    set_kept({ state: settled ? 'saved' : 'changed' });
    return settled;
  }, [id]);

  // One after the other: each carries the version of the one before.
  const save = useCallback(async (): Promise<boolean> => {
    while (busy.current) await busy.current;
    busy.current = put();
    const done = await busy.current;
    busy.current = undefined;
    return done;
  }, [put]);

  const change = useCallback(
    (part: Partial<DraftValues>) => {
      const next = { ...now.current, ...part };
      now.current = next;
      localStorage.setItem(place(id), JSON.stringify(next));
      set_values(next);
      set_kept({ state: 'changed' });
    },
    [id],
  );

  useEffect(() => {
    if (kept.state !== 'changed' && kept.state !== 'offline') return;
    const timer = setTimeout(() => void save(), kept.state === 'offline' ? 5000 : 700);
    return () => clearTimeout(timer);
  }, [kept, save]);

  return {
    values,
    change,
    kept,
    theirs,
    save,
    keep_mine: () => {
      version.current = theirs?.version ?? version.current;
      set_theirs(undefined);
      set_kept({ state: 'changed' });
    },
    keep_theirs: () => {
      if (!theirs) return;
      version.current = theirs.version;
      forget_draft(id);
      now.current = values_of(theirs);
      set_values(now.current);
      set_theirs(undefined);
      set_kept({ state: 'saved' });
    },
  };
}
