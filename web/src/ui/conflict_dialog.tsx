// Two people edited the same thing: both values beside each other, the person chooses (an edit
// carries a version; the server refused ours with what is saved now).
import type { ReactNode } from 'react';
import { ui } from '../texts/ui';
import { Button } from './button';
import classes from './conflict.module.css';
import { Dialog } from './dialog';

export interface ConflictRow {
  field: string;
  mine: ReactNode;
  theirs: ReactNode;
}

interface ConflictDialogProps {
  rows: readonly ConflictRow[];
  changed_by?: string; // who and when, if the server says
  onMine: () => void;
  onTheirs: () => void;
}

export function ConflictDialog({ rows, changed_by, onMine, onTheirs }: ConflictDialogProps) {
  return (
    <Dialog
      title={ui('conflict_title')}
      size="lg"
      onClose={onTheirs}
      actions={
        <>
          <Button onClick={onTheirs}>{ui('conflict_keep_theirs')}</Button>
          <Button kind="main" onClick={onMine}>
            {ui('conflict_keep_mine')}
          </Button>
        </>
      }
    >
      <p className="quiet">{ui('conflict_text')}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">{ui('conflict_mine')}</th>
            <th scope="col">
              {ui('conflict_theirs')}
              {changed_by && <span className={classes.by}> · {changed_by}</span>}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.field}>
              <th scope="row">{row.field}</th>
              <td className={classes.mine}>{row.mine || ui('empty_value')}</td>
              <td>{row.theirs || ui('empty_value')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
