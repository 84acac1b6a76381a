// Small parts of the editor: what is with the server already, and what the quote comes to.
import { quotes as t } from '../../texts/quotes';
import { money, type Tone } from '../../ui/format';
import { Icon, type IconName } from '../../ui/icons';
import type { Kept, SaveState } from './draft_keeper';
import type { QuoteCard } from './quote';
import classes from './quotes.module.css';

const words: Record<SaveState, { text: () => string; icon: IconName; tone: Tone }> = {
  saved: { text: () => t('saved'), icon: 'check', tone: 'calm' },
  waiting: { text: () => t('saving'), icon: 'clock', tone: 'calm' },
  saving: { text: () => t('saving'), icon: 'clock', tone: 'calm' },
  offline: { text: () => t('offline'), icon: 'warning', tone: 'waiting' },
  refused: { text: () => t('refused'), icon: 'warning', tone: 'late' },
  conflict: { text: () => t('conflict'), icon: 'warning', tone: 'late' },
};

export function SaveWords({ kept }: { kept: Kept }) {
  const { text, icon, tone } = words[kept.state];
  const why = kept.state === 'refused' ? kept.problem?.message : undefined;
  return (
    <span className={classes.state} data-tone={tone} role="status">
      <Icon name={icon} size={14} />
      <span>
        {text()}
        {why && `: ${why}`}
      </span>
    </span>
  );
}

export function QuoteSums({ card, stale }: { card: QuoteCard; stale: boolean }) {
  const { sum } = card;
  if (card.draft.lines.length === 0) return null;
  return (
    <div className={classes.sums} data-stale={stale || undefined}>
      {sum.undecided_lines > 0 && (
        <span className="quiet">{t('undecided', { count: sum.undecided_lines })}</span>
      )}
      {sum.total_kopecks > 0 && (
        <>
          {sum.margin_kopecks != null && (
            <span className="quiet">{t('sum_margin', { sum: money(sum.margin_kopecks) })}</span>
          )}
          <span className="quiet">{t('sum_vat', { sum: money(sum.vat_kopecks) })}</span>
          <span>
            {sum.complete ? t('sum') : t('sum_partly')} <b>{money(sum.total_kopecks)}</b>
          </span>
        </>
      )}
    </div>
  );
}
