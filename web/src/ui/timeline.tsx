// What happened, newest first, under the days it happened on.
import type { ReactNode } from 'react';
import { clock, date_of, near_day, type Tone } from './format';
import { Icon, type IconName } from './icons';
import classes from './timeline.module.css';

export interface Happening {
  id: number;
  at: string;
  icon: IconName;
  who?: string;
  text: ReactNode;
  detail?: ReactNode; // from what to what, the words of a letter
  action?: ReactNode; // «Отменить»
  tone?: Tone;
}

export function Timeline({ items, more }: { items: readonly Happening[]; more?: ReactNode }) {
  const days: { day: string; items: Happening[] }[] = [];
  for (const item of items) {
    const day = date_of(item.at);
    if (days.at(-1)?.day !== day) days.push({ day, items: [] });
    days.at(-1)?.items.push(item);
  }
  return (
    <div>
      {days.map(({ day, items: happened }) => (
        <section key={day}>
          <h3 className={classes.day}>{near_day(day)}</h3>
          <ol>
            {happened.map((item) => (
              <li key={item.id} className={classes.item} data-tone={item.tone ?? 'calm'}>
                <span className={classes.icon}>
                  <Icon name={item.icon} size={14} />
                </span>
                <div className={classes.words}>
                  <p>
                    {item.who && <strong className={classes.who}>{item.who} </strong>}
                    {item.text}
                  </p>
                  {item.detail && <div className={classes.detail}>{item.detail}</div>}
                </div>
                {item.action}
                <time className={classes.time} dateTime={item.at}>
                  {clock(item.at)}
                </time>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {more}
    </div>
  );
}
