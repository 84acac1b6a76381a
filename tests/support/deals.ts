// A deal of a company with one person: what the journeys begin with.
import { expect } from '@playwright/test';
import type { Api } from './api.ts';

const need = (product: string) => ({
  items: [
    {
      product,
      product_head: '',
      runs: [100, 300],
      colour: '',
      material: '',
      size: '',
      note: '',
      imprints: [],
    },
  ],
  in_hands_on: null,
  deadline_words: '',
  budget_kopecks: null,
  budget_per: 'total',
  delivery_place: '',
});

export async function makeDeal(
  api: Api,
  title: string,
  company = 'Ромашка',
  product = 'Кружки с логотипом',
): Promise<any> {
  const made = await api.post('/api/deals', {
    title,
    company: { name: company, legal_form: 'ООО', inn: '', kpp: '', site: '' },
    contact: {
      surname: 'Петрова',
      name: 'Ольга',
      patronymic: '',
      position: '',
      phones: [],
      emails: [`${title.length}@client.test`],
    },
    need: need(product),
    thread_ids: [],
  });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  return made.body;
}
