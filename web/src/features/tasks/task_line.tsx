// One task in a list: a circle to finish it, what it is about, until when.
import { lazy, Suspense, useState } from 'react';
import { Thing } from '../../app/thing';
import { tasks as t } from '../../texts/tasks';
import { IconButton } from '../../ui/button';
import { Countdown } from '../../ui/clock';
import { clock, date_of, day, days_between, near_day } from '../../ui/format';
import { Icon } from '../../ui/icons';
import { Tag } from '../../ui/tag';
import type { TaskRow, useTaskActs } from './task_acts';
import classes from './tasks.module.css';

const SnoozeMenu = lazy(() => import('./snooze_menu'));

interface TaskLineProps {
  task: TaskRow;
  today: string;
  call: boolean; // done by telephone
  acts: ReturnType<typeof useTaskActs>;
  onOpen: (task: TaskRow) => void;
  whose?: boolean; // outside the day's list: says the name and the day as well
}

export function TaskLine({ task, today, call, acts, onOpen, whose }: TaskLineProps) {
  const [snoozing, set_snoozing] = useState(false);
  const failed = () => {}; // the refusal is told by a toast
  const clock_button = (
    <IconButton icon="clock" label={t('snooze')} onClick={() => set_snoozing(true)} />
  );
  return (
    <li
      className={classes.task}
      data-task={task.id}
      data-late={task.late || undefined}
      data-leaving={acts.leaving === task.id || undefined}
    >
      <button
        type="button"
        className={classes.circle}
        aria-label={t('complete_name', { title: task.title })}
        title={t('complete')}
        onClick={() => void acts.complete(task.id).catch(failed)}
      >
        <Icon name="check" size={12} />
      </button>
      <button type="button" className={classes.words} onClick={() => onOpen(task)}>
        {call && <Icon name="call" size={14} />}
        <span className={classes.title}>{task.title}</span>
        {task.note && <span className={classes.note}>{task.note}</span>}
      </button>
      {task.subject_title && (
        <span className={classes.subject}>
          <Thing noun={task.noun} id={task.subject_id}>
            {task.subject_title}
          </Thing>
        </span>
      )}
      {whose && <span className={classes.whose}>{task.assignee_name}</span>}
      <span className={classes.due}>
        <Due task={task} today={today} dated={whose} />
      </span>
      <span className={classes.snooze}>
        {snoozing ? (
          <Suspense fallback={clock_button}>
            <SnoozeMenu
              onHour={() => void acts.snooze_hour(task.id).catch(failed)}
              onDay={() => void acts.snooze_day(task.id).catch(failed)}
              onClose={() => set_snoozing(false)}
            />
          </Suspense>
        ) : (
          clock_button
        )}
      </span>
    </li>
  );
}

// Today's and late tasks count down; what comes later says its day, unless the list's heading does.
function Due({ task, today, dated }: { task: TaskRow; today: string; dated?: boolean }) {
  const on = date_of(task.due_at);
  const away = days_between(today, on);
  if (task.late || (away === 0 && !task.whole_day)) return <Countdown until={task.due_at} />;
  const hour = task.whole_day ? '' : clock(task.due_at);
  if (dated) return <Tag>{`${near_day(on)}${hour && `, ${hour}`}`}</Tag>;
  if (away === 0) return null;
  if (away === 1 && task.whole_day) return null;
  return <Tag>{away <= 1 ? hour : `${day(on)}${hour && `, ${hour}`}`}</Tag>;
}
