// A person's day: what is late, what is due today, on the next working day, later (1.2.3).
import { lazy, Suspense, useState } from 'react';
import { api } from '../../api/client';
import { shows } from '../../api/live';
import { useSearchValues } from '../../app/search';
import { useSession } from '../../app/session';
import { say } from '../../texts/catalogue';
import { tasks as t } from '../../texts/tasks';
import { Button } from '../../ui/button';
import { Choice } from '../../ui/choice';
import { day, near_day } from '../../ui/format';
import { useKeys } from '../../ui/keys';
import { Screen as Frame } from '../../ui/screen';
import { Empty, Loaded } from '../../ui/states';
import { Count } from '../../ui/tag';
import { useDepartment } from '../process/process';
import { type TaskRow, useTaskActs } from './task_acts';
import { TaskLine } from './task_line';
import classes from './tasks.module.css';

const ColleagueChoice = lazy(() => import('../accounts/colleague_choice'));
const TaskDrawer = lazy(() => import('./task_drawer'));

shows('/api/day', 'task');

export function Screen() {
  const { person, may } = useSession();
  const [person_id, set_person_id] = useState(person.id);
  const [values, set_values] = useSearchValues();
  const calls = values.call === true ? 'calls' : values.call === false ? 'others' : 'all';
  const kind = typeof values.kind === 'string' ? values.kind : undefined;
  const [open, set_open] = useState<TaskRow | 'new'>();
  // The live map of the team or of all opens their tasks together.
  const asked = values.scope;
  const scope: 'team' | 'all' | undefined =
    asked === 'team' ? 'team' : asked === 'all' ? 'all' : undefined;
  const query = {
    ...(scope ? { scope } : person_id === person.id ? {} : { person_id }),
    ...(calls === 'all' ? {} : { call: calls === 'calls' }),
    ...(kind ? { kind } : {}),
  };
  const choose_person = (id: number) => {
    set_person_id(id);
    set_values({ scope: undefined });
  };
  const my_day = api.useQuery('get', '/api/day', { params: { query } });
  const acts = useTaskActs();
  const department = useDepartment();
  const calling = new Set(department?.tasks.filter((kind) => kind.call).map((kind) => kind.key));

  const kind_words = department?.tasks.find((each) => each.key === kind)?.words;

  useKeys(t('day'), [{ keys: 'n', text: t('new_task'), run: () => set_open('new') }]);

  const today = my_day.data?.today;
  const part = (title: string, items: readonly TaskRow[], late = false) => (
    <section className={classes.part} key={title}>
      <h2 data-late={(late && items.length > 0) || undefined}>
        {title}
        <Count value={items.length} tone={late ? 'late' : 'calm'} />
      </h2>
      {items.length === 0 ? (
        <p className={classes.nothing}>{t('part_empty')}</p>
      ) : (
        <ul>
          {items.map((task) => (
            <TaskLine
              key={task.id}
              task={task}
              today={today ?? ''}
              call={calling.has(task.kind)}
              acts={acts}
              onOpen={set_open}
            />
          ))}
        </ul>
      )}
    </section>
  );

  return (
    <Frame
      title={t('day')}
      note={[today && day(today), kind_words && say(kind_words), scope && t(`of_${scope}`)]
        .filter(Boolean)
        .join(' · ')}
      actions={
        <>
          {may('deals_see_all') && (
            <Suspense>
              <ColleagueChoice label={t('whose')} value={person_id} onChange={choose_person} />
            </Suspense>
          )}
          <Choice
            label={t('kind')}
            value={calls}
            onChange={(value) =>
              set_values({ kind: undefined, call: value === 'all' ? undefined : value === 'calls' })
            }
            options={[
              { value: 'all', label: t('all') },
              { value: 'calls', label: t('calls') },
              { value: 'others', label: t('others') },
            ]}
          />
          <Button kind="main" icon="plus" onClick={() => set_open('new')}>
            {t('new_task')}
          </Button>
        </>
      }
    >
      <Loaded query={my_day} rows={10}>
        {(data) => {
          const soon = [...data.late, ...data.due_today, ...data.due_next_day, ...data.later];
          if (soon.length === 0)
            return <Empty icon="check" title={t('nothing_title')} text={t('nothing_text')} />;
          const next = near_day(data.next_working_day, data.today);
          return (
            <>
              {data.late.length > 0 && part(t('late'), data.late, true)}
              {part(t('today'), data.due_today)}
              {part(next.charAt(0).toUpperCase() + next.slice(1), data.due_next_day)}
              {data.later.length > 0 && part(t('later'), data.later)}
            </>
          );
        }}
      </Loaded>
      <Suspense>
        {open && (
          <TaskDrawer
            key={open === 'new' ? 'new' : open.id}
            task={open === 'new' ? undefined : open}
            onClose={() => set_open(undefined)}
          />
        )}
      </Suspense>
    </Frame>
  );
}
