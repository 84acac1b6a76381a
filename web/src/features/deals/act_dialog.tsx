// A stage that a fact opens (1.2.4): go and do it, or write down that it was done elsewhere.
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { send } from '../../api/client';
import { say } from '../../texts/catalogue';
import { deals as t } from '../../texts/deals';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { DateField, LongTextField } from '../../ui/fields';
import { FormProblem } from '../../ui/form';
import { date_of } from '../../ui/format';
import { toast } from '../../ui/toast';
import type { NeededAct } from './deal_moves';
import type { DealCard } from './deals';

interface ActDialogProps {
  deal: { id: number; title: string };
  act: NeededAct;
  onDone: (moved: boolean) => void;
  take: (card: DealCard | undefined) => void;
}

export default function ActDialog({ deal, act, onDone, take }: ActDialogProps) {
  const navigate = useNavigate();
  const [outside, set_outside] = useState(!act.built);
  const [on, set_on] = useState<string | null>(date_of(Date.now()));
  const [note, set_note] = useState('');
  const [problem, set_problem] = useState<unknown>();
  const [busy, set_busy] = useState(false);

  async function write_down() {
    set_busy(true);
    try {
      const { data } = await send.POST('/api/deals/{id}/outside-facts', {
        params: { path: { id: deal.id } },
        body: { fact: act.fact, on: on ?? date_of(Date.now()), note },
      });
      take(data);
      toast(t('saved'));
      onDone(true);
    } catch (error) {
      set_problem(error);
    } finally {
      set_busy(false);
    }
  }

  return (
    <Dialog
      title={t('act_title')}
      onClose={() => onDone(false)}
      actions={
        outside ? (
          <>
            <Button onClick={() => onDone(false)}>{ui('cancel')}</Button>
            <Button kind="main" busy={busy} onClick={() => void write_down()}>
              {t('write_down')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={() => set_outside(true)}>{t('act_outside')}</Button>
            <Button
              kind="main"
              onClick={() => {
                onDone(false);
                void navigate({ to: `/deals/${deal.id}` as '/' });
              }}
            >
              {t('act_open')}
            </Button>
          </>
        )
      }
    >
      <div className="fields">
        <p>{say(act.words)}</p>
        {!act.built && <p className="quiet">{t('act_not_built')}</p>}
        {outside && (
          <>
            <FormProblem error={problem} shown={false} />
            <p className="quiet">{t('act_outside_note')}</p>
            <DateField label={t('outside_on')} required value={on} onChange={set_on} />
            <LongTextField
              label={t('outside_how')}
              required
              data-autofocus
              autosize
              minRows={2}
              value={note}
              onChange={(event) => set_note(event.currentTarget.value)}
            />
          </>
        )}
      </div>
    </Dialog>
  );
}
