// The frame of what is seen before anybody is signed in.
import { type ReactNode, useEffect } from 'react';
import { app } from '../../texts/app';
import { language, set_language } from '../../texts/catalogue';
import { Choice } from '../../ui/choice';
import classes from './entrance.module.css';

interface EntranceProps {
  title: string;
  note?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

export function Entrance({ title, note, wide, children }: EntranceProps) {
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main className={classes.page}>
      <div className={classes.card} data-wide={wide || undefined}>
        <div className={classes.head}>
          <img src="/icon.svg" alt="" width={28} height={28} />
          <h1>{title}</h1>
        </div>
        {children}
        {note && <p className={classes.note}>{note}</p>}
      </div>
      <div className={classes.language}>
        <Choice
          label={app('language')}
          value={language()}
          onChange={set_language}
          options={[
            { value: 'ru', label: app('russian') },
            { value: 'en', label: app('english') },
          ]}
        />
      </div>
    </main>
  );
}
