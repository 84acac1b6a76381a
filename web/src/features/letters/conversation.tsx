// A conversation: its letters, oldest first, and the answer that is being written below them.
import { lazy, Suspense, useState } from 'react';
import { api } from '../../api/client';
import { shows } from '../../api/live';
import { useSession } from '../../app/session';
import { letters as t } from '../../texts/letters';
import { Button } from '../../ui/button';
import { useKeys } from '../../ui/keys';
import { Loaded } from '../../ui/states';
import { toast_problem } from '../../ui/toast';
import type { Reading } from './letter_text_view';
import { LetterView, tell } from './letter_view';
import { is_shown, type LetterCard, useThread } from './letters';
import classes from './letters.module.css';

const Composer = lazy(() => import('./composer'));

shows('/api/threads', 'letter');

interface ConversationProps {
  thread_id: number;
  keys?: boolean; // "r" answers: where it is the only conversation
  reading?: Reading & { letter_id: number };
  begun?: number; // a draft that was begun outside: the cursor stands in it
  // What an answer begins with; none: the cursor above the quote.
  first_words?: () => Promise<string>;
}

export function Conversation(props: ConversationProps) {
  const thread = useThread(props.thread_id);
  return (
    <Loaded query={thread} rows={6}>
      {({ items }) => <Letters {...props} items={items} />}
    </Loaded>
  );
}

function Letters(props: ConversationProps & { items: readonly LetterCard[] }) {
  const { items, reading } = props;
  const { may } = useSession();
  const shown = items.filter(is_shown);
  const draft = items.findLast((letter) => letter.state === 'draft');
  const answered = shown.findLast((letter) => letter.direction === 'incoming') ?? shown.at(-1);
  const [begun, set_begun] = useState(props.begun ?? 0);
  const begin = api.useMutation('post', '/api/drafts', {
    onSuccess: (card) => {
      set_begun(card.id);
      tell(card);
    },
  });
  const may_write = may('inbox_change') && answered;
  const reply = async (answers_all = false) => {
    if (draft) return set_begun(draft.id);
    if (!may_write || begin.isPending) return;
    try {
      const text = (await props.first_words?.()) ?? '';
      begin.mutate({ body: { answers_letter_id: answered.id, answers_all, quotes: true, text } });
    } catch (error) {
      toast_problem(error);
    }
  };
  useKeys(
    t('conversation'),
    props.keys && may_write ? [{ keys: 'r', text: t('reply'), run: () => void reply() }] : [],
  );
  const several = answered && answered.to.length + answered.cc.length > 1;
  return (
    <div className={classes.conversation}>
      {shown.map((letter, index) => {
        const read = reading?.letter_id === letter.id;
        return (
          <LetterView
            key={letter.id}
            letter={letter}
            open={read || index >= shown.length - 2}
            reading={read ? reading : undefined}
          />
        );
      })}
      {draft ? (
        <Suspense>
          <Composer key={`${draft.id} ${begun}`} draft={draft} focus={begun === draft.id} />
        </Suspense>
      ) : (
        may_write && (
          <div className={classes.buttons}>
            <Button
              keys={props.keys ? 'R' : undefined}
              busy={begin.isPending}
              onClick={() => void reply()}
            >
              {t('reply')}
            </Button>
            {several && (
              <Button kind="quiet" onClick={() => void reply(true)}>
                {t('reply_all')}
              </Button>
            )}
          </div>
        )
      )}
    </div>
  );
}
