// A task, new or known: its words, whose it is, until when, what came of it.
import { useForm } from '@mantine/form';
import { useId, useState } from 'react';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import { as_problem } from '../../api/problem';
import { useSession } from '../../app/session';
import { Thing } from '../../app/thing';
import { say } from '../../texts/catalogue';
import { tasks as t } from '../../texts/tasks';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { ConflictDialog } from '../../ui/conflict_dialog';
import { SideDrawer } from '../../ui/dialog';
import { DateField, LongTextField, SelectField, TextField, TimeField } from '../../ui/fields';
import { FormProblem, field_errors } from '../../ui/form';
import { date_of, day_and_time, instant_of, minute_of } from '../../ui/format';
import { toast } from '../../ui/toast';
import { useDepartment } from '../process/process';
import { type Task, type TaskRow, useTaskActs } from './task_acts';
import classes from './tasks.module.css';

interface TaskDrawerProps {
  task?: TaskRow; // none: a new one
  about?: { noun: string; id: number; title: string };
  onClose: () => void;
}

interface Values {
  kind: string;
  title: string;
  note: string;
  assignee_id: number;
  due_on: string | null;
  due_minute: number | null;
}

function values_of(task: Task | undefined, me: number): Values {
  return {
    kind: task?.kind ?? 'call',
    title: task?.title ?? '',
    note: task?.note ?? '',
    assignee_id: task?.assignee_id ?? me,
    due_on: task ? date_of(task.due_at) : null,
    due_minute: task && !task.whole_day ? minute_of(task.due_at) : null,
  };
}

export default function TaskDrawer({ task, about, onClose }: TaskDrawerProps) {
  const form_id = useId();
  const { person } = useSession();
  const department = useDepartment();
  const colleagues = api.useQuery('get', '/api/colleagues');
  const acts = useTaskActs();
  const [result, set_result] = useState('');
  const [theirs, set_theirs] = useState<Task>();
  const form = useForm({ initialValues: values_of(task, person.id) });
  const failed = (error: unknown) => {
    const problem = as_problem(error);
    if (problem.status === 409 && problem.details) set_theirs(problem.details as Task);
    form.setErrors(field_errors(error));
  };
  const saved = (text: string) => () => {
    refresh('task', task?.id);
    toast(text);
    onClose();
  };
  const quiet = { meta: { quiet: true }, onError: failed };
  const add = api.useMutation('post', '/api/tasks', { ...quiet, onSuccess: saved(t('created')) });
  const change = api.useMutation('patch', '/api/tasks/{id}', {
    ...quiet,
    onSuccess: saved(t('saved')),
  });

  const due = ({ due_on, due_minute }: Values) => {
    if (due_on === null) return {};
    return due_minute === null ? { due_on } : { due_at: instant_of(due_on, due_minute) };
  };
  const save = (values: Values, version = task?.version) => {
    const { kind, title, note, assignee_id } = values;
    const body = { kind, note, assignee_id, ...(title ? { title } : {}), ...due(values) };
    if (task && version !== undefined)
      change.mutate({ params: { path: { id: task.id } }, body: { ...body, version } });
    else
      add.mutate({
        body: { ...body, ...(about ? { noun: about.noun, subject_id: about.id } : {}) },
      });
  };
  const finish = async (act: (id: number, result?: string) => Promise<unknown>) => {
    if (!task) return;
    await act(task.id, result).then(onClose, () => {});
  };
  const shown = (each: Values): [string, string][] => [
    [t('title'), each.title],
    [t('note'), each.note],
    [t('assignee'), String(colleagues.data?.items.find((c) => c.id === each.assignee_id)?.name)],
    [t('due_on'), each.due_on ? day_and_time(instant_of(each.due_on, each.due_minute ?? 0)) : ''],
  ];

  return (
    <SideDrawer
      title={task ? t('task') : t('new_task')}
      size="md"
      onClose={onClose}
      actions={
        <>
          {task && <Button onClick={() => void finish(acts.cancel)}>{t('cancel')}</Button>}
          <Button
            kind={task ? 'plain' : 'main'}
            submit
            form={form_id}
            busy={add.isPending || change.isPending}
          >
            {ui('save')}
          </Button>
          {task && (
            <Button kind="main" icon="check" onClick={() => void finish(acts.complete)}>
              {t('complete')}
            </Button>
          )}
        </>
      }
    >
      <form id={form_id} className="fields" onSubmit={form.onSubmit((values) => save(values))}>
        <FormProblem error={theirs ? undefined : (add.error ?? change.error)} />
        {(task?.subject_title || about) && (
          <p>
            <span className="quiet">{t('about')}: </span>
            <Thing noun={task?.noun ?? about?.noun ?? ''} id={task?.subject_id ?? about?.id ?? 0}>
              {task?.subject_title ?? about?.title}
            </Thing>
          </p>
        )}
        <div className="pair">
          <SelectField
            label={t('kind')}
            data={(department?.tasks ?? []).map((kind) => ({
              value: kind.key,
              label: say(kind.words),
            }))}
            searchable
            allowDeselect={false}
            {...form.getInputProps('kind')}
          />
          <SelectField
            label={t('assignee')}
            data={(colleagues.data?.items ?? [])
              .filter((each) => each.active || each.id === form.values.assignee_id)
              .map((each) => ({ value: String(each.id), label: each.name }))}
            searchable
            allowDeselect={false}
            error={form.errors.assignee_id}
            value={String(form.values.assignee_id)}
            onChange={(value) => form.setFieldValue('assignee_id', Number(value))}
          />
        </div>
        <TextField
          label={t('title')}
          description={task ? undefined : t('title_note')}
          data-autofocus
          {...form.getInputProps('title')}
        />
        <div className="pair">
          <DateField label={t('due_on')} {...form.getInputProps('due_on')} />
          <TimeField
            label={t('due_time')}
            description={t('due_time_note')}
            {...form.getInputProps('due_minute')}
          />
        </div>
        <LongTextField
          label={t('note')}
          autosize
          minRows={2}
          maxRows={8}
          {...form.getInputProps('note')}
        />
      </form>
      {task && (
        <div className={classes.result}>
          <TextField
            label={t('result')}
            placeholder={t('result_example')}
            value={result}
            onChange={(event) => set_result(event.currentTarget.value)}
          />
        </div>
      )}
      {theirs && (
        <ConflictDialog
          rows={shown(form.values)
            .map(([field, mine], index) => ({
              field,
              mine,
              theirs: shown(values_of(theirs, person.id))[index]?.[1] ?? '',
            }))
            .filter((row) => row.mine !== row.theirs)}
          onMine={() => {
            set_theirs(undefined);
            save(form.values, theirs.version);
          }}
          onTheirs={() => {
            refresh('task', theirs.id);
            onClose();
          }}
        />
      )}
    </SideDrawer>
  );
}
