import type { ReactNode } from 'react';
import type { Tone } from './format';
import classes from './tag.module.css';

// A short word about a state. The colour never says more than the word does.
export function Tag({ children, tone = 'calm' }: { children: ReactNode; tone?: Tone }) {
  return (
    <span className={classes.tag} data-tone={tone}>
      {children}
    </span>
  );
}

// A count beside a menu item or a heading; red when something in it is late.
export function Count({ value, tone = 'calm' }: { value: number; tone?: Tone }) {
  if (value === 0) return null;
  return (
    <span className={classes.count} data-tone={tone}>
      {value > 999 ? '999+' : value}
    </span>
  );
}
