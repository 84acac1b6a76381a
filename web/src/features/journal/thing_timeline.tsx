// The timeline of one thing, wherever that thing is shown.
import { useInfiniteQuery } from '@tanstack/react-query';
import { api, send } from '../../api/client';
import { refresh } from '../../api/live';
import type { components } from '../../api/schema.gen';
import { Thing } from '../../app/thing';
import { journal as t } from '../../texts/journal';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { Empty, Failed, Loading } from '../../ui/states';
import { Tag } from '../../ui/tag';
import { type Happening, Timeline } from '../../ui/timeline';
import { type Entry, told } from './event_words';
import './tellers';

interface ThingTimelineProps {
  noun: string;
  id: number;
  only?: (entry: Entry) => boolean;
}

export function ThingTimeline({ noun, id, only }: ThingTimelineProps) {
  const pages = useInfiniteQuery({
    queryKey: ['get', '/api/timeline', { params: { query: { noun, id } } }, 'pages'],
    initialPageParam: undefined as number | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const query = { noun, id, limit: 40, before: pageParam };
      const { data } = await send.GET('/api/timeline', { params: { query }, signal });
      return data as components['schemas']['TimelinePage'];
    },
    getNextPageParam: (page) => (page.next ? Number(page.next) : undefined),
  });
  const undo = api.useMutation('post', '/api/events/{id}/undo', {
    onSuccess: () => refresh(noun, id),
  });
  if (pages.error && !pages.data)
    return <Failed error={pages.error} retry={() => void pages.refetch()} />;
  if (!pages.data) return <Loading rows={5} />;
  const entries = pages.data.pages.flatMap((page) => page.items);

  const happening = (entry: Entry): Happening => {
    const { icon, text, detail, tone } = told(entry);
    return {
      id: entry.id,
      at: entry.at,
      icon,
      tone,
      who: entry.actor_name || t('program'),
      text: (
        <>
          {text}
          {entry.title && (
            <>
              {' · '}
              <Thing noun={entry.noun} id={entry.subject_id}>
                {entry.title}
              </Thing>
            </>
          )}{' '}
          {entry.undone_by && <Tag>{t('undone')}</Tag>}
        </>
      ),
      detail: detail && detail !== entry.title ? detail : undefined,
      action: entry.may_undo && (
        <Button
          kind="quiet"
          busy={undo.isPending && undo.variables?.params.path.id === entry.id}
          onClick={() => undo.mutate({ params: { path: { id: entry.id } } })}
        >
          {ui('undo')}
        </Button>
      ),
    };
  };
  const shown = only ? entries.filter(only) : entries;
  if (shown.length === 0 && !pages.hasNextPage) return <Empty icon="clock" title={t('nothing')} />;
  return (
    <Timeline
      items={shown.map(happening)}
      more={
        pages.hasNextPage && (
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {ui('more')}
          </Button>
        )
      }
    />
  );
}
