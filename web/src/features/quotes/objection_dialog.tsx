// Writes an objection down, or answers it; the department's agreed answers are one click away.
import { useState } from 'react';
import { send } from '../../api/client';
import { refresh } from '../../api/live';
import type { components } from '../../api/schema.gen';
import { say } from '../../texts/catalogue';
import { quotes as t } from '../../texts/quotes';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { LongTextField, SelectField } from '../../ui/fields';
import { FormProblem, field_errors } from '../../ui/form';
import { toast } from '../../ui/toast';
import { path_of } from './quote';
import classes from './quotes.module.css';

interface ObjectionDialogProps {
  deal_id: number;
  quote_id?: number;
  kinds: readonly components['schemas']['ObjectionKind'][];
  objection?: components['schemas']['Objection'];
  onClose: () => void;
}

export default function ObjectionDialog(props: ObjectionDialogProps) {
  const { deal_id, quote_id, kinds, objection, onClose } = props;
  const [kind, set_kind] = useState(objection?.kind ?? kinds[0]?.key ?? '');
  const [words, set_words] = useState(objection?.words ?? '');
  const [answer, set_answer] = useState(objection?.answer ?? '');
  const [answer_key, set_answer_key] = useState(objection?.answer_key ?? '');
  const [busy, set_busy] = useState(false);
  const [error, set_error] = useState<unknown>();
  const answers = kinds.find((each) => each.key === kind)?.answers ?? [];

  const save = async () => {
    set_busy(true);
    try {
      const said = { words, answer: answer || undefined, answer_key: answer_key || undefined };
      if (objection) {
        const state = answer && objection.state === 'open' ? ('answered' as const) : undefined;
        await send.PATCH('/api/objections/{id}', {
          ...path_of(objection.id),
          body: { version: objection.version, ...said, state },
        });
      } else {
        await send.POST('/api/deals/{id}/objections', {
          ...path_of(deal_id),
          body: { kind, quote_id, ...said },
        });
      }
      refresh('deal', deal_id);
      toast(t('objection_saved'));
      onClose();
    } catch (problem) {
      set_error(problem);
    }
    set_busy(false);
  };

  return (
    <Dialog
      title={objection ? t('answer') : t('new_objection')}
      size="lg"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button kind="main" busy={busy} disabled={!words.trim()} onClick={() => void save()}>
            {ui('save')}
          </Button>
        </>
      }
    >
      <div className="fields">
        <FormProblem error={error} shown={Boolean(field_errors(error).words)} />
        <SelectField
          label={t('objection_kind')}
          allowDeselect={false}
          disabled={Boolean(objection)}
          data={kinds.map((each) => ({ value: each.key, label: say(each.words) }))}
          value={kind}
          onChange={(value) => {
            set_kind(value ?? kind);
            set_answer_key('');
          }}
        />
        <LongTextField
          label={t('objection_words')}
          required
          data-autofocus={objection ? undefined : true}
          autosize
          minRows={2}
          error={field_errors(error).words}
          value={words}
          onChange={(event) => set_words(event.currentTarget.value)}
        />
        {answers.length > 0 && (
          <div>
            <span className="quiet">{t('agreed_answers')}</span>
            <ul>
              {answers.map((each) => (
                <li key={each.key} className={classes.entry}>
                  <div className={classes.entry_head}>
                    <strong>{say(each.words)}</strong>
                    <Button
                      kind="quiet"
                      onClick={() => {
                        set_answer(say(each.text).trim());
                        set_answer_key(each.key);
                      }}
                    >
                      {t('take_answer')}
                    </Button>
                  </div>
                  <p className="quiet">{say(each.text)}</p>
                </li>
              ))}
            </ul>
          </div>
        )}
        <LongTextField
          label={t('objection_answer')}
          data-autofocus={objection ? true : undefined}
          autosize
          minRows={3}
          maxRows={10}
          value={answer}
          onChange={(event) => set_answer(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  );
}
