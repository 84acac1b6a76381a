// One enquiry: its conversation, and beside it the need. On a narrow screen one of the two.

import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSession } from '../../app/session';
import { language } from '../../texts/catalogue';
import { inbox as t } from '../../texts/inbox';
import { Button, IconButton } from '../../ui/button';
import { Choice } from '../../ui/choice';
import { Countdown } from '../../ui/clock';
import { day_and_time } from '../../ui/format';
import { useKeys } from '../../ui/keys';
import { Failed, Loading } from '../../ui/states';
import { Tag } from '../../ui/tag';
import { Conversation } from '../letters/conversation';
import { LetterTextView } from '../letters/letter_text_view';
import {
  type EnquiryCard,
  is_open,
  mark_read,
  proposed_answer,
  sender_of,
  state_words,
  useEnquiry,
} from './enquiries';
import { useEnquiryActs } from './enquiry_acts';
import { EnquiryNeed } from './enquiry_need';
import classes from './inbox.module.css';

interface EnquiryViewProps {
  id: number;
  onBack: () => void;
  onGone: () => void; // dealt with: the next one
}

export function EnquiryView(props: EnquiryViewProps) {
  const enquiry = useEnquiry(props.id);
  if (enquiry.data) return <Whole {...props} card={enquiry.data} />;
  return (
    <div className={`${classes.pane} ${classes.whole}`}>
      <div className={classes.top}>
        <Back onBack={props.onBack} />
      </div>
      {enquiry.error ? (
        <Failed error={enquiry.error} retry={() => void enquiry.refetch()} />
      ) : (
        <Loading rows={8} />
      )}
    </div>
  );
}

export function Back({ onBack }: { onBack: () => void }) {
  return (
    <span className={classes.back}>
      <IconButton icon="left" label={t('back')} onClick={onBack} />
    </span>
  );
}

