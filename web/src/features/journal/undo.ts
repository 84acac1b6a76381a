// «Отменить» for what has just been done: the newest event of that verb that may be taken back.
import { send } from '../../api/client';
import { refresh } from '../../api/live';

export async function undo_event(event_id: number) {
  await send.POST('/api/events/{id}/undo', { params: { path: { id: event_id } } });
}

export async function undo_latest(noun: string, id: number, ...verbs: string[]) {
  const query = { noun, id, limit: 10 };
  const { data } = await send.GET('/api/timeline', { params: { query } });
  const entry = data?.items.find((each) => each.may_undo && verbs.includes(each.verb));
  if (entry) await undo_event(entry.id);
  refresh(noun, id);
}
