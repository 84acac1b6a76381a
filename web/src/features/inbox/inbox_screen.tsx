// The inbox (1.1): left what came, in the middle the conversation, right the need that was read
// from it. Everything goes by keys; a new letter appears by itself.
import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../api/client';
import { useSearchValues } from '../../app/search';
import { useSession } from '../../app/session';
import { inbox as t } from '../../texts/inbox';
import { Button } from '../../ui/button';
import { Choice } from '../../ui/choice';
import { SelectField, TextField } from '../../ui/fields';
import { useKeys } from '../../ui/keys';
import { Screen as Frame } from '../../ui/screen';
import { Empty, Failed, Loading } from '../../ui/states';
import { Conversation } from '../letters/conversation';
import { useMailboxes } from '../letters/letters';
import './enquiry_events';
import { type EnquiryFilter, useEnquiries } from './enquiries';
import { EnquiryList } from './enquiry_list';
import { Back, EnquiryView } from './enquiry_view';
import classes from './inbox.module.css';
import { NoteDialog } from './note_dialog';
import { Undecided } from './undecided';

const states = [
  'open',
  'unread',
  'any',
  'new',
  'in_work',
  'became_deal',
  'attached',
  'not_enquiry',
] as const;

// Unread is in any state: also the answer of a client whose deal is on its way.
function state_filter(chosen: string | undefined): EnquiryFilter {
  if (chosen === 'unread') return { state: 'any', unread: true };
  return { state: chosen && chosen !== 'open' ? chosen : undefined };
}

function useFilter() {
  const [values, set] = useSearchValues();
  const text = (key: string) => {
    const value = values[key];
    return value === undefined || value === null ? undefined : String(value);
  };
  const number = (key: string) => Number(text(key)) || undefined;
  const filter: EnquiryFilter = {
    scope: (text('scope') as EnquiryFilter['scope']) ?? 'all',
    ...state_filter(text('state')),
    late: text('late') === 'true' || undefined,
    mailbox_id: number('mailbox_id'),
    words: text('words'),
  };
  return {
    filter,
    enquiry: number('enquiry'),
    letter: number('letter'),
    thread: number('thread'),
    note: text('note') === 'true',
    set,
  };
}

export function Screen() {
  const { filter, enquiry, letter, thread, note, set } = useFilter();
  const { may } = useSession();
  const counts = api.useQuery('get', '/api/enquiries/counts');
  const list = useEnquiries(filter);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const index = rows.findIndex((row) => row.id === enquiry);
  const filtered = Boolean(
    filter.state || filter.late || filter.mailbox_id || filter.words || filter.scope !== 'all',
  );

  const choose = (id: number | undefined, add_to_history = false) =>
    set({ enquiry: id, letter: undefined, thread: undefined }, add_to_history);
  // Where one was that is gone from the list: its neighbour is the next.
  const last_index = useRef(0);
  if (index >= 0) last_index.current = index;
  const step = (by: number) => {
    const from = index >= 0 ? index + by : enquiry ? last_index.current : 0;
    const next = rows[Math.min(rows.length - 1, Math.max(0, from))];
    if (next) choose(next.id);
  };
  const back = () => choose(undefined);
  const { hasNextPage, isFetching, fetchNextPage } = list;
  const load_more = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);

  useKeys(t('title'), [
    { keys: 'j', text: t('key_next'), run: () => step(1) },
    { keys: 'k', text: t('key_previous'), run: () => step(-1) },
    {
      keys: 'Enter',
      text: '',
      run: (event) => {
        const on = event.target as HTMLElement;
        if (on.closest('button, a, input, summary, label')) on.click();
        else if (!enquiry) step(0);
      },
    },
    { keys: 'Escape', text: t('key_back'), run: back },
    ...(may('inbox_change')
      ? [{ keys: 'n', text: t('note_call'), run: () => set({ note: true }) }]
      : []),
  ]);

  const open = enquiry !== undefined || letter !== undefined || thread !== undefined;
  // On a phone what is open has the whole screen.
  const phone = useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false });
  const alone = open && phone;
  return (
    <Frame
      title={t('title')}
      fixed
      note={!alone && counts.data && t('counts', counts.data)}
      actions={
        may('inbox_change') &&
        !alone && (
          <>
            <Undecided />
            <Button icon="plus" keys="N" onClick={() => set({ note: true })}>
              {t('note_call')}
            </Button>
          </>
        )
      }
      filters={!alone && <Filters filter={filter} set={set} />}
    >
      <div className={classes.panes} data-open={open || undefined}>
        <div className={classes.pane}>
          {list.error && rows.length === 0 ? (
            <Failed error={list.error} retry={() => void list.refetch()} />
          ) : list.isPending ? (
            <Loading rows={6} height={92} />
          ) : rows.length === 0 ? (
            <Empty
              icon="inbox"
              title={filtered ? t('nothing_fits') : t('empty')}
              text={filtered ? undefined : t('empty_text')}
              action={filtered && <Button onClick={() => clear(set)}>{t('clear_filter')}</Button>}
            />
          ) : (
            <EnquiryList
              rows={rows}
              chosen={enquiry}
              onChoose={(id) => choose(id, true)}
              onEnd={load_more}
              loading_more={list.isFetchingNextPage}
            />
          )}
        </div>
        {enquiry !== undefined ? (
          <EnquiryView key={enquiry} id={enquiry} onBack={back} onGone={() => step(1)} />
        ) : letter !== undefined ? (
          <OfLetter id={letter} onFound={set} onBack={back} />
        ) : thread !== undefined ? (
          <OfThread id={thread} onFound={set} onBack={back} />
        ) : (
          <div className={`${classes.pane} ${classes.whole}`}>
            <Empty icon="mail" title={t('choose')} text={t('choose_text')} />
          </div>
        )}
      </div>
      {note && (
        <NoteDialog
          onClose={() => set({ note: undefined })}
          onNoted={(id) => set({ note: undefined, enquiry: id })}
        />
      )}
    </Frame>
  );
}

