// A deal whose need names a mug in two runs and a pen in one, and a quote for it.
import { expect } from '@playwright/test';
import type { Api } from './api.ts';
import { type MailSystem, readable } from './mail.ts';

export const seller = {
  name: 'ООО «Сувенир Плюс»',
  legal_form: 'ООО',
  inn: '7707083893',
  kpp: '773601001',
  ogrn: '',
  legal_address: '',
  director: '',
  accountant: '',
  number_prefix: '',
  numbers_by: 'tirazh',
  is_default: true,
  vat: [{ regime: 'general', valid_from: '2020-01-01' }],
  bank_accounts: [],
};

const need = {
  items: [
    {
      product: 'Кружка керамическая',
      product_head: 'кружка',
      runs: [300, 100],
      colour: 'белая',
      material: '',
      size: '',
      note: '',
      imprints: [{ method: 'деколь', colours: 2, place: 'на боку', size: '' }],
    },
    {
      product: 'Ручка',
      product_head: 'ручка',
      runs: [500],
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
};

export async function openDeal(api: Api, email: string): Promise<number> {
  const made = await api.post('/api/deals', {
    title: 'Кружки к празднику',
    company: { name: 'Ромашка', legal_form: '', inn: '', kpp: '', site: '' },
    contact: {
      surname: 'Петрова',
      name: 'Ольга',
      patronymic: 'Сергеевна',
      position: 'директор по маркетингу',
      phones: [],
      emails: [email],
    },
    need,
    thread_ids: [],
  });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  return made.body.id;
}

/** A quote with a cost for every run: it could go out. */
export async function readyQuote(api: Api, dealId: number): Promise<{ id: number; card: any }> {
  const made = await api.post('/api/quotes', { deal_id: dealId, selection_id: null });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  const draft = made.body.draft;
  for (const line of draft.lines) {
    for (const option of line.options) {
      option.unit_cost_micro = 100_000_000;
      for (const imprint of option.imprints) imprint.per_piece_micro = 5_000_000;
    }
  }
  draft.inner_note = 'наценку не показывать';
  const saved = await api.put(`/api/quotes/${made.body.id}/draft`, draft);
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  expect(saved.body.problems).toEqual([]);
  return { id: made.body.id, card: saved.body };
}

/** The quote reached the client by other means; resolves to the path of his page. */
export async function linkOf(api: Api, quoteId: number): Promise<string> {
  const card = (await api.get(`/api/quotes/${quoteId}`)).body;
  const sent = await api.post(`/api/quotes/${quoteId}/outside-sendings`, {
    version: card.version,
    on: null,
    note: 'в мессенджере',
  });
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  const activity = (await api.get(`/api/quotes/${quoteId}/activity`)).body;
  return new URL(activity.sendings[0].link).pathname;
}

/** The six digits in the last letter with a code that the client got. */
export async function codeIn(mail: MailSystem, client: string): Promise<string> {
  let code = '';
  const look = async () => {
    const texts = (await mail.lettersIn(client)).map((letter) => readable(letter).text);
    code = texts.flatMap((text) => /Код: (\d{6})/.exec(text)?.[1] ?? []).at(-1) ?? '';
    return code;
  };
  await expect.poll(look, { timeout: 30_000 }).not.toBe('');
  return code;
}
