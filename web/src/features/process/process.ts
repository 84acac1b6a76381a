// How the department works (the process file in force): stages, kinds of tasks, words of the rules.
// Asked once; a new version comes by a live event.
import { api } from '../../api/client';
import { shows } from '../../api/live';
import type { components } from '../../api/schema.gen';

export type Department = components['schemas']['Department'];
export type Stage = components['schemas']['DealStage'];
export type TaskKind = components['schemas']['TaskKind'];

shows('/api/process', 'process');

export function useDepartment(): Department | undefined {
  const forever = { staleTime: Number.POSITIVE_INFINITY };
  return api.useQuery('get', '/api/process', {}, forever).data?.department;
}
