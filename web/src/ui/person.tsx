import classes from './person.module.css';

// Two letters and a quiet colour that follows the person, not the mood.
export function initials(name: string): string {
  const [first = '', second = ''] = name.trim().split(/\s+/);
  return (first.slice(0, 1) + second.slice(0, 1)).toUpperCase() || '?';
}
function shade(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.charCodeAt(0)) % 997;
  return sum % 6;
}

export function Avatar({ name, size = 22 }: { name: string; size?: number }) {
  return (
    <span
      className={classes.avatar}
      data-shade={shade(name)}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.42) }}
      data-initials={initials(name)}
      aria-hidden="true"
    />
  );
}

export function Person({ name, note }: { name: string; note?: string }) {
  return (
    <span className={classes.person} title={note}>
      <Avatar name={name} />
      <span className={classes.name}>{name}</span>
    </span>
  );
}
