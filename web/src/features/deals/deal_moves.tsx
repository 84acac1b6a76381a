// A card dropped on a stage (1.2.4): it moves, or the server says why not. What a fact opens starts
// that act, or is written down as done outside of the program; a loss asks for its reason.
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { send } from '../../api/client';
import { refresh } from '../../api/live';
import { as_problem } from '../../api/problem';
import type { components } from '../../api/schema.gen';
import { say } from '../../texts/catalogue';
import { deals as t } from '../../texts/deals';
import { toast, toast_problem } from '../../ui/toast';
import { undo_latest } from '../journal/undo';
import { type Department, useDepartment } from '../process/process';
import { type DealCard, deal_key } from './deals';

const ActDialog = lazy(() => import('./act_dialog'));
const LossDialog = lazy(() => import('./loss_dialog'));

type Fact = components['schemas']['DealFact'];

export interface NeededAct {
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
  const dialog = asked && (
    <Suspense>
      {asked.act ? (
        <ActDialog deal={asked.deal} act={asked.act} onDone={finish} take={take} />
      ) : (
        <LossDialog deal={asked.deal} onDone={finish} take={take} />
      )}
    </Suspense>
  );
  return {
    drop,
    dialog,
    lose: (deal: Asked['deal']) => set_asked({ deal, loss: true, done() {} }),
  };
}
