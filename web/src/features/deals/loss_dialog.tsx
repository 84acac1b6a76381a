import { useId, useState } from 'react';
import { api } from '../../api/client';
import { say } from '../../texts/catalogue';
import { deals as t } from '../../texts/deals';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { LongTextField } from '../../ui/fields';
import { FormProblem } from '../../ui/form';
import { toast } from '../../ui/toast';
import { undo_latest } from '../journal/undo';
import { useDepartment } from '../process/process';
import type { DealCard } from './deals';
import classes from './deals.module.css';

interface LossDialogProps {
  deal: { id: number; title: string };
  onDone: (lost: boolean) => void;
  take: (card: DealCard | undefined) => void;
}

// «Слив» needs a reason from the department's list (1.2.4).
export default function LossDialog({ deal, onDone, take }: LossDialogProps) {
  const form_id = useId();
  const department = useDepartment();
  const [reason, set_reason] = useState('');
  const [note, set_note] = useState('');
  const reasons = department?.lost_reasons ?? [];
  const lose = api.useMutation('post', '/api/deals/{id}/loss', {
    meta: { quiet: true },
    onSuccess: (card) => {
      take(card);
      const words = reasons.find((each) => each.key === reason)?.words;
      toast(t('lose_done', { reason: words ? say(words) : reason }), () =>
        undo_latest('deal', deal.id, 'lost'),
      );
      onDone(true);
    },
  });
  return (
    <Dialog
      title={t('lose_title')}
      onClose={() => onDone(false)}
      actions={
        <>
          <Button onClick={() => onDone(false)}>{ui('cancel')}</Button>
          <Button kind="danger" submit form={form_id} busy={lose.isPending} disabled={!reason}>
            {t('lose')}
          </Button>
        </>
      }
    >
      <form
        id={form_id}
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          const body = { reason, note: note || null };
          lose.mutate({ params: { path: { id: deal.id } }, body });
        }}
      >
        <p>{deal.title}</p>
        <FormProblem error={lose.error} shown={false} />
        <fieldset className={classes.reasons}>
          <legend>{t('lose_reason')}</legend>
          {reasons.map((each, index) => (
            <label key={each.key}>
              <input
                type="radio"
                name="reason"
                value={each.key}
                checked={reason === each.key}
                data-autofocus={index === 0 || undefined}
                onChange={() => set_reason(each.key)}
              />
              {say(each.words)}
            </label>
          ))}
        </fieldset>
        <LongTextField
          label={t('lose_note')}
          autosize
          minRows={2}
          value={note}
          onChange={(event) => set_note(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  );
}
