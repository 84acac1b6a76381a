// The need (1.1.2.1): product, runs, imprint, deadline, budget, and what is still to find out.
import { say } from '../../texts/catalogue';
import { deals as t } from '../../texts/deals';
import { Button } from '../../ui/button';
import { day, grouped, money } from '../../ui/format';
import { Facts } from '../../ui/screen';
import { useDepartment } from '../process/process';
import type { DealCard, NeedItem } from './deals';
import classes from './deals.module.css';

export function imprint_words(imprint: NeedItem['imprints'][number]): string {
  const colours = imprint.colours ? t('colours_count', { count: imprint.colours }) : '';
  return [imprint.method, colours, imprint.place, imprint.size].filter(Boolean).join(', ');
}
export const runs_words = (runs: readonly number[]) => runs.map(grouped).join(' / ');

interface NeedViewProps {
  deal: DealCard;
  onWrite: () => void;
}

export function NeedView({ deal, onWrite }: NeedViewProps) {
  const { need } = deal;
  const department = useDepartment();
  const questions = (department?.needs ?? []).filter((each) =>
    deal.open_questions.includes(each.key),
  );
  const budget =
    need.budget_kopecks &&
    `${money(need.budget_kopecks)} ${
      need.budget_per === 'piece' ? t('budget_piece') : t('budget_total')
    }`;
  const empty = need.items.length === 0 && !need.in_hands_on && !need.deadline_words;
  return (
    <>
      {empty ? (
        <p className="quiet">
          {t('no_need')}{' '}
          {deal.allowed.includes('change') && <Button onClick={onWrite}>{t('write_need')}</Button>}
        </p>
      ) : (
        <>
          <ul>
            {need.items.map((item, index) => (
              <li key={index} className={classes.item}>
                <p>
                  <strong>{item.product || '—'}</strong>
                  {item.runs.length > 0 && (
                    <span className={classes.item_line}>
                      {' · '}
                      {t('pieces', { runs: runs_words(item.runs) })}
                    </span>
                  )}
                </p>
                <p className={classes.item_line}>
                  {[item.colour, item.material, item.size, item.note].filter(Boolean).join(' · ')}
                </p>
                {item.imprints.map((imprint, place) => (
                  <p key={place} className={classes.item_line}>
                    {t('imprint')}: {imprint_words(imprint) || '—'}
                  </p>
                ))}
              </li>
            ))}
          </ul>
          <Facts
            rows={[
              [
                t('deadline'),
                [need.in_hands_on && day(need.in_hands_on), need.deadline_words]
                  .filter(Boolean)
                  .join(' · '),
              ],
              [t('budget'), budget],
              [t('delivery_place'), need.delivery_place],
            ]}
          />
        </>
      )}
      {questions.length > 0 && deal.outcome === 'open' && (
        <div className={classes.questions}>
          <strong>{t('open_questions')}</strong>
          <ul>
            {questions.map((each) => (
              <li key={each.key}>{say(each.question)}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