function Whole({ card, onBack, onGone }: EnquiryViewProps & { card: EnquiryCard }) {
  const navigate = useNavigate();
  const { person } = useSession();
  const [tab, set_tab] = useState<'letters' | 'need'>('letters');
  const [active, set_active] = useState<string>();
  const place = useRef<HTMLDivElement>(null);
  const make = useRef(() => {});
  const acts = useEnquiryActs(card, onGone);
  const allowed = new Set(card.allowed);
  const { id, unread } = card;

  // Read once somebody has looked at it for a moment, not while walking past.
  const may_read = card.allowed.length > 0 && (!card.owner_id || card.owner_id === person.id);
  useEffect(() => {
    if (unread === 0 || !may_read) return;
    const timer = setTimeout(() => void mark_read(id).catch(() => undefined), 600);
    return () => clearTimeout(timer);
  }, [id, unread, may_read]);

  const focus_field = useCallback((field?: string) => {
    set_tab('need');
    const find = () => {
      const wanted = field ? `[data-read="${CSS.escape(field)}"]` : 'input';
      place.current?.querySelector<HTMLElement>(`form ${wanted}`)?.focus();
    };
    setTimeout(find, 0); // on a narrow screen it is drawn first
  }, []);
  const open_deal = () =>
    card.deal_id && void navigate({ to: '/deals/$id', params: { id: String(card.deal_id) } });

  useKeys(t('enquiry'), [
    ...(allowed.has('make_deal')
      ? [
          { keys: 'd', text: t('make_deal'), run: () => make.current() },
          { keys: 'e', text: t('key_need'), run: () => focus_field() },
          { keys: 'Ctrl+Enter', text: t('key_send'), run: () => make.current() },
        ]
      : []),
    ...(allowed.has('attach')
      ? [{ keys: 'a', text: t('attach_title'), run: () => acts.ask('attach') }]
      : []),
    ...(allowed.has('dismiss')
      ? [{ keys: 'x', text: t('dismiss_title'), run: () => acts.ask('dismiss') }]
      : []),
    ...(allowed.has('take') && card.owner_id !== person.id
      ? [{ keys: 't', text: t('take'), run: acts.take }]
      : []),
    ...(allowed.has('hand_over')
      ? [{ keys: 'h', text: t('hand_over_title'), run: () => acts.ask('hand_over') }]
      : []),
    ...(allowed.has('reopen') ? [{ keys: 'o', text: t('reopen'), run: acts.reopen }] : []),
    ...(card.deal_id ? [{ keys: 'o', text: t('open_deal'), run: open_deal }] : []),
  ]);

  const reading = useMemo(
    () => ({
      letter_id: card.text_letter_id,
      highlights: is_open(card) ? card.highlights : [],
      active,
      on_point: set_active,
      on_choose: focus_field,
    }),
    [card, active, focus_field],
  );
  const first_words = useCallback(() => proposed_answer(id), [id]);

  return (
    <div ref={place} className={classes.enquiry} data-tab={tab}>
      <div className={classes.tabs}>
        <Choice
          wide
          label={t('enquiry')}
          value={tab}
          onChange={set_tab}
          options={[
            { value: 'letters', label: t('tab_letters') },
            { value: 'need', label: t('tab_need') },
          ]}
        />
      </div>
      <div className={classes.pane}>
        <div className={classes.top}>
          <Back onBack={onBack} />
          <h2>{card.subject || t('no_subject')}</h2>
          <div className={classes.top_line}>
            <Facts card={card} />
          </div>
          <Acts card={card} acts={acts} allowed={allowed} />
        </div>
        <div className={classes.scroll}>
          {card.thread_id ? (
            <Conversation
              key={card.thread_id}
              thread_id={card.thread_id}
              keys
              reading={reading}
              first_words={allowed.has('answer') ? first_words : undefined}
            />
          ) : (
            <LetterTextView text={card.text} reading={reading} />
          )}
        </div>
      </div>
      <div className={classes.pane}>
        <EnquiryNeed
          key={card.id}
          card={card}
          active={active}
          onPoint={set_active}
          onAttach={() => acts.ask('attach')}
          make={make}
        />
      </div>
      {acts.dialog}
    </div>
  );
}

function Facts({ card }: { card: EnquiryCard }) {
  const { text, tone } = state_words(card.state);
  const reason = language() === 'ru' ? card.reason_ru : card.reason_en;
  return (
    <>
      <span>{sender_of(card)}</span>
      <span title={reason}>
        <Tag tone={tone}>{text}</Tag>
      </span>
      <span className="quiet">{card.owner_name || t('nobody')}</span>
      {is_open(card) && card.answer_due_at && !card.answered_at && (
        <span title={day_and_time(card.answer_due_at)}>
          {t('answer_until')} <Countdown until={card.answer_due_at} />
        </span>
      )}
    </>
  );
}

interface ActsProps {
  card: EnquiryCard;
  acts: ReturnType<typeof useEnquiryActs>;
  allowed: ReadonlySet<string>;
}
function Acts({ card, acts, allowed }: ActsProps) {
  const { person } = useSession();
  return (
    <div className={classes.acts}>
      {allowed.has('take') && card.owner_id !== person.id && (
        <Button kind="quiet" keys="T" onClick={acts.take}>
          {t('take')}
        </Button>
      )}
      {allowed.has('attach') && (
        <Button kind="quiet" keys="A" onClick={() => acts.ask('attach')}>
          {t('attach')}
        </Button>
      )}
      {allowed.has('hand_over') && (
        <Button kind="quiet" keys="H" onClick={() => acts.ask('hand_over')}>
          {t('hand_over')}
        </Button>
      )}
      {allowed.has('dismiss') && (
        <Button kind="quiet" keys="X" onClick={() => acts.ask('dismiss')}>
          {t('dismiss')}
        </Button>
      )}
      {allowed.has('reopen') && (
        <Button keys="O" onClick={acts.reopen}>
          {t('reopen')}
        </Button>
      )}
    </div>
  );
}
