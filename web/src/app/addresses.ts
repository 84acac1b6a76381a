// Where a thing of a noun is shown, for links from search, tasks, timelines. A new screen of a noun
// has one line here.
const places: Record<string, (id: number) => string> = {
  enquiry: (id) => `/inbox?enquiry=${id}`,
  letter: (id) => `/inbox?letter=${id}`,
  thread: (id) => `/inbox?thread=${id}`,
  mailbox: () => '/settings/mailboxes',
  deal: (id) => `/deals/${id}`,
  company: (id) => `/companies/${id}`,
  contact: (id) => `/people/${id}`,
  quote: (id) => `/quotes/${id}`,
  product: (id) => `/catalog?product=${id}`,
  selection: (id) => `/catalog?selection=${id}`,
  feed: () => '/settings/feeds',
};

export function address_of(noun: string, id: number): string | undefined {
  return places[noun]?.(id);
}
