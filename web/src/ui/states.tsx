// What a list shows when it has nothing to show: empty, loading, failed. Every list has all three.
import type { ReactNode } from 'react';
import { as_problem } from '../api/problem';
import { ui } from '../texts/ui';
import { Button } from './button';
import { Icon, type IconName } from './icons';
import classes from './states.module.css';

interface EmptyProps {
  icon?: IconName;
  title?: string;
  text?: ReactNode; // what to do about it
  action?: ReactNode;
}
export function Empty({ icon, title = ui('nothing'), text, action }: EmptyProps) {
  return (
    <div className={classes.state}>
      {icon && (
        <span className={classes.icon}>
          <Icon name={icon} size={28} />
        </span>
      )}
      <p className={classes.title}>{title}</p>
      {text && <p className={classes.text}>{text}</p>}
      {action}
    </div>
  );
}

export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const problem = as_problem(error);
  return (
    <div className={classes.state} role="alert">
      <span className={classes.warning}>
        <Icon name="warning" size={28} />
      </span>
      <p className={classes.title}>{ui('failed')}</p>
      <p className={classes.text}>{problem.message}</p>
      {problem.request_id && (
        <p className={classes.small}>{ui('request_number', { id: problem.request_id })}</p>
      )}
      {retry && <Button onClick={retry}>{ui('retry')}</Button>}
    </div>
  );
}

// Grey bars where the rows will stand, so that nothing jumps.
export function Loading({ rows = 6, height = 36 }: { rows?: number; height?: number }) {
  return (
    <div role="status" aria-label={ui('loading')} className={classes.loading}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={classes.row} style={{ height }}>
          <span className={classes.bar} style={{ width: `${[62, 48, 71, 55, 40][index % 5]}%` }} />
        </div>
      ))}
    </div>
  );
}

interface Answer<Data> {
  data: Data | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}
// <Loaded query={deal}>{(deal) => …}</Loaded>
export function Loaded<Data>(props: {
  query: Answer<Data>;
  rows?: number;
  children: (data: Data) => ReactNode;
}) {
  const { query } = props;
  if (query.data !== undefined) return props.children(query.data);
  if (query.error) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return <Loading rows={props.rows} />;
}
