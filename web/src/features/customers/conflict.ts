// Two people at one card (409 customer_changed): what only the other one changed is taken over;
// what both changed is shown side by side.
import { as_problem } from '../../api/problem';
import { customers as t } from '../../texts/customers';
import { phone } from '../../ui/format';

export interface CustomerConflict<Form> {
  version: number;
  theirs: Form; // what stands there now, in the fields that differ
  rows: { field: string; mine: string; theirs: string }[];
  merged: Form; // mine, and theirs where I changed nothing
}
interface Details {
  version: number;
  fields: { field: string; theirs: unknown; yours: unknown }[];
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const names: Record<string, () => string> = {
  name: () => t('name'),
  legal_form: () => t('legal_form'),
  legal_name: () => t('legal_name'),
  inn: () => t('inn'),
  kpp: () => t('kpp'),
  ogrn: () => t('ogrn'),
  legal_address: () => t('legal_address'),
  delivery_address: () => t('delivery_address'),
  line_of_business: () => t('line_of_business'),
  site: () => t('site'),
  note: () => t('note'),
  logo_attachment_id: () => t('logo'),
  brand_colour: () => t('brand_colour'),
  group_id: () => t('group'),
  owner_id: () => t('owner'),
  accounts: () => t('accounts'),
  points: () => t('points'),
  surname: () => t('surname'),
  patronymic: () => t('patronymic'),
  address_form: () => t('address_form'),
  consent_at: () => t('consent'),
  places: () => t('places'),
};
export const field_name = (field: string) => names[field]?.() ?? field;

// A value of a form in words: a phone, a list of accounts, a text.
export function value_text(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(value_text).join('\n');
  if (typeof value === 'object') {
    const each = value as Record<string, unknown>;
    const main = each.value ?? each.account ?? each.position ?? each.company_id ?? '';
    return each.kind === 'phone' ? phone(String(main)) : String(main);
  }
  return String(value);
}

export function conflict_of<Form extends object>(
  error: unknown,
  before: Form,
  mine: Form,
): CustomerConflict<Form> | undefined {
  const problem = as_problem(error);
  if (problem.code !== 'customer_changed' || !problem.details) return undefined;
  const { version, fields } = problem.details as Details;
  const theirs = { ...mine } as Record<string, unknown>;
  const merged = { ...mine } as Record<string, unknown>;
  const rows: CustomerConflict<Form>['rows'] = [];
  for (const each of fields) {
    theirs[each.field] = each.theirs;
    const was = (before as Record<string, unknown>)[each.field];
    const wanted = (mine as Record<string, unknown>)[each.field];
    if (same(was ?? null, wanted ?? null)) merged[each.field] = each.theirs;
    else
      rows.push({
        field: field_name(each.field),
        mine: value_text(wanted),
        theirs: value_text(each.theirs),
      });
  }
  return { version, theirs: theirs as Form, rows, merged: merged as Form };
}
