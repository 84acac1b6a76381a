// What the screens of clients ask and do (1.2.1).
import { useInfiniteQuery } from '@tanstack/react-query';
import { api, send } from '../../api/client';
import { shows } from '../../api/live';
import type { components, paths } from '../../api/schema.gen';
import type { SearchValues } from '../../app/search';
import { customers as t } from '../../texts/customers';

type Schemas = components['schemas'];
export type CompanyRow = Schemas['CompanyRow'];
export type CompanyCard = Schemas['CompanyCard'];
export type CompanyForm = Omit<Schemas['CompanyEdit'], 'version'>;
export type ContactRow = Schemas['ContactRow'];
export type ContactCard = Schemas['ContactCard'];
export type ContactForm = Schemas['ContactForm'];
export type CustomerPoint = Schemas['CustomerPoint'];
export type PointKind = Schemas['PointKind'];
export type CompanyFilter = NonNullable<paths['/api/companies']['get']['parameters']['query']>;
export type ContactFilter = NonNullable<paths['/api/contacts']['get']['parameters']['query']>;
export type Noun = 'company' | 'contact';

// A company's row shows its first person, a person's row his company.
shows('/api/companies', 'contact', 'company_group');
shows('/api/contacts', 'company');
shows('/api/company-groups', 'company_group');
shows('/api/customers', 'company', 'contact');

export const point_kinds = ['phone', 'email', 'telegram', 'whatsapp', 'max', 'other'] as const;
export const kind_name = (kind: PointKind) => t(`kind_${kind}`);
export const empty_point = (kind: PointKind = 'phone'): CustomerPoint => ({
  kind,
  value: '',
  extension: '',
  note: '',
  preferred: false,
});

// The filter as it stands in the address -> as the API takes it.
function shared_filter(values: SearchValues): CompanyFilter & ContactFilter {
  const { text, scope, owner_id, order } = values;
  const known = scope === 'mine' || scope === 'team' ? (scope as 'mine' | 'team') : undefined;
  return {
    ...(text ? { text: String(text) } : {}),
    ...(known ? { scope: known } : {}),
    ...(owner_id === undefined ? {} : { owner_id: Number(owner_id) }),
    ...(order === 'name' ? { order: 'name' as const } : {}),
  };
}
export const company_filter = (values: SearchValues): CompanyFilter => ({
  ...shared_filter(values),
  ...(Number(values.group_id) ? { group_id: Number(values.group_id) } : {}),
});
export const contact_filter = (values: SearchValues): ContactFilter => ({
  ...shared_filter(values),
  ...(Number(values.company_id) ? { company_id: Number(values.company_id) } : {}),
});
export const filter_keys = ['text', 'owner_id', 'group_id', 'company_id'] as const;

export const useCompanies = (filter: CompanyFilter) =>
  useInfiniteQuery({
    queryKey: ['get', '/api/companies', { params: { query: filter } }, 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...filter, cursor: pageParam, limit: 60 };
      const { data } = await send.GET('/api/companies', { params: { query }, signal });
      return data as Schemas['CompanyPage'];
    },
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });

export const useContacts = (filter: ContactFilter) =>
  useInfiniteQuery({
    queryKey: ['get', '/api/contacts', { params: { query: filter } }, 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...filter, cursor: pageParam, limit: 60 };
      const { data } = await send.GET('/api/contacts', { params: { query }, signal });
      return data as Schemas['ContactPage'];
    },
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });

export const useCompany = (id: number) =>
  api.useQuery('get', '/api/companies/{id}', { params: { path: { id } } });
export const useContact = (id: number) =>
  api.useQuery('get', '/api/contacts/{id}', { params: { path: { id } } });

export function export_address(path: string, filter: object, format: 'csv' | 'xlsx'): string {
  const query = new URLSearchParams({ format });
  for (const [key, value] of Object.entries(filter)) query.append(key, String(value));
  return `${path}?${query}`;
}
