// One feed: its settings, its file, what was wrong with it.
import { useForm } from '@mantine/form';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api, send } from '../../api/client';
import { refresh } from '../../api/live';
import { as_problem } from '../../api/problem';
import type { components } from '../../api/schema.gen';
import { upload } from '../../api/upload';
import { useSession } from '../../app/session';
import { catalog as t } from '../../texts/catalog';
import { say } from '../../texts/catalogue';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { Ago } from '../../ui/clock';
import { ConflictDialog } from '../../ui/conflict_dialog';
import { SideDrawer } from '../../ui/dialog';
import { DropZone } from '../../ui/drop_zone';
import { SelectField, SwitchField, TextField } from '../../ui/fields';
import { FormProblem, field_errors } from '../../ui/form';
import { grouped } from '../../ui/format';
import { Facts, Section } from '../../ui/screen';
import { Failed, Loading } from '../../ui/states';
import { toast } from '../../ui/toast';
import { undo_event } from '../journal/undo';
import classes from './catalog.module.css';
import { type Feed, FeedState } from './feeds_screen';
import { path_of } from './selection_acts';

interface FeedDrawerProps {
  feed: Feed | undefined; // none: a new one
  onAdded: (id: number) => void;
  onClose: () => void;
}
interface Values {
  name: string;
  url: string;
  every_minutes: string;
  price_kind: 'retail' | 'dealer';
  discount: string; // per cent
  active: boolean;
}

const pauses = ['0', '60', '180', '720', '1440'] as const;
const point = (text: string) => text.replace(',', '.');

const values_of = (feed: Feed | undefined): Values => ({
  name: feed?.name ?? '',
  url: feed?.url ?? '',
  every_minutes: String(feed?.every_minutes ?? 180),
  price_kind: feed?.price_kind ?? 'retail',
  discount: String((feed?.dealer_discount_basis_points ?? 0) / 100).replace('.', ','),
  active: feed?.active ?? true,
});
const body_of = (values: Values) => ({
  name: values.name,
  url: values.url,
  every_minutes: values.url ? Number(values.every_minutes) : 0,
  price_kind: values.price_kind,
  dealer_discount_basis_points: Math.round(Number(point(values.discount)) * 100),
});

