// The letters of a deal (1.1.2): its conversations, newest first, and a letter to its contact.
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import { useSession } from '../../app/session';
import { letters as t } from '../../texts/letters';
import { Button } from '../../ui/button';
import { Section } from '../../ui/screen';
import { Empty } from '../../ui/states';
import type { DealCard } from '../deals/deals';
import { Conversation } from './conversation';
import { tell } from './letter_view';
import { is_shown, type LetterCard, useThread } from './letters';
import classes from './letters.module.css';

export default function DealLetters({ deal }: { deal: DealCard }) {
  const { may } = useSession();
  const threads = [...deal.thread_ids].reverse();
  const begin = api.useMutation('post', '/api/deals/{id}/letters', {
    onSuccess: (card) => {
      refresh('deal', deal.id);
      tell(card);
    },
  });
  return (
    <Section
      title={t('title')}
      actions={
        may('inbox_change') && (
          <Button
            kind="quiet"
            icon="mail"
            busy={begin.isPending}
            onClick={() => begin.mutate({ params: { path: { id: deal.id } } })}
          >
            {t('write')}
          </Button>
        )
      }
    >
      {threads.length === 0 && (
        <Empty icon="mail" title={t('no_letters')} text={t('no_letters_text')} />
      )}
      {threads.map((id, index) => (
        <OneThread key={id} id={id} open={index === 0} begun={begin.data} />
      ))}
    </Section>
  );
}

interface OneThreadProps {
  id: number;
  open: boolean;
  begun: LetterCard | undefined;
}

function OneThread({ id, open, begun }: OneThreadProps) {
  const thread = useThread(id);
  const items = thread.data?.items ?? [];
  const count = items.filter(is_shown).length;
  const drafted = items.some((letter) => letter.state === 'draft');
  // Begun and thrown away: nothing to show.
  if (thread.data && count === 0 && !drafted) return null;
  return (
    <details className={classes.thread} open={open || drafted}>
      <summary>
        {thread.data?.subject || t('no_subject')}{' '}
        <span className="quiet">{count > 0 ? t('count', { count }) : t('state_draft')}</span>
      </summary>
      <Conversation thread_id={id} begun={begun?.thread_id === id ? begun.id : undefined} />
    </details>
  );
}
