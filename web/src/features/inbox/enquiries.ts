// What the inbox asks and does.
import { useInfiniteQuery } from '@tanstack/react-query';
import { api, send } from '../../api/client';
import { refresh } from '../../api/live';
import type { components, paths } from '../../api/schema.gen';
import { inbox as t } from '../../texts/inbox';
import type { Tone } from '../../ui/format';

export type EnquiryRow = components['schemas']['EnquiryRow'];
export type EnquiryCard = components['schemas']['EnquiryCard'];
export type EnquiryPage = components['schemas']['EnquiryPage'];
export type EnquiryVerb = components['schemas']['EnquiryVerb'];
export type DismissedAs = components['schemas']['DismissedAs'];
export type EnquiryFilter = NonNullable<paths['/api/enquiries']['get']['parameters']['query']>;

export function useEnquiries(filter: EnquiryFilter) {
  return useInfiniteQuery({
    queryKey: ['get', '/api/enquiries', { params: { query: filter } }, 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...filter, after: pageParam, limit: 50 };
      const { data } = await send.GET('/api/enquiries', { params: { query }, signal });
      return data as EnquiryPage;
    },
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
}

export const enquiry_key = (id: number) =>
  api.queryOptions('get', '/api/enquiries/{id}', { params: { path: { id } } }).queryKey;

export const useEnquiry = (id: number) =>
  api.useQuery('get', '/api/enquiries/{id}', { params: { path: { id } } });

export function state_words(state: string): { text: string; tone: Tone } {
  const words: Record<string, [string, Tone]> = {
    new: [t('tag_new'), 'waiting'],
    in_work: [t('tag_in_work'), 'calm'],
    became_deal: [t('tag_became_deal'), 'done'],
    attached: [t('tag_attached'), 'done'],
    not_enquiry: [t('tag_not_enquiry'), 'calm'],
  };
  const [text, tone] = words[state] ?? [state, 'calm'];
  return { text, tone };
}

export const is_open = (enquiry: { state: string }) =>
  enquiry.state === 'new' || enquiry.state === 'in_work';

export const sender_of = (enquiry: EnquiryRow) => enquiry.sender_name || enquiry.sender_address;

// The words of the department's letter: greeting and the questions for what is missing.
export async function proposed_answer(id: number): Promise<string> {
  const { data } = await send.GET('/api/enquiries/{id}/reply', { params: { path: { id } } });
  return data?.text ?? '';
}

export async function mark_read(id: number) {
  await send.POST('/api/enquiries/{id}/reading', { params: { path: { id } } });
  refresh('enquiry', id);
}