type SetValues = ReturnType<typeof useFilter>['set'];
const clear = (set: SetValues) =>
  set({
    scope: undefined,
    state: undefined,
    late: undefined,
    mailbox_id: undefined,
    words: undefined,
  });

function Filters({ filter, set }: { filter: EnquiryFilter; set: SetValues }) {
  const mailboxes = useMailboxes();
  const boxes = mailboxes.data?.items ?? [];
  const [typed, set_typed] = useState(filter.words ?? '');
  useEffect(() => {
    const timer = setTimeout(() => {
      if (typed.trim() !== (filter.words ?? '')) set({ words: typed.trim() || undefined });
    }, 250);
    return () => clearTimeout(timer);
  }, [typed, filter.words, set]);
  return (
    <>
      <Choice
        label={t('scope')}
        value={filter.scope ?? 'all'}
        onChange={(scope) => set({ scope: scope === 'all' ? undefined : scope })}
        options={[
          { value: 'all', label: t('scope_all') },
          { value: 'mine', label: t('scope_mine') },
          { value: 'unassigned', label: t('scope_unassigned') },
        ]}
      />
      <SelectField
        aria-label={t('state')}
        size="xs"
        w={170}
        allowDeselect={false}
        data={states.map((value) => ({ value, label: t(`state_${value}`) }))}
        value={filter.unread ? 'unread' : (filter.state ?? 'open')}
        onChange={(state) => set({ state: state === 'open' ? undefined : state })}
      />
      {boxes.length > 1 && (
        <SelectField
          aria-label={t('mailbox')}
          size="xs"
          w={200}
          clearable
          placeholder={t('all_mailboxes')}
          data={boxes.map((box) => ({ value: String(box.id), label: box.address }))}
          value={filter.mailbox_id ? String(filter.mailbox_id) : null}
          onChange={(id) => set({ mailbox_id: id ? Number(id) : undefined })}
        />
      )}
      <Button
        kind={filter.late ? 'main' : 'plain'}
        onClick={() => set({ late: filter.late ? undefined : true })}
      >
        {t('late')}
      </Button>
      <TextField
        aria-label={t('search')}
        size="xs"
        w={200}
        placeholder={t('search')}
        value={typed}
        onChange={(event) => set_typed(event.currentTarget.value)}
      />
    </>
  );
}

interface FoundProps {
  id: number;
  onFound: SetValues;
  onBack: () => void;
}

// A letter found by its words: its conversation, or the enquiry that it belongs to.
function OfLetter({ id, onFound, onBack }: FoundProps) {
  const letter = api.useQuery('get', '/api/letters/{id}', { params: { path: { id } } });
  const thread_id = letter.data?.thread_id;
  if (thread_id) return <OfThread id={thread_id} onFound={onFound} onBack={onBack} />;
  return (
    <div className={`${classes.pane} ${classes.whole}`}>
      {letter.error ? <Failed error={letter.error} /> : <Loading rows={8} />}
    </div>
  );
}

function OfThread({ id, onFound, onBack }: FoundProps) {
  const query = { thread_id: id, state: 'any' };
  const of_thread = api.useQuery('get', '/api/enquiries', { params: { query } });
  const found = of_thread.data?.items[0];
  useEffect(() => {
    if (found) onFound({ enquiry: found.id, letter: undefined, thread: undefined });
  }, [found, onFound]);
  if (!of_thread.data || found)
    return (
      <div className={`${classes.pane} ${classes.whole}`}>
        {of_thread.error ? <Failed error={of_thread.error} /> : <Loading rows={8} />}
      </div>
    );
  return (
    <div className={`${classes.pane} ${classes.whole}`}>
      <div className={classes.top}>
        <Back onBack={onBack} />
        <p className="quiet">{t('not_enquiry_thread')}</p>
      </div>
      <div className={classes.scroll}>
        <Conversation thread_id={id} keys />
      </div>
    </div>
  );
}
