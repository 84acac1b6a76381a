// One letter of a conversation: who, when, its text or its own page in a sandboxed frame, its
// files, and for a letter of ours what the outbox knows of it.
import { useState } from 'react';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import { useSession } from '../../app/session';
import { letters as t } from '../../texts/letters';
import { Button } from '../../ui/button';
import { day_and_time, file_size } from '../../ui/format';
import { Icon } from '../../ui/icons';
import { Avatar } from '../../ui/person';
import { Tag } from '../../ui/tag';
import { file_address } from '../files/thing_files';
import { LetterTextView, type Reading } from './letter_text_view';
import { full_address, type LetterCard, state_of } from './letters';
import classes from './letters.module.css';

interface LetterViewProps {
  letter: LetterCard;
  open: boolean; // at first
  reading?: Reading;
}

export function LetterView({ letter, open, reading }: LetterViewProps) {
  const [opened, set_opened] = useState(open);
  const from = letter.from.name || letter.from.address;
  const ours = letter.direction === 'outgoing';
  if (!opened)
    return (
      <button
        type="button"
        className={classes.folded}
        aria-expanded={false}
        onClick={() => set_opened(true)}
      >
        <strong>{from}</strong>
        <span className={classes.first_words}>{letter.text.slice(0, 200)}</span>
        <time dateTime={letter.sent_at}>{day_and_time(letter.sent_at)}</time>
      </button>
    );
  return (
    <article className={classes.letter} data-ours={ours || undefined} aria-label={from}>
      <header className={classes.head}>
        <Avatar name={from} size={28} />
        <div className={classes.who}>
          <p>
            <strong>{from}</strong>{' '}
            {letter.from.name && <span className="quiet">{letter.from.address}</span>}
          </p>
          <p className="quiet">
            {t('to')}: {letter.to.map(full_address).join(', ') || '—'}
            {letter.cc.length > 0 && ` · ${t('cc')}: ${letter.cc.map(full_address).join(', ')}`}
          </p>
        </div>
        <time className="quiet" dateTime={letter.sent_at}>
          {day_and_time(letter.sent_at)}
        </time>
      </header>
      <LetterWords letter={letter} />
      <Content letter={letter} reading={reading} />
      <Files letter={letter} />
      {ours && <Sending letter={letter} />}
    </article>
  );
}

function LetterWords({ letter }: { letter: LetterCard }) {
  const kinds: Record<string, string> = {
    'auto-reply': t('auto_reply'),
    bounce: t('bounce'),
    list: t('list'),
  };
  const kind = kinds[letter.auto_submitted];
  const spam = letter.folder_role === 'spam';
  const problem = letter.direction === 'incoming' && letter.problem;
  if (!kind && !spam && !problem) return null;
  return (
    <p className={classes.words}>
      {kind && <Tag>{kind}</Tag>} {spam && <Tag tone="waiting">{t('in_spam')}</Tag>}{' '}
      {problem && <span className="quiet">{problem}</span>}
    </p>
  );
}

function Content({ letter, reading }: { letter: LetterCard; reading?: Reading }) {
  const [formatted, set_formatted] = useState(false);
  const [pictures, set_pictures] = useState(false);
  const address = `/api/letters/${letter.id}/body${pictures ? '?pictures=1' : ''}`;
  return (
    <>
      {formatted ? (
        <iframe
          className={classes.frame}
          title={t('frame')}
          src={address}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
        />
      ) : (
        <LetterTextView text={letter.text} reading={reading} />
      )}
      {letter.has_html && (
        <div className={classes.buttons}>
          <Button kind="quiet" onClick={() => set_formatted(!formatted)}>
            {formatted ? t('show_plain') : t('show_formatted')}
          </Button>
          {formatted && letter.has_remote_pictures && !pictures && (
            <>
              <Button kind="quiet" onClick={() => set_pictures(true)}>
                {t('show_pictures')}
              </Button>
              <span className="quiet">{t('pictures_note')}</span>
            </>
          )}
        </div>
      )}
    </>
  );
}

function Files({ letter }: { letter: LetterCard }) {
  if (letter.attachments.length === 0) return null;
  return (
    <ul className={classes.files} aria-label={t('attachments')}>
      {letter.attachments.map((file) => (
        <li key={file.id}>
          <a href={file_address(file.id)} download={file.name}>
            <Icon name="file" /> {file.name}
          </a>
          <span className="quiet">{file_size(file.bytes)}</span>
        </li>
      ))}
    </ul>
  );
}

// Truthfully: what is sure, what is not, and what a person can do about it.
function Sending({ letter }: { letter: LetterCard }) {
  const { may } = useSession();
  const { text, tone } = state_of(letter);
  const done = { onSuccess: () => tell(letter) };
  const cancel = api.useMutation('post', '/api/letters/{id}/cancellation', done);
  const edit = api.useMutation('post', '/api/letters/{id}/editing', done);
  const again = api.useMutation('post', '/api/letters/{id}/second-sending', done);
  const confirm = api.useMutation('post', '/api/letters/{id}/confirmation', done);
  const here = { params: { path: { id: letter.id } } };
  const allowed = new Set(may('inbox_change') ? letter.allowed : []);
  const lost = [...letter.to, ...letter.cc, ...letter.bcc].filter(
    (one) => one.state === 'refused' || one.state === 'bounced',
  );
  return (
    <footer className={classes.sending} role="status">
      <Tag tone={tone}>{text}</Tag>
      {letter.problem && <span className={classes.problem}>{letter.problem}</span>}
      {letter.state === 'waiting' && letter.problem && letter.send_at && (
        <span className="quiet">{t('retry_at', { when: day_and_time(letter.send_at) })}</span>
      )}
      {letter.state === 'uncertain' && <span>{t('uncertain_text')}</span>}
      {lost.map((one) => (
        <span key={one.address} className={classes.problem}>
          {one.state === 'refused'
            ? t('recipient_refused', { address: one.address })
            : t('recipient_bounced', { address: one.address })}
        </span>
      ))}
      {allowed.has('cancel') && (
        <Button busy={cancel.isPending} onClick={() => cancel.mutate(here)}>
          {t('cancel')}
        </Button>
      )}
      {allowed.has('send_again') && (
        <Button busy={again.isPending} onClick={() => again.mutate(here)}>
          {t('send_again')}
        </Button>
      )}
      {allowed.has('confirm') && (
        <Button busy={confirm.isPending} onClick={() => confirm.mutate(here)}>
          {t('confirm_sent')}
        </Button>
      )}
      {allowed.has('edit') && (
        <Button kind="quiet" busy={edit.isPending} onClick={() => edit.mutate(here)}>
          {t('edit')}
        </Button>
      )}
    </footer>
  );
}

export function tell(letter: LetterCard) {
  refresh('letter', letter.id);
  if (letter.thread_id) refresh('thread', letter.thread_id);
}
