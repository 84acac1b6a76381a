// Whose deal it is, who takes part, who had it before.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import { deals as t } from '../../texts/deals';
import { ui } from '../../texts/ui';
import { Button, IconButton } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { CheckField, SelectField } from '../../ui/fields';
import { FormProblem } from '../../ui/form';
import { Person } from '../../ui/person';
import { Section } from '../../ui/screen';
import { toast } from '../../ui/toast';
import { undo_latest } from '../journal/undo';
import { type DealCard, deal_key } from './deals';
import classes from './deals.module.css';

interface DealPeopleProps {
  deal: DealCard;
  may_change: boolean;
  may_hand_over: boolean;
}

export function DealPeople({ deal, may_change, may_hand_over }: DealPeopleProps) {
  const client = useQueryClient();
  const [opened, set_opened] = useState<'owner' | 'helper'>();
  const changed = () => refresh('deal', deal.id);
  const add = api.useMutation('post', '/api/deals/{id}/helpers', {
    onSuccess: (card) => {
      client.setQueryData(deal_key(card.id), card);
      changed();
    },
  });
  const remove = api.useMutation('delete', '/api/deals/{id}/helpers/{person_id}', {
    onSuccess: changed,
  });
  return (
    <Section
      title={t('people')}
      actions={
        may_change && (
          <Button kind="quiet" icon="plus" onClick={() => set_opened('helper')}>
            {t('add_helper')}
          </Button>
        )
      }
    >
      <ul className={classes.people}>
        <li>
          <Person name={deal.owner_name} />
          {may_hand_over ? (
            <Button kind="quiet" onClick={() => set_opened('owner')}>
              {t('hand_over')}
            </Button>
          ) : (
            <span className="quiet">{t('owner')}</span>
          )}
        </li>
        {deal.participants.map((each) => (
          <li key={`${each.role} ${each.person_id}`}>
            <Person name={each.name} note={each.position} />
            <span className="quiet">
              {each.role === 'former_owner' ? t('former_owner') : t('helper')}
            </span>
            {may_change && (
              <IconButton
                icon="close"
                label={t('remove_helper', { name: each.name })}
                onClick={() =>
                  remove.mutate({ params: { path: { id: deal.id, person_id: each.person_id } } })
                }
              />
            )}
          </li>
        ))}
      </ul>
      {opened === 'owner' && <HandOver deal={deal} onClose={() => set_opened(undefined)} />}
      {opened === 'helper' && (
        <ChooseColleague
          title={t('add_helper')}
          except={[deal.owner_id, ...deal.participants.map((each) => each.person_id)]}
          onClose={() => set_opened(undefined)}
          onChoose={async (person_id, name) => {
            await add.mutateAsync({ params: { path: { id: deal.id } }, body: { person_id } });
            toast(t('helper_added', { name }));
          }}
        />
      )}
    </Section>
  );
}

interface ChooseColleagueProps {
  title: string;
  except: readonly number[];
  onClose: () => void;
  onChoose: (person_id: number, name: string) => Promise<void>;
  children?: React.ReactNode;
}

function ChooseColleague(props: ChooseColleagueProps) {
  const colleagues = api.useQuery('get', '/api/colleagues');
  const [id, set_id] = useState<string | null>(null);
  const [problem, set_problem] = useState<unknown>();
  const [busy, set_busy] = useState(false);
  const known = (colleagues.data?.items ?? []).filter(
    (each) => each.active && !props.except.includes(each.id),
  );
  async function choose() {
    set_busy(true);
    try {
      const name = known.find((each) => each.id === Number(id))?.name ?? '';
      await props.onChoose(Number(id), name);
      props.onClose();
    } catch (error) {
      set_problem(error);
    } finally {
      set_busy(false);
    }
  }
  return (
    <Dialog
      title={props.title}
      size="sm"
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{ui('cancel')}</Button>
          <Button kind="main" disabled={!id} busy={busy} onClick={() => void choose()}>
            {props.title}
          </Button>
        </>
      }
    >
      <div className="fields">
        <FormProblem error={problem} shown={false} />
        <SelectField
          label={t('hand_over_to')}
          searchable
          data-autofocus
          data={known.map((each) => ({ value: String(each.id), label: each.name }))}
          value={id}
          onChange={set_id}
        />
        {props.children}
      </div>
    </Dialog>
  );
}

function HandOver({ deal, onClose }: { deal: DealCard; onClose: () => void }) {
  const [keep, set_keep] = useState(true);
  const hand_over = api.useMutation('put', '/api/deals/{id}/owner', { meta: { quiet: true } });
  return (
    <ChooseColleague
      title={t('hand_over')}
      except={[deal.owner_id]}
      onClose={onClose}
      onChoose={async (owner_id) => {
        const params = { path: { id: deal.id } };
        await hand_over.mutateAsync({ params, body: { owner_id, keep_former: keep } });
        refresh('deal', deal.id);
        toast(t('handed_over'), () => undo_latest('deal', deal.id, 'handed_over'));
      }}
    >
      <CheckField
        label={t('keep_former')}
        checked={keep}
        onChange={(event) => set_keep(event.currentTarget.checked)}
      />
    </ChooseColleague>
  );
}
