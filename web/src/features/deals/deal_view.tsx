// A deal's card: where it stands, the next step always in sight, the need, what happened; beside it
// the client, the details, the people, the files.
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import { useSession } from '../../app/session';
import { Thing } from '../../app/thing';
import { say } from '../../texts/catalogue';
import { deals as t } from '../../texts/deals';
import { files } from '../../texts/files';
import { journal } from '../../texts/journal';
import { tasks } from '../../texts/tasks';
import { Button } from '../../ui/button';
import { Countdown } from '../../ui/clock';
import { date, date_of, day, day_and_time, money } from '../../ui/format';
import { useKeys } from '../../ui/keys';
import { Facts, Section } from '../../ui/screen';
import { Tag } from '../../ui/tag';
import { toast } from '../../ui/toast';
import { ThingFiles } from '../files/thing_files';
import { ThingTimeline } from '../journal/thing_timeline';
import { useDepartment } from '../process/process';
import '../quotes/quote_events';
import { type TaskRow, useTaskActs } from '../tasks/task_acts';
import { TaskLine } from '../tasks/task_line';
import { know_stages } from './deal_events';
import { undo_stage, useDealMoves } from './deal_moves';
import { DealPeople } from './deal_people';
import { deal_sections } from './deal_sections';
import { amount_words, channel_name, type DealCard, deal_key } from './deals';
import classes from './deals.module.css';
import { NeedView } from './need_view';
import { StagePath } from './stage_path';

const TaskDrawer = lazy(() => import('../tasks/task_drawer'));
const DetailsDialog = lazy(() => import('./details_dialog'));
const NeedForm = lazy(() => import('./need_form'));

interface DealViewProps {
  deal: DealCard;
  drawer?: boolean;
}
type Opened = { kind: 'need' | 'details' | 'new_task' } | { kind: 'task'; task: TaskRow };

export function DealView({ deal, drawer }: DealViewProps) {
  const client = useQueryClient();
  const { may } = useSession();
  const department = useDepartment();
  const moves = useDealMoves();
  const [opened, set_opened] = useState<Opened>();
  const close = () => set_opened(undefined);
  const allowed = new Set(deal.allowed);
  const may_change = allowed.has('change');

  // The timeline below speaks of stages and reasons by their names.
  useMemo(() => {
    const named = department ? [...department.stages, ...department.lost_reasons] : [];
    know_stages(Object.fromEntries(named.map((each) => [each.key, say(each.words)])));
  }, [department]);

  const reopen = api.useMutation('post', '/api/deals/{id}/reopening', {
    onSuccess: (card) => {
      client.setQueryData(deal_key(card.id), card);
      refresh('deal', card.id);
      toast(t('reopened'), undo_stage(card.id));
    },
  });

  useKeys(t('deal'), [
    { keys: 'e', text: t('write_need'), run: () => set_opened({ kind: 'need' }), inside: true },
    {
      keys: 't',
      text: tasks('new_task'),
      run: () => set_opened({ kind: 'new_task' }),
      inside: true,
    },
  ]);

  const lost = department?.lost_reasons.find((each) => each.key === deal.lost_reason);
  const rule = department?.stages.find((each) => each.key === deal.stage)?.rule;
  return (
    <div className={classes.deal} data-drawer={drawer || undefined}>
      <div>
        <div className={classes.top}>
          <span className={classes.amount}>
            {deal.amount_source === 'none' ? t('amount_none') : money(deal.amount_kopecks)}
          </span>
          <span className="quiet">{amount_words(deal.amount_source)}</span>
          {deal.outcome === 'won' && <Tag tone="done">{t('won')}</Tag>}
          {deal.outcome === 'lost' && (
            <Tag tone="late">
              {lost ? t('lost_because', { reason: say(lost.words) }) : t('lost')}
            </Tag>
          )}
          <QuoteClock deal={deal} />
          {deal.late_stage && <Tag tone="late">{t('stage_late')}</Tag>}
          {allowed.has('lose') && (
            <Button kind="quiet" onClick={() => moves.lose(deal)}>
              {t('lose')}
            </Button>
          )}
          {allowed.has('reopen') && (
            <Button
              busy={reopen.isPending}
              onClick={() => reopen.mutate({ params: { path: { id: deal.id } } })}
            >
              {t('reopen')}
            </Button>
          )}
        </div>
        <StagePath deal={deal} onDrop={(stage) => void moves.drop(deal, stage)} />
        {deal.lost_note && <p className={classes.note}>{deal.lost_note}</p>}
        {deal.outcome === 'open' && (
          <NextStep
            deal={deal}
            onAdd={() => set_opened({ kind: 'new_task' })}
            onOpen={(task) => set_opened({ kind: 'task', task })}
          />
        )}
        {rule && say(rule) && deal.outcome === 'open' && (
          <p className={classes.rule}>{say(rule)}</p>
        )}
        <Section
          title={t('need')}
          actions={
            may_change && (
              <Button kind="quiet" icon="edit" onClick={() => set_opened({ kind: 'need' })}>
                {t('edit_need')}
              </Button>
            )
          }
        >
          <NeedView deal={deal} onWrite={() => set_opened({ kind: 'need' })} />
        </Section>
        <Suspense>
          {deal_sections
            .filter((section) => may(section.permission))
            .map((section) => (
              <section.part key={section.key} deal={deal} />
            ))}
        </Suspense>
        {!drawer && (
          <Section title={journal('title')}>
            <ThingTimeline noun="deal" id={deal.id} />
          </Section>
        )}
      </div>
      <div>
        <Section
          title={t('details')}
          actions={
            may_change && (
              <Button kind="quiet" icon="edit" onClick={() => set_opened({ kind: 'details' })}>
                {t('edit_details')}
              </Button>
            )
          }
        >
          <Details deal={deal} />
        </Section>
        <DealPeople deal={deal} may_hand_over={allowed.has('hand_over')} may_change={may_change} />
        <Section title={files('title')}>
          <ThingFiles noun="deal" id={deal.id} may_change={may_change} />
        </Section>
        {drawer && (
          <Section title={journal('title')}>
            <ThingTimeline noun="deal" id={deal.id} />
          </Section>
        )}
      </div>
      {moves.dialog}
      <Suspense>
        {opened?.kind === 'need' && may_change && <NeedForm deal={deal} onClose={close} />}
        {opened?.kind === 'details' && <DetailsDialog deal={deal} onClose={close} />}
        {(opened?.kind === 'new_task' || opened?.kind === 'task') && (
          <TaskDrawer
            task={opened.kind === 'task' ? opened.task : undefined}
            about={{ noun: 'deal', id: deal.id, title: deal.title }}
            onClose={close}
          />
        )}
      </Suspense>
    </div>
  );
}

