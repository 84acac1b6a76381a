// What the form beside a letter holds, and which words of the letter belong to which field.
import type { components } from '../../api/schema.gen';
import { empty_item, need_of } from '../deals/need_fields';
import { field_group } from '../letters/letter_text';
import type { EnquiryCard } from './enquiries';

type EnquiryDeal = components['schemas']['EnquiryDeal'];
type ReadSpan = components['schemas']['ReadSpan'];
export interface Taken {
  id: number;
  title: string;
}

export interface NeedValues {
  contact: {
    surname: string;
    name: string;
    patronymic: string;
    position: string;
    phones: string; // several, as people write them: one after the other
    emails: string;
  };
  company: components['schemas']['CompanyFields'];
  need: components['schemas']['Need'];
}

export function values_of(card: EnquiryCard): NeedValues {
  const { phones, emails, ...person } = card.person;
  const items = card.need.items.length > 0 ? card.need.items : [empty_item()];
  return {
    contact: { ...person, phones: phones.join(', '), emails: emails.join(', ') },
    company: card.company,
    need: { ...card.need, items },
  };
}

const list_of = (text: string) =>
  text
    .split(/[,;]/)
    .map((each) => each.trim())
    .filter(Boolean);

export function body_of(
  values: NeedValues,
  version: number,
  contact: Taken | undefined,
  company: Taken | undefined,
): EnquiryDeal {
  const { phones, emails, ...person } = values.contact;
  const named = values.company.name.trim() !== '' || values.company.inn.trim() !== '';
  return {
    version,
    person: { ...person, phones: list_of(phones), emails: list_of(emails) },
    ...(contact ? { contact_id: contact.id } : {}),
    ...(company
      ? { company_id: company.id }
      : named
        ? { company: values.company }
        : { without_company: true }),
    need: need_of(values.need),
  };
}

// "need.items.0.colour" -> "items[0].color", as the reader of letters calls it.
export function group_of(path: string): string {
  const item = /^need\.items\.(\d+)\.(?:imprints\.0\.)?(\w+)$/.exec(path);
  if (item) {
    const imprint = path.includes('.imprints.');
    const names: Record<string, string> = imprint
      ? { method: 'imprint_method', colours: 'imprint_colors', place: 'imprint_place' }
      : { colour: 'color' };
    const name = item[2] as string;
    return `items[${item[1]}].${names[name] ?? name}`;
  }
  const others: Record<string, string> = {
    'need.in_hands_on': 'deadline',
    'need.deadline_words': 'deadline',
    'need.budget_kopecks': 'budget',
    'need.budget_per': 'budget',
    'need.delivery_place': 'delivery_place',
    'company.name': 'sender.company',
  };
  return others[path] ?? path.replace(/^(contact|company)\./, 'sender.');
}

export function spans_by_group(card: EnquiryCard): Map<string, ReadSpan[]> {
  const groups = new Map<string, ReadSpan[]>();
  for (const span of card.read?.spans ?? []) {
    const group = field_group(span.field);
    groups.set(group, [...(groups.get(group) ?? []), span]);
  }
  return groups;
}

// The server names "person.phones[0]", "need.items[0].runs[1]"; the form one field for each list.
export function form_errors(errors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([path, text]) => [
      path
        .replace(/^(contact|company)_id$/, '$1.name') // of a condition that lacks one
        .replace(/^person\./, 'contact.')
        .replace(/^contact\.(phones|emails)\.\d+$/, 'contact.$1')
        .replace(/\.runs\.\d+$/, '.runs'),
      text,
    ]),
  );
}
