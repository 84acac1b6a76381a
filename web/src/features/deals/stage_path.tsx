// The stages from left to right; a press is the same as dropping the card there. What the server
// says beforehand about each stage is shown on hover.
import { say } from '../../texts/catalogue';
import { deals as t } from '../../texts/deals';
import { near_day } from '../../ui/format';
import { useDepartment } from '../process/process';
import type { DealCard } from './deals';
import classes from './deals.module.css';

interface StagePathProps {
  deal: DealCard;
  onDrop: (stage: string) => void;
}

export function StagePath({ deal, onDrop }: StagePathProps) {
  const department = useDepartment();
  const stages = (department?.stages ?? []).filter(
    (stage) => stage.kind !== 'lost' || stage.key === deal.stage,
  );
  const now = stages.findIndex((stage) => stage.key === deal.stage);
  const may_move = deal.allowed.includes('move');
  return (
    <ol className={classes.path} aria-label={t('stage')}>
      {stages.map((stage, index) => {
        const move = deal.moves.find((each) => each.stage === stage.key);
        const here = index === now;
        const since = here ? t('stage_since', { day: near_day(deal.stage_entered_at) }) : '';
        const hint = [say(stage.words), since, move && say(move.words)].filter(Boolean).join('\n');
        const kind = deal.outcome === 'lost' ? 'lost' : 'open';
        return (
          <li
            key={stage.key}
            data-passed={index < now || undefined}
            data-now={here ? kind : undefined}
            data-late={(here && deal.late_stage) || undefined}
          >
            <button
              type="button"
              title={hint}
              disabled={!may_move || here}
              aria-current={here ? 'step' : undefined}
              onClick={() => onDrop(stage.key)}
            >
              {say(stage.words)}
            </button>
          </li>
        );
      })}
    </ol>
  );
}
