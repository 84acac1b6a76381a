// What a person does with an enquiry, each with its way back: take, hand over, attach to a deal,
// call it none, reopen. The dialogs go by keys alone.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import { inbox as t } from '../../texts/inbox';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/fields';
import { useKeys } from '../../ui/keys';
import { toast } from '../../ui/toast';
import { undo_latest } from '../journal/undo';
import { type DismissedAs, type EnquiryCard, enquiry_key } from './enquiries';
import classes from './inbox.module.css';

type Asked = 'attach' | 'dismiss' | 'hand_over';

export interface EnquiryActs {
  take: () => void;
  reopen: () => void;
  ask: (what: Asked) => void;
  dialog: ReactNode;
}

export function useEnquiryActs(card: EnquiryCard, onGone: () => void): EnquiryActs {
  const client = useQueryClient();
  const [asked, ask] = useState<Asked>();
  const { id, version } = card;
  const here = { params: { path: { id } } };
  const failed = () => refresh('enquiry', id); // somebody was quicker: show what it is now
  const changed = (fresh: EnquiryCard, text: string, verb: string) => {
    client.setQueryData(enquiry_key(id), fresh);
    refresh('enquiry', id);
    toast(text, () => undo_latest('enquiry', id, verb));
    ask(undefined);
  };
  const take = api.useMutation('post', '/api/enquiries/{id}/taking', {
    onError: failed,
    onSuccess: (fresh) => changed(fresh, t('taken'), 'taken'),
  });
  const reopen = api.useMutation('post', '/api/enquiries/{id}/reopening', {
    onError: failed,
    onSuccess: (fresh) => changed(fresh, t('reopened'), 'reopened'),
  });
  const dismiss = api.useMutation('post', '/api/enquiries/{id}/dismissal', {
    onError: failed,
    onSuccess: (fresh) => {
      changed(fresh, t('dismissed'), 'dismissed');
      onGone();
    },
  });
  const attach = api.useMutation('post', '/api/enquiries/{id}/attachment', { onError: failed });
  const hand_over = api.useMutation('post', '/api/enquiries/{id}/handover', { onError: failed });

  const attach_to = async (deal: { id: number; title: string }) => {
    const fresh = await attach.mutateAsync({ ...here, body: { version, deal_id: deal.id } });
    changed(fresh, t('attached', { title: deal.title }), 'attached');
    refresh('deal', deal.id);
  };
  const hand_over_to = async (person: { id: number; name: string }) => {
    await hand_over.mutateAsync({ ...here, body: { version, person_id: person.id } });
    refresh('enquiry', id);
    toast(t('handed_over', { name: person.name }), () => undo_latest('enquiry', id, 'handed_over'));
    ask(undefined);
  };

  return {
    take: () => take.mutate({ ...here, body: { version } }),
    reopen: () => reopen.mutate({ ...here, body: { version } }),
    ask,
    dialog: (
      <>
        {asked === 'attach' && (
          <AttachDialog
            card={card}
            onChoose={(deal) => void attach_to(deal).catch(() => undefined)}
            onClose={() => ask(undefined)}
          />
        )}
        {asked === 'dismiss' && (
          <DismissDialog
            onChoose={(as) => dismiss.mutate({ ...here, body: { version, as } })}
            onClose={() => ask(undefined)}
          />
        )}
        {asked === 'hand_over' && (
          <HandOverDialog
            onChoose={(person) => void hand_over_to(person).catch(() => undefined)}
            onClose={() => ask(undefined)}
          />
        )}
      </>
    ),
  };
}

function DismissDialog(props: { onChoose: (as: DismissedAs) => void; onClose: () => void }) {
  const reasons: [DismissedAs, string][] = [
    ['spam', t('as_spam')],
    ['supplier', t('as_supplier')],
    ['automatic', t('as_automatic')],
    ['personal', t('as_personal')],
    ['other', t('as_other')],
  ];
  useKeys(
    t('dismiss_title'),
    reasons.map(([as, text], index) => ({
      keys: String(index + 1),
      text,
      inside: true,
      run: () => props.onChoose(as),
    })),
  );
  return (
    <Dialog title={t('dismiss_title')} size="sm" onClose={props.onClose}>
      <div className={classes.choices}>
        {reasons.map(([as, text], index) => (
          <Button key={as} wide keys={String(index + 1)} onClick={() => props.onChoose(as)}>
            {text}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}

interface Deal {
  id: number;
  title: string;
}
function AttachDialog(props: {
  card: EnquiryCard;
  onChoose: (deal: Deal) => void;
  onClose: () => void;
}) {
  const [words, set_words] = useState('');
  const typed = words.trim();
  const found = api.useQuery(
    'get',
    '/api/search',
    { params: { query: { text: typed, noun: 'deal', limit: 8 } } },
    { enabled: typed.length > 1, placeholderData: (before) => before },
  );
  const offers = typed.length > 1 ? (found.data?.items ?? []) : props.card.open_deals;
  return (
    <Dialog title={t('attach_title')} onClose={props.onClose}>
      <div className={classes.choices}>
        <TextField
          label={t('attach_find')}
          data-autofocus
          value={words}
          onChange={(event) => set_words(event.currentTarget.value)}
          onKeyDown={(event) => {
            const first = offers[0];
            if (event.key === 'Enter' && first) props.onChoose(first);
          }}
        />
        {typed.length < 2 && offers.length > 0 && <p className="quiet">{t('attach_open')}</p>}
        {offers.map((deal) => (
          <Button key={deal.id} wide icon="deals" onClick={() => props.onChoose(deal)}>
            {deal.title}
          </Button>
        ))}
        {typed.length > 1 && offers.length === 0 && found.isSuccess && (
          <p className="quiet">{t('attach_none')}</p>
        )}
      </div>
    </Dialog>
  );
}

function HandOverDialog(props: {
  onChoose: (person: { id: number; name: string }) => void;
  onClose: () => void;
}) {
  const colleagues = api.useQuery('get', '/api/colleagues');
  const people = (colleagues.data?.items ?? []).filter((each) => each.active);
  const [chosen, set_chosen] = useState<string | null>(null);
  const person = people.find((each) => String(each.id) === chosen);
  return (
    <Dialog
      title={t('hand_over_title')}
      size="sm"
      onClose={props.onClose}
      actions={
        <Button kind="main" disabled={!person} onClick={() => person && props.onChoose(person)}>
          {ui('ok')}
        </Button>
      }
    >
      <SelectField
        label={t('hand_over_title')}
        searchable
        data-autofocus
        data={people.map((each) => ({ value: String(each.id), label: each.name }))}
        value={chosen}
        onChange={set_chosen}
      />
    </Dialog>
  );
}
