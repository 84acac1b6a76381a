// A card of the board: plain HTML, four short lines. What is late is the server's word.
import { memo } from 'react';
import { deals as t } from '../../texts/deals';
import { useNow } from '../../ui/clock';
import { countdown, money_short, near_day, short_day, type Tone } from '../../ui/format';
import { Avatar } from '../../ui/person';
import type { DealRow } from './deals';
import classes from './deals.module.css';

// The one thing that presses most: the quote's deadline, else the next step, else the stage.
export function urgency(deal: DealRow, now: number): { text: string; tone: Tone } {
  if (deal.quote_due_at && !deal.quote_sent_at) {
    const left = countdown(deal.quote_due_at, now);
    return { text: `${t('quote_until')}: ${left.text}`, tone: left.tone };
  }
  if (deal.no_next_step) return { text: t('no_next_step'), tone: 'late' };
  if (deal.late_stage) return { text: t('stage_late'), tone: 'late' };
  if (!deal.next_step_at) return { text: '', tone: 'calm' };
  if (deal.late_step) {
    const late = countdown(deal.next_step_at, now);
    return { text: `${t('step_until')}: ${late.text}`, tone: 'late' };
  }
  return { text: `${t('step_until')}: ${near_day(deal.next_step_at, now)}`, tone: 'calm' };
}

interface BoardCardProps {
  deal: DealRow;
  with_owner: boolean;
}

export const BoardCard = memo(function BoardCard({ deal, with_owner }: BoardCardProps) {
  const { text, tone } = urgency(deal, useNow());
  const client = [deal.company_name, deal.contact_name].filter(Boolean).join(' · ');
  return (
    <>
      <p className={classes.card_title}>{deal.title}</p>
      <p className={classes.card_foot}>
        <span className={classes.card_client}>{client}</span>
        {with_owner && <Avatar name={deal.owner_name} size={18} />}
      </p>
      <p className={classes.urgency} data-tone={tone}>
        {text}
      </p>
      <p className={classes.card_foot}>
        <span className={classes.card_client}>
          {deal.in_hands_on && t('by_day', { day: short_day(deal.in_hands_on) })}
        </span>
        <span className={classes.card_amount}>
          {deal.amount_kopecks > 0 && money_short(deal.amount_kopecks)}
        </span>
      </p>
    </>
  );
});
