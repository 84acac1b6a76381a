// The filter of the list of deals as it stands in the address, and as the API takes it.
import type { SearchValues } from '../../app/search';
import type { DealFilter } from './deals';

export const flags = ['late', 'no_next_step'] as const;
const texts = [
  'text',
  'quote',
  'outcome',
  'lacks',
  'in_hands_from',
  'in_hands_to',
  'lost_reason',
] as const;
const numbers = ['owner_id', 'company_id', 'contact_id', 'amount_from', 'amount_to'] as const;

// The address -> what the API takes; anything else in the address is left alone.
export function filter_of(values: SearchValues): DealFilter {
  const filter: Record<string, unknown> = {};
  for (const key of flags) if (values[key] === true) filter[key] = true;
  for (const key of texts) if (values[key]) filter[key] = String(values[key]);
  for (const key of numbers) if (Number(values[key])) filter[key] = Number(values[key]);
  const { stage, outcome, order, scope } = values;
  if (stage) filter.stage = Array.isArray(stage) ? stage : [String(stage)];
  if (outcome === 'any') {
    delete filter.outcome;
    filter.any_outcome = true;
  }
  if (order === 'quote_deadline') filter.order = order;
  if (scope) filter.scope = scope;
  return filter as DealFilter;
}

export const filter_keys = [...flags, ...texts, ...numbers, 'stage', 'order'] as const;
export const cleared: SearchValues = Object.fromEntries(filter_keys.map((key) => [key, undefined]));
