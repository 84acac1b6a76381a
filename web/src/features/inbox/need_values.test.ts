import { expect, test } from 'vitest';
import { body_of, form_errors, group_of, type NeedValues } from './need_values';

test.each([
  ['need.items.0.product', 'items[0].product'],
  ['need.items.1.runs', 'items[1].runs'],
  ['need.items.0.colour', 'items[0].color'],
  ['need.items.0.imprints.0.colours', 'items[0].imprint_colors'],
  ['need.in_hands_on', 'deadline'],
  ['contact.phones', 'sender.phones'],
  ['company.name', 'sender.company'],
  ['company.inn', 'sender.inn'],
])('%s belongs to %s of the letter', (path, group) => {
  expect(group_of(path)).toBe(group);
});

const values: NeedValues = {
  contact: {
    surname: 'Петрова',
    name: 'Ирина',
    patronymic: '',
    position: '',
    phones: '+7 916 123-45-67, +7 916 765-43-21',
    emails: '',
  },
  company: { name: '', legal_form: '', inn: '', kpp: '', site: '' },
  need: {
    items: [],
    in_hands_on: null,
    deadline_words: '',
    budget_kopecks: null,
    budget_per: 'total',
    delivery_place: '',
  },
};

test('sends several phones apart and says when there is no company', () => {
  const body = body_of(values, 3, undefined, undefined);
  expect(body.person?.phones).toEqual(['+7 916 123-45-67', '+7 916 765-43-21']);
  expect(body.without_company).toBe(true);
  expect(body.version).toBe(3);
});

test('a known company is sent by its id, not written anew', () => {
  const body = body_of(values, 3, { id: 5, title: 'Ирина' }, { id: 7, title: 'Незабудка' });
  expect(body).toMatchObject({ contact_id: 5, company_id: 7 });
  expect(body.company).toBeUndefined();
  expect(body.without_company).toBeUndefined();
});

test('a refusal of one of several phones stands at their field', () => {
  expect(form_errors({ 'person.phones.1': 'нет', 'need.items.0.runs.2': 'мало' })).toEqual({
    'contact.phones': 'нет',
    'need.items.0.runs': 'мало',
  });
});
