// The frame of every screen: its title (the browser tab's too), what can be done, the content.
import { type ReactNode, useEffect } from 'react';
import classes from './screen.module.css';

interface ScreenProps {
  title: string;
  note?: ReactNode; // a quiet word beside the title: a count, a state
  actions?: ReactNode;
  filters?: ReactNode; // a second line
  children: ReactNode;
  fixed?: boolean; // the content scrolls by itself (boards, long tables)
  narrow?: boolean; // forms and texts
}

export function Screen(props: ScreenProps) {
  const { title } = props;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div className={classes.screen} data-fixed={props.fixed || undefined}>
      <header className={classes.head}>
        <div className={classes.line}>
          <h1 className={classes.title}>{title}</h1>
          {props.note && <span className={classes.note}>{props.note}</span>}
          {props.actions && <div className={classes.actions}>{props.actions}</div>}
        </div>
        {props.filters && <div className={classes.filters}>{props.filters}</div>}
      </header>
      <div className={classes.body} data-narrow={props.narrow || undefined}>
        {props.children}
      </div>
    </div>
  );
}

// A titled part of a screen or drawer.
export function Section(props: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <div className={classes.section_head}>
        <h2>{props.title}</h2>
        {props.actions && <div className={classes.actions}>{props.actions}</div>}
      </div>
      {props.children}
    </section>
  );
}

// Names and values one under the other: <Facts rows={[[t('inn'), company.inn], …]} />
export function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={classes.facts}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value || '—'}</dd>
        </div>
      ))}
    </dl>
  );
}
