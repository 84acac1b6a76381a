// What is measured: the requests that the screens of the page make, by people of several roles.
export const words = ['кружка', 'футболка', 'зонт', 'Смирнова', 'Петров', 'мост', '+7 916', 'горизонт'];

/** Ids and cursors of the company to ask for. */
export async function scout(person) {
  const all = 'any_outcome=true&limit=100';
  let page = await person.get(`/api/deals?${all}`);
  const first = page.items;
  let cursor = page.next;
  let pages = 1;
  for (; cursor && pages < 200; pages += 1) {
    page = await person.get(`/api/deals?${all}&after=${encodeURIComponent(cursor)}`);
    if (!page.next) break;
    cursor = page.next;
  }
  const open = (await person.get('/api/deals?limit=100')).items;
  const companies = await person.mayGet('/api/companies');
  const enquiries = await person.mayGet('/api/enquiries');
  const shown = companies.filter((one) => !one.hidden);
  return { deals: [...first, ...page.items, ...open], open, companies: shown, enquiries, cursor, pages };
}

const each = (list, path) => list.map((item) => path(item));

/** Name and paths of every reading case. */
export function readings(found) {
  const deals = found.deals.map((deal) => deal.id);
  const text = (word) => encodeURIComponent(word);
  return [
    ['map', ['/api/map']],
    ['board', ['/api/deals/board']],
    ['deals, open, page 1', ['/api/deals']],
    ['deals, all, page 1', ['/api/deals?any_outcome=true']],
    [
      `deals, all, page ${found.pages}`,
      found.cursor
        ? [`/api/deals?any_outcome=true&after=${encodeURIComponent(found.cursor)}`]
        : [],
    ],
    ['deals, late', ['/api/deals?late=true']],
    ['deals, lost, by reason', ['/api/deals?outcome=lost&lost_reason=price']],
    ['deals, by words', each(words, (w) => `/api/deals?any_outcome=true&text=${text(w)}`)],
    ['deals, by amount', ['/api/deals?any_outcome=true&amount_from=50000000']],
    ['deal card', each(deals, (id) => `/api/deals/${id}`)],
    ['timeline of a deal', each(deals, (id) => `/api/timeline?noun=deal&id=${id}`)],
    ['quotes of a deal', each(deals, (id) => `/api/quotes?deal_id=${id}`)],
    ['search', each(words, (w) => `/api/search?text=${text(w)}`)],
    ['my day', ['/api/day']],
    ['inbox, page 1', ['/api/enquiries']],
    ['inbox, counts', ['/api/enquiries/counts']],
    ['enquiry card', each(found.enquiries, (one) => `/api/enquiries/${one.id}`)],
    ['companies, page 1', ['/api/companies']],
    ['companies, by words', each(['мост', 'горизонт', 'банк'], (w) => `/api/companies?text=${text(w)}`)],
    ['company card', each(found.companies, (one) => `/api/companies/${one.id}`)],
    ['contacts, page 1', ['/api/contacts']],
    ['duplicates while typing', ['/api/customers/similar?surname=Петрова&name=Ольга'.replace(/[а-яА-Я]+/g, text)]],
    ['products, by words', each(['кружка', 'зонт', 'ручка'], (w) => `/api/products?text=${text(w)}`)],
    ['threads of letters, page 1', ['/api/threads']],
  ].filter(([, paths]) => paths.length > 0);
}

/** How often each screen is asked for when thirty people work. */
export const mixed = [
  ['map', 4],
  ['board', 10],
  ['deals, open, page 1', 8],
  ['deals, by words', 2],
  ['deal card', 30],
  ['timeline of a deal', 20],
  ['search', 8],
  ['my day', 8],
  ['inbox, page 1', 8],
  ['inbox, counts', 8],
  ['enquiry card', 8],
  ['companies, page 1', 3],
  ['company card', 5],
];