function QuoteClock({ deal }: { deal: DealCard }) {
  if (deal.quote_sent_at)
    return <Tag tone="done">{t('quote_sent_on', { when: date(deal.quote_sent_at) })}</Tag>;
  if (!deal.quote_due_at || deal.outcome !== 'open') return null;
  return (
    <span>
      {t('quote_until')} <Countdown until={deal.quote_due_at} />
    </span>
  );
}

// The nearest task stands here always; without one the deal is marked (1.2.4).
function NextStep(props: { deal: DealCard; onAdd: () => void; onOpen: (task: TaskRow) => void }) {
  const { deal, onAdd } = props;
  const acts = useTaskActs();
  const department = useDepartment();
  const calling = new Set(department?.tasks.filter((kind) => kind.call).map((kind) => kind.key));
  const tasks_of_deal = api.useQuery('get', '/api/tasks', {
    params: { query: { noun: 'deal', subject_id: deal.id } },
  });
  const items = tasks_of_deal.data?.items;
  const none = items ? items.length === 0 : deal.no_next_step;
  if (none)
    return (
      <div className={classes.step} data-missing>
        <span>
          <strong>{t('no_next_step_long')}.</strong> {t('no_next_step_text')}
        </span>
        <Button icon="plus" onClick={onAdd}>
          {t('new_task')}
        </Button>
      </div>
    );
  return (
    <Section
      title={t('next_step')}
      actions={
        <Button kind="quiet" icon="plus" onClick={onAdd}>
          {t('new_task')}
        </Button>
      }
    >
      <ul className={classes.step}>
        {(items ?? []).map((task) => (
          <TaskLine
            key={task.id}
            task={{ ...task, subject_title: '' }}
            today={date_of(Date.now())}
            call={calling.has(task.kind)}
            acts={acts}
            onOpen={props.onOpen}
            whose
          />
        ))}
      </ul>
    </Section>
  );
}

function Details({ deal }: { deal: DealCard }) {
  const sellers = api.useQuery('get', '/api/sellers');
  const seller = sellers.data?.items.find((each) => each.id === deal.seller_id);
  return (
    <Facts
      rows={[
        [
          t('company'),
          deal.company_id && (
            <Thing noun="company" id={deal.company_id}>
              {deal.company_name}
            </Thing>
          ),
        ],
        [
          t('contact'),
          deal.contact_id && (
            <Thing noun="contact" id={deal.contact_id}>
              {deal.contact_name}
            </Thing>
          ),
        ],
        [t('quote_due'), deal.quote_due_at && day_and_time(deal.quote_due_at)],
        [t('in_hands'), deal.in_hands_on && day(deal.in_hands_on)],
        [t('estimate'), deal.estimate_kopecks ? money(deal.estimate_kopecks) : ''],
        [t('channel'), channel_name(deal.channel)],
        [t('seller'), seller && `${seller.legal_form} «${seller.name}»`],
        [t('created'), day_and_time(deal.created_at)],
        [t('note'), deal.note && <span className={classes.note}>{deal.note}</span>],
      ]}
    />
  );
}
