// A card dropped on a stage (1.2.4): it moves, or the server says why not. What a fact opens starts
// that act, or is written down as done outside of the program; a loss asks for its reason.
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { send } from '../../api/client';
import { refresh } from '../../api/live';
import { as_problem } from '../../api/problem';
import type { components } from '../../api/schema.gen';
import { say } from '../../texts/catalogue';
import { deals as t } from '../../texts/deals';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { DateField, LongTextField } from '../../ui/fields';
import { FormProblem } from '../../ui/form';
import { date_of } from '../../ui/format';
import { toast, toast_problem } from '../../ui/toast';
import { undo_latest } from '../journal/undo';
import { type Department, useDepartment } from '../process/process';
import { type DealCard, deal_key } from './deals';
import { LossDialog } from './loss_dialog';

type Fact = components['schemas']['DealFact'];

interface NeededAct {
  stage: string;
  fact: Fact;
  act: string;
  words: { ru: string; en: string };
  built: boolean;
}
interface Asked {
  deal: { id: number; title: string };
  act?: NeededAct;
  loss?: boolean;
  done: (moved: boolean) => void;
}

export const stage_title = (department: Department | undefined, key: string): string => {
  const stage = department?.stages.find((each) => each.key === key);
  return stage ? say(stage.words) : key;
};

const undoable = ['stage_changed', 'lost', 'won', 'reopened'];
export const undo_stage = (id: number) => () => undo_latest('deal', id, ...undoable);

// drop() resolves to whether the deal moved; `dialog` is drawn by whoever asked.
export function useDealMoves() {
  const client = useQueryClient();
  const department = useDepartment();
  const [asked, set_asked] = useState<Asked>();

  const take = (card: DealCard | undefined) => {
    if (!card) return;
    client.setQueryData(deal_key(card.id), card);
    refresh('deal', card.id);
  };

  async function drop(deal: { id: number; title: string }, stage: string): Promise<boolean> {
    const kind = department?.stages.find((each) => each.key === stage)?.kind;
    if (kind === 'lost') return new Promise((done) => set_asked({ deal, loss: true, done }));
    try {
      const params = { path: { id: deal.id } };
      const { data } = await send.POST('/api/deals/{id}/stage', { params, body: { stage } });
      take(data);
      const words = { deal: deal.title, stage: stage_title(department, stage) };
      toast(t('moved', words), undo_stage(deal.id));
      return true;
    } catch (error) {
      const problem = as_problem(error);
      if (problem.code === 'stage_needs_act')
        return new Promise((done) => set_asked({ deal, act: problem.details as NeededAct, done }));
      if (problem.code === 'loss_needs_reason')
        return new Promise((done) => set_asked({ deal, loss: true, done }));
      toast_problem(error);
      return false;
    }
  }

  const finish = (moved: boolean) => {
    asked?.done(moved);
    set_asked(undefined);
  };
  const dialog = asked?.act ? (
    <ActDialog deal={asked.deal} act={asked.act} onDone={finish} take={take} />
  ) : asked?.loss ? (
    <LossDialog deal={asked.deal} onDone={finish} take={take} />
  ) : null;
  return {
    drop,
    dialog,
    lose: (deal: Asked['deal']) => set_asked({ deal, loss: true, done() {} }),
  };
}

interface ActDialogProps {
  deal: Asked['deal'];
  act: NeededAct;
  onDone: (moved: boolean) => void;
  take: (card: DealCard | undefined) => void;
}

function ActDialog({ deal, act, onDone, take }: ActDialogProps) {
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
