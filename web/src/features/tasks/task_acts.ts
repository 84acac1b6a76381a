// What a person does with a task, from wherever it is shown; each can be taken back.
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import type { components } from '../../api/schema.gen';
import { tasks as t } from '../../texts/tasks';
import { toast } from '../../ui/toast';
import { undo_latest } from '../journal/undo';

export type Task = components['schemas']['Task'];
export type TaskRow = components['schemas']['TaskRow'];

function told(task: Task, text: string, verb: string) {
  refresh('task', task.id);
  toast(text, () => undo_latest('task', task.id, verb));
}

export function useTaskActs() {
  const complete = api.useMutation('post', '/api/tasks/{id}/completion', {
    onSuccess: (task) => told(task, t('completed', { title: task.title }), 'done'),
  });
  const cancel = api.useMutation('post', '/api/tasks/{id}/cancellation', {
    onSuccess: (task) => told(task, t('cancelled', { title: task.title }), 'cancelled'),
  });
  const snooze = api.useMutation('post', '/api/tasks/{id}/snooze', {
    onSuccess: (task) => told(task, t('snoozed', { title: task.title }), 'snoozed'),
  });
  const params = (id: number) => ({ path: { id } });
  return {
    busy: complete.isPending || cancel.isPending || snooze.isPending,
    leaving: complete.isPending ? complete.variables.params.path.id : undefined,
    complete: (id: number, result?: string) =>
      complete.mutateAsync({ params: params(id), body: { result: result || null } }),
    cancel: (id: number, result?: string) =>
      cancel.mutateAsync({ params: params(id), body: { result: result || null } }),
    snooze_hour: (id: number) =>
      snooze.mutateAsync({
        params: params(id),
        body: { to: 'in_working_hours', working_hours: 1 },
      }),
    snooze_day: (id: number) =>
      snooze.mutateAsync({ params: params(id), body: { to: 'next_working_day' } }),
  };
}