export default function FeedDrawer({ feed, onAdded, onClose }: FeedDrawerProps) {
  const form_id = useId();
  const { may } = useSession();
  const changes = may('catalog_change');
  const [version, set_version] = useState(feed?.version ?? 0);
  const [theirs, set_theirs] = useState<Feed>();
  const form = useForm<Values>({
    initialValues: values_of(feed),
    validate: {
      discount: (value) => {
        const share = Number(point(value));
        return share >= 0 && share < 100 ? null : t('discount_wrong');
      },
    },
  });
  const refused = (error: unknown) => {
    const problem = as_problem(error);
    if (problem.status === 409 && problem.details) set_theirs(problem.details as Feed);
    const { dealer_discount_basis_points: discount, ...rest } = field_errors(error);
    form.setErrors(discount ? { ...rest, discount } : rest);
  };
  const add = api.useMutation('post', '/api/feeds', {
    meta: { quiet: true },
    onError: refused,
    onSuccess: (answer) => {
      refresh('feed');
      toast(t('feed_added'));
      // Without an address the next thing is its file.
      if (answer.url) onClose();
      else onAdded(answer.id);
    },
  });
  const change = api.useMutation('patch', '/api/feeds/{id}', {
    meta: { quiet: true },
    onError: refused,
    onSuccess: (answer) => {
      refresh('feed', answer.feed.id);
      set_version(answer.feed.version);
      toast(t('feed_saved'), async () => {
        await undo_event(answer.event_id);
        refresh('feed', answer.feed.id);
      });
      onClose();
    },
  });
  const read = api.useMutation('post', '/api/feeds/{id}/reading', {
    onSuccess: (answer) => {
      refresh('feed', answer.id);
      toast(t('reading_asked', { name: answer.name }));
    },
  });
  const save = (values: Values, as_of = version) => {
    if (!feed) add.mutate({ body: body_of(values) });
    else
      change.mutate({
        ...path_of(feed.id),
        body: { ...body_of(values), active: values.active, version: as_of },
      });
  };
  const pause_words = {
    '0': t('every_0'),
    '60': t('every_60'),
    '180': t('every_180'),
    '720': t('every_720'),
    '1440': t('every_1440'),
  };
  const known = (pauses as readonly string[]).includes(form.values.every_minutes);
  const shown = (values: Values): [string, string][] => [
    [t('feed_name'), values.name],
    [t('feed_url'), values.url],
    [t('feed_every'), values.every_minutes],
    [t('feed_discount'), values.discount],
    [t('feed_active'), values.active ? t('yes') : t('no')],
  ];

  return (
    <SideDrawer
      title={feed ? feed.name : t('new_feed')}
      size="lg"
      onClose={onClose}
      actions={
        changes && (
          <>
            {feed && (
              <Button
                disabled={feed.state === 'reading' || !feed.active}
                busy={read.isPending}
                onClick={() => read.mutate(path_of(feed.id))}
              >
                {t('read_now')}
              </Button>
            )}
            <Button kind="main" submit form={form_id} busy={add.isPending || change.isPending}>
              {ui('save')}
            </Button>
          </>
        )
      }
    >
      {feed?.last_error && (
        <p className={classes.feed_error} role="status">
          {say({ ru: feed.last_error, en: feed.last_error_en })}
        </p>
      )}
      {feed && (
        <Section title={t('feed_state')}>
          <Facts
            rows={[
              [t('feed_state'), <FeedState key="state" feed={feed} />],
              [t('feed_age'), feed.read_at && <Ago key="age" at={feed.read_at} />],
              [t('feed_offers'), grouped(feed.offers_good)],
              [t('feed_broken'), grouped(feed.offers_broken)],
            ]}
          />
        </Section>
      )}
      <form
        id={form_id}
        className={`fields ${classes.feed_form}`}
        onSubmit={form.onSubmit((values) => save(values))}
      >
        <FormProblem error={theirs ? undefined : (add.error ?? change.error)} />
        <TextField
          label={t('feed_name')}
          required
          data-autofocus={feed ? undefined : true}
          disabled={!changes}
          {...form.getInputProps('name')}
        />
        <TextField
          label={t('feed_url')}
          description={t('feed_url_note')}
          placeholder="https://"
          type="url"
          disabled={!changes}
          {...form.getInputProps('url')}
        />
        <div className="pair">
          <SelectField
            label={t('feed_every')}
            allowDeselect={false}
            disabled={!changes || !form.values.url}
            data={[
              ...(known
                ? []
                : [
                    {
                      value: form.values.every_minutes,
                      label: t('every_minutes', { count: form.values.every_minutes }),
                    },
                  ]),
              ...pauses.map((value) => ({ value, label: pause_words[value] })),
            ]}
            {...form.getInputProps('every_minutes')}
          />
          <SelectField
            label={t('feed_price_kind')}
            allowDeselect={false}
            disabled={!changes}
            data={[
              { value: 'retail', label: t('kind_retail') },
              { value: 'dealer', label: t('kind_dealer') },
            ]}
            {...form.getInputProps('price_kind')}
          />
        </div>
        <div className="pair">
          {form.values.price_kind === 'retail' && (
            <TextField
              label={t('feed_discount')}
              inputMode="decimal"
              disabled={!changes}
              {...form.getInputProps('discount')}
            />
          )}
        </div>
        {feed && (
          <SwitchField
            label={t('feed_active')}
            disabled={!changes}
            {...form.getInputProps('active', { type: 'checkbox' })}
          />
        )}
      </form>
      {changes && !feed?.url && (
        <Section title={t('feed_file')}>
          {feed ? (
            <DropZone
              accept=".xml,.yml,text/xml,application/xml"
              limit_megabytes={2000}
              send={async (file, on_progress, signal) => {
                const name = encodeURIComponent(file.name);
                await upload(`/api/feeds/${feed.id}/file?name=${name}`, file, on_progress, signal);
                refresh('feed', feed.id);
                toast(t('file_taken'));
              }}
            />
          ) : (
            !form.values.url && <p className="quiet">{t('upload_later')}</p>
          )}
        </Section>
      )}
      {feed?.tried_at && (
        <Section title={t('problems')}>
          <Problems feed={feed} />
        </Section>
      )}
      {theirs && (
        <ConflictDialog
          rows={shown(form.values)
            .map(([field, mine], index) => ({
              field,
              mine,
              theirs: shown(values_of(theirs))[index]?.[1] ?? '',
            }))
            .filter((row) => row.mine !== row.theirs)}
          onMine={() => {
            set_theirs(undefined);
            save(form.values, theirs.version);
          }}
          onTheirs={() => {
            form.setValues(values_of(theirs));
            set_version(theirs.version);
            set_theirs(undefined);
            refresh('feed', theirs.id);
          }}
        />
      )}
    </SideDrawer>
  );
}

function Problems({ feed }: { feed: Feed }) {
  const pages = useInfiniteQuery({
    queryKey: ['get', '/api/feeds/{id}/problems', { params: { path: { id: feed.id } } }, 'pages'],
    initialPageParam: undefined as number | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const params = { path: { id: feed.id }, query: { after: pageParam } };
      const { data } = await send.GET('/api/feeds/{id}/problems', { params, signal });
      return data as components['schemas']['FeedProblemPage'];
    },
    getNextPageParam: (page) => (page.next ? Number(page.next) : undefined),
  });
  if (pages.error && !pages.data)
    return <Failed error={pages.error} retry={() => void pages.refetch()} />;
  if (!pages.data) return <Loading rows={3} />;
  const problems = pages.data.pages.flatMap((page) => page.items);
  if (problems.length === 0) return <p className="quiet">{t('problems_none')}</p>;
  return (
    <>
      <ul className={classes.problems}>
        {problems.map((problem) => (
          <li key={problem.id}>
            <span className="quiet">{t('problem_line', { line: problem.line })}</span>
            <span>{problem.item}</span>
            <span>{say(problem.reason)}</span>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('load_more')}
        </Button>
      )}
    </>
  );
}
