// Parts of both cards: deals, letters, whose client it is.
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import { address_of } from '../../app/addresses';
import { useSession } from '../../app/session';
import { Thing } from '../../app/thing';
import { say } from '../../texts/catalogue';
import { customers as t } from '../../texts/customers';
import { deals } from '../../texts/deals';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { Ago } from '../../ui/clock';
import { Dialog } from '../../ui/dialog';
import { SelectField } from '../../ui/fields';
import { FormProblem } from '../../ui/form';
import { money, short_day } from '../../ui/format';
import { Person } from '../../ui/person';
import { Section } from '../../ui/screen';
import { Loaded } from '../../ui/states';
import { Tag } from '../../ui/tag';
import { toast } from '../../ui/toast';
import { type DealRow, useDealList } from '../deals/deals';
import { undo_latest } from '../journal/undo';
import { useDepartment } from '../process/process';
import type { CompanyCard, ContactCard, CustomerPoint, Noun } from './customers';

const MergeDialog = lazy(() => import('./merge_dialog'));

import classes from './customers.module.css';

export function CustomerDeals({ noun, id }: { noun: Noun; id: number }) {
  const { may } = useSession();
  const navigate = useNavigate();
  const department = useDepartment();
  const filter = { [`${noun}_id`]: id, any_outcome: true };
  const list = useDealList(filter, may('deals_read'));
  if (!may('deals_read')) return null;
  const rows = list.data?.pages[0]?.items;
  const stage = (row: DealRow) => {
    const known = department?.stages.find((each) => each.key === row.stage);
    return known ? say(known.words) : row.stage;
  };
  const tone = (row: DealRow) =>
    row.outcome === 'won' ? 'done' : row.outcome === 'lost' || row.late_stage ? 'late' : 'calm';
  const start = `/deals?new=true&${noun}=${id}`;
  return (
    <Section
      title={t('deals')}
      actions={
        <>
          {rows && rows.length > 0 && (
            <Link to={`/deals?view=list&outcome=any&${noun}_id=${id}` as '/'}>
              {t('all_deals')}
            </Link>
          )}
          {may('deals_change') && (
            <Button kind="quiet" icon="plus" onClick={() => void navigate({ href: start })}>
              {t('new_deal')}
            </Button>
          )}
        </>
      }
    >
      <Loaded query={{ ...list, data: rows }} rows={2}>
        {(items) =>
          items.length === 0 ? (
            <p className="quiet">{t('no_deals')}</p>
          ) : (
            <ul className={classes.rows}>
              {items.slice(0, 10).map((row) => (
                <li key={row.id}>
                  <span>
                    <Thing noun="deal" id={row.id}>
                      {row.title}
                    </Thing>
                    <span className={classes.row_note}>
                      {row.owner_name} · {short_day(row.stage_entered_at)}
                    </span>
                  </span>
                  <Tag tone={tone(row)}>{row.outcome === 'lost' ? deals('lost') : stage(row)}</Tag>
                  <span className="number">
                    {row.amount_source === 'none' ? '—' : money(row.amount_kopecks)}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}

// The conversations with these addresses.
export function CustomerLetters({ points }: { points: readonly CustomerPoint[] }) {
  const { may } = useSession();
  const address = points.filter((point) => point.kind === 'email').map((point) => point.value);
  const list = api.useQuery(
    'get',
    '/api/threads',
    { params: { query: { address, limit: 10 } } },
    { enabled: may('inbox_read') && address.length > 0 },
  );
  if (!may('inbox_read') || address.length === 0) return null;
  return (
    <Section title={t('letters')}>
      <Loaded query={list} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('no_letters')}</p>
          ) : (
            <ul className={classes.rows}>
              {items.map((row) => (
                <li key={row.id}>
                  <span>
                    <Thing noun="thread" id={row.id}>
                      {row.subject}
                    </Thing>
                    <span className={classes.row_note}>{row.preview}</span>
                  </span>
                  <span className="quiet">
                    <Ago at={row.last_at} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}

// Whose client it is; handed over, or taken if it is nobody's.
export function CompanyOwner({ company }: { company: CompanyCard }) {
  const { person } = useSession();
  const client = useQueryClient();
  const [asking, set_asking] = useState(false);
  const change = api.useMutation('put', '/api/companies/{id}/owner', {
    onSuccess: (card) => {
      const key = { params: { path: { id: card.id } } };
      client.setQueryData(api.queryOptions('get', '/api/companies/{id}', key).queryKey, card);
      refresh('company', card.id);
      toast(t('handed_over', { name: card.owner_name || t('nobody') }), () =>
        undo_latest('company', card.id, 'changed'),
      );
      set_asking(false);
    },
  });
  const give = (owner_id: number | null) =>
    change.mutate({
      params: { path: { id: company.id } },
      body: { owner_id, version: company.version },
    });
  return (
    <>
      {company.owner_name ? <Person name={company.owner_name} /> : <Tag>{t('nobody')}</Tag>}
      {company.may_change && !company.owner_id && (
        <Button busy={change.isPending} onClick={() => give(person.id)}>
          {t('take')}
        </Button>
      )}
      {company.may_change && company.owner_id && (
        <Button kind="quiet" onClick={() => set_asking(true)}>
          {t('hand_over')}
        </Button>
      )}
      {asking && (
        <HandOver
          owner_id={company.owner_id ?? 0}
          busy={change.isPending}
          error={change.error}
          onClose={() => set_asking(false)}
          onGive={give}
        />
      )}
    </>
  );
}

interface HandOverProps {
  owner_id: number;
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onGive: (owner_id: number | null) => void;
}

function HandOver({ owner_id, busy, error, onClose, onGive }: HandOverProps) {
  const colleagues = api.useQuery('get', '/api/colleagues');
  const [chosen, set_chosen] = useState<string | null>(null);
  const others = (colleagues.data?.items ?? []).filter(
    (each) => each.active && each.id !== owner_id,
  );
  return (
    <Dialog
      title={t('hand_over_title')}
      size="sm"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button
            kind="main"
            disabled={!chosen}
            busy={busy}
            onClick={() => onGive(chosen === '0' ? null : Number(chosen))}
          >
            {t('hand_over')}
          </Button>
        </>
      }
    >
      <div className="fields">
        <FormProblem error={error} shown={false} />
        <SelectField
          label={t('hand_over_to')}
          searchable
          data-autofocus
          data={[
            ...others.map((each) => ({ value: String(each.id), label: each.name })),
            { value: '0', label: t('nobody') },
          ]}
          value={chosen}
          onChange={set_chosen}
        />
      </div>
    </Dialog>
  );
}

// Cards that look like this one: compared, and merged into it or the other way round.
export function CustomerDuplicates({
  noun,
  card,
}: {
  noun: Noun;
  card: CompanyCard | ContactCard;
}) {
  const navigate = useNavigate();
  const [other, set_other] = useState<number>();
  const similar = api.useQuery(
    'get',
    '/api/customers/similar',
    { params: { query: similar_query(noun, card) } },
    { enabled: card.may_change && !card.merged_into },
  );
  const items = (similar.data?.items ?? []).filter(
    (each) => each.noun === noun && each.id !== card.id && !each.hidden,
  );
  if (items.length === 0) return null;
  return (
    <Section title={t('maybe_duplicates')}>
      <ul className={classes.rows}>
        {items.map((each) => (
          <li key={each.id}>
            <span>
              <Thing noun={noun} id={each.id}>
                {each.title}
              </Thing>{' '}
              <Tag>{t(`reason_${each.reason}`)}</Tag>
            </span>
            <Button kind="quiet" onClick={() => set_other(each.id)}>
              {t('compare')}
            </Button>
          </li>
        ))}
      </ul>
      <Suspense>
        {other && (
          <MergeDialog
            noun={noun}
            stays={card.id}
            goes={other}
            onClose={() => set_other(undefined)}
            onMerged={(into) => {
              if (into !== card.id) void navigate({ href: address_of(noun, into) ?? '/' });
            }}
          />
        )}
      </Suspense>
    </Section>
  );
}

function similar_query(noun: Noun, card: CompanyCard | ContactCard) {
  const values = (kind: string) =>
    card.points.filter((point) => point.kind === kind).map((point) => point.value);
  const points = { phones: values('phone'), emails: values('email') };
  if (noun === 'company') {
    const { name, inn } = card as CompanyCard;
    return { ...points, company: name, inn: inn || undefined };
  }
  const { surname, name, patronymic } = card as ContactCard;
  return {
    ...points,
    surname: surname || undefined,
    name: name || undefined,
    patronymic: patronymic || undefined,
  };
}
