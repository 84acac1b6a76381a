// Sends the quote by e-mail (1.3.1.1, 1.2.4.2): the proposed letter, what will happen, and what
// still stands in the way.
import { useEffect, useId, useState } from 'react';
import { api, send } from '../../api/client';
import { as_problem } from '../../api/problem';
import { say } from '../../texts/catalogue';
import { quotes as t } from '../../texts/quotes';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { CheckField, LongTextField, TextField } from '../../ui/fields';
import { FormProblem, field_errors } from '../../ui/form';
import { Icon } from '../../ui/icons';
import { Loaded } from '../../ui/states';
import { toast } from '../../ui/toast';
import { useDepartment } from '../process/process';
import type { DraftKeeper, Kept } from './draft_keeper';
import { path_of, type QuoteCard } from './quote';
import { useActivity } from './quote_activity';
import classes from './quotes.module.css';

interface SendDialogProps {
  kept: Kept;
  keeper: DraftKeeper;
  onSent: () => void;
  onOutside: () => void;
  onClose: () => void;
}

export default function SendDialog(props: SendDialogProps) {
  const { kept, keeper } = props;
  const { card } = kept;
  const letter = api.useQuery('get', '/api/quotes/{id}/letter', path_of(card.id), {
    staleTime: 0,
    gcTime: 0,
  });
  // A contact without an address: the one that was typed for the version before.
  const activity = useActivity(card.id);
  const before = activity.data?.sendings.find((each) => each.address)?.address ?? '';
  return (
    <Dialog title={t('send_title', { number: card.number })} size="lg" onClose={props.onClose}>
      <Loaded query={letter} rows={6}>
        {(proposed) => (
          <Letter
            key={before}
            {...props}
            proposed={{ ...proposed, address: proposed.address || before }}
            keeper={keeper}
          />
        )}
      </Loaded>
    </Dialog>
  );
}

interface Proposed {
  address: string;
  subject: string;
  body: string;
  warning: string;
}

function Letter(props: SendDialogProps & { proposed: Proposed }) {
  const { kept, keeper, proposed } = props;
  const { card } = kept;
  const form = useId();
  const [address, set_address] = useState(proposed.address);
  const [subject, set_subject] = useState(proposed.subject);
  const [body, set_body] = useState(proposed.body);
  const [with_pdf, set_with_pdf] = useState(true);
  const [answers, set_answers] = useState<readonly number[]>([]);
  const [busy, set_busy] = useState(false);
  const [error, set_error] = useState<unknown>();
  const objections = api.useQuery('get', '/api/deals/{id}/objections', path_of(card.deal_id));
  const open = (objections.data?.items ?? []).filter((each) => each.state === 'open');
  const kinds = new Map(objections.data?.kinds.map((kind) => [kind.key, say(kind.words)]));
  const errors = field_errors(error);

  // What was typed last must be with the server before it is frozen.
  useEffect(() => keeper.flush(), [keeper]);

  const go = async () => {
    set_busy(true);
    set_error(undefined);
    try {
      await keeper.run(async (version) => {
        const { data } = await send.POST('/api/quotes/{id}/sendings', {
          ...path_of(card.id),
          body: { version, address, subject, body, with_pdf, answers_objections: [...answers] },
        });
        return data as QuoteCard;
      });
      toast(t('queued'));
      props.onSent();
    } catch (problem) {
      set_error(as_problem(problem));
    }
    set_busy(false);
  };

  return (
    <form
      id={form}
      className="fields"
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      {card.problems.length > 0 && (
        <div className={classes.problems} role="alert">
          <strong>{t('send_problems')}</strong>
          <ul>
            {[...new Set(card.problems.map((each) => each.message))].map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </div>
      )}
      <FormProblem error={error} shown={Boolean(errors.address)} />
      <TextField
        label={t('send_to')}
        type="email"
        required
        data-autofocus
        value={address}
        error={errors.address}
        onChange={(event) => set_address(event.currentTarget.value)}
      />
      <TextField
        label={t('send_subject')}
        value={subject}
        onChange={(event) => set_subject(event.currentTarget.value)}
      />
      <LongTextField
        label={t('send_text')}
        description={t('send_text_note', { place: '{{quote_link}}' })}
        autosize
        minRows={6}
        maxRows={14}
        value={body}
        onChange={(event) => set_body(event.currentTarget.value)}
      />
      {proposed.warning && <p className={classes.warning}>{proposed.warning}</p>}
      <CheckField
        label={t('send_pdf')}
        checked={with_pdf}
        onChange={(event) => set_with_pdf(event.currentTarget.checked)}
      />
      {open.length > 0 && (
        <fieldset className={classes.choices}>
          <legend>{t('send_objections')}</legend>
          {open.map((each) => (
            <CheckField
              key={each.id}
              label={`${kinds.get(each.kind) ?? each.kind}: ${each.words}`}
              checked={answers.includes(each.id)}
              onChange={(event) =>
                set_answers(
                  event.currentTarget.checked
                    ? [...answers, each.id]
                    : answers.filter((id) => id !== each.id),
                )
              }
            />
          ))}
        </fieldset>
      )}
      <Happens card={card} />
      <div className={classes.dialog_acts}>
        <Button kind="quiet" onClick={props.onOutside}>
          {t('send_outside')}
        </Button>
        <span className={classes.grow} />
        <Button onClick={props.onClose}>{ui('cancel')}</Button>
        <Button kind="main" icon="mail" submit busy={busy} disabled={card.problems.length > 0}>
          {t('send_now')}
        </Button>
      </div>
    </form>
  );
}

function Happens({ card }: { card: QuoteCard }) {
  const stages = useDepartment()?.stages;
  const stage = stages?.find((each) => each.key === 'quote_sent');
  return (
    <ul className={classes.happens} aria-label={t('send_happens')}>
      <li>
        <Icon name="check" size={14} /> {t('send_freezes', { number: card.shown_version })}
      </li>
      {stage && (
        <li>
          <Icon name="right" size={14} /> {t('send_stage', { stage: say(stage.words) })}
        </li>
      )}
      <li>
        <Icon name="call" size={14} /> {t('send_call')}
      </li>
      <li>
        <Icon name="clock" size={14} /> {t('send_watch')}
      </li>
    </ul>
  );
}
