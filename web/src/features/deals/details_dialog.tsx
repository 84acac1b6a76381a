// The deal's own fields. Two people at the same card get a clear conflict with both values.
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import { as_problem } from '../../api/problem';
import type { components } from '../../api/schema.gen';
import { deals as t } from '../../texts/deals';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { ConflictDialog } from '../../ui/conflict_dialog';
import { Dialog } from '../../ui/dialog';
import {
  DateField,
  LongTextField,
  MoneyField,
  SelectField,
  TextField,
  TimeField,
} from '../../ui/fields';
import { FormProblem, field_errors } from '../../ui/form';
import { date_of, day_and_time, instant_of, minute_of, money } from '../../ui/format';
import { toast } from '../../ui/toast';
import { undo_latest } from '../journal/undo';
import { CustomerChoice } from './customer_choice';
import { channel_name, channels, type DealCard, deal_key } from './deals';

type Change = components['schemas']['DealChange'];
type Fields = Pick<
  DealCard,
  | 'title'
  | 'company_id'
  | 'contact_id'
  | 'seller_id'
  | 'channel'
  | 'quote_due_at'
  | 'note'
  | 'estimate_kopecks'
  | 'version'
>;

interface Values {
  title: string;
  company: { id: number; title: string } | null;
  contact: { id: number; title: string } | null;
  seller_id: string | null;
  channel: string;
  quote_on: string | null;
  quote_minute: number | null;
  note: string;
  estimate_kopecks: number | null;
}

function values_of(deal: DealCard): Values {
  const due = deal.quote_due_at;
  return {
    title: deal.title,
    company: deal.company_id ? { id: deal.company_id, title: deal.company_name } : null,
    contact: deal.contact_id ? { id: deal.contact_id, title: deal.contact_name } : null,
    seller_id: deal.seller_id ? String(deal.seller_id) : null,
    channel: deal.channel,
    quote_on: due ? date_of(due) : null,
    quote_minute: due ? minute_of(due) : null,
    note: deal.note,
    estimate_kopecks: deal.estimate_kopecks ?? null,
  };
}

// Only what was changed is sent, so that two people who edit different fields do not collide more
// than they must.
function change_of(before: Values, after: Values, version: number): Change {
  const change: Change = { version, clear: [] };
  const differs = (key: keyof Values) => JSON.stringify(before[key]) !== JSON.stringify(after[key]);
  if (differs('title')) change.title = after.title;
  if (differs('channel')) change.channel = after.channel;
  if (differs('note')) change.note = after.note;
  const optional = {
    company_id: differs('company') ? (after.company?.id ?? null) : undefined,
    contact_id: differs('contact') ? (after.contact?.id ?? null) : undefined,
    seller_id: differs('seller_id') ? Number(after.seller_id) || null : undefined,
    estimate_kopecks: differs('estimate_kopecks') ? after.estimate_kopecks : undefined,
  };
  for (const [key, value] of Object.entries(optional)) {
    if (value === null) change.clear.push(key);
    else if (value !== undefined) Object.assign(change, { [key]: value });
  }
  if (differs('quote_on') || differs('quote_minute')) {
    if (after.quote_on)
      change.quote_due_at = instant_of(after.quote_on, after.quote_minute ?? 1080);
    else change.clear.push('quote_due_at');
  }
  return change;
}

export default function DetailsDialog({ deal, onClose }: { deal: DealCard; onClose: () => void }) {
  const form_id = useId();
  const client = useQueryClient();
  const sellers = api.useQuery('get', '/api/sellers');
  // What was seen when the dialog opened: live news of the deal must not turn into an overwrite.
  const [before] = useState(() => values_of(deal));
  const [seen_version] = useState(deal.version);
  const [theirs, set_theirs] = useState<Fields>();
  const form = useForm<Values>({ initialValues: before });
  const save = api.useMutation('patch', '/api/deals/{id}', {
    meta: { quiet: true },
    onError: (error) => {
      const problem = as_problem(error);
      if (problem.code === 'deal_changed')
        set_theirs((problem.details as { theirs: Fields }).theirs);
      form.setErrors(field_errors(error));
    },
    onSuccess: (card) => {
      client.setQueryData(deal_key(card.id), card);
      refresh('deal', card.id);
      toast(t('saved'), () => undo_latest('deal', card.id, 'changed'));
      onClose();
    },
  });
  const submit = (values: Values, version = seen_version) =>
    save.mutate({
      params: { path: { id: deal.id } },
      body: change_of(before, values, version),
    });

  return (
    <Dialog
      title={t('details')}
      size="lg"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button kind="main" submit form={form_id} busy={save.isPending}>
            {ui('save')}
          </Button>
        </>
      }
    >
      <form id={form_id} className="fields" onSubmit={form.onSubmit((values) => submit(values))}>
        <FormProblem error={theirs ? undefined : save.error} />
        <TextField label={t('name')} required data-autofocus {...form.getInputProps('title')} />
        <div className="pair">
          <CustomerChoice
            noun="company"
            label={t('company')}
            error={form.errors.company_id}
            {...form.getInputProps('company')}
          />
          <CustomerChoice
            noun="contact"
            label={t('contact')}
            error={form.errors.contact_id}
            {...form.getInputProps('contact')}
          />
        </div>
        <div className="pair">
          <DateField
            label={t('quote_due')}
            error={form.errors.quote_due_at}
            {...form.getInputProps('quote_on')}
          />
          <TimeField label={ui('time')} {...form.getInputProps('quote_minute')} />
        </div>
        <div className="pair">
          <MoneyField label={t('estimate')} {...form.getInputProps('estimate_kopecks')} />
          <SelectField
            label={t('channel')}
            allowDeselect={false}
            data={channels.map((value) => ({ value, label: channel_name(value) }))}
            {...form.getInputProps('channel')}
          />
        </div>
        <SelectField
          label={t('seller')}
          clearable
          data={(sellers.data?.items ?? []).map((each) => ({
            value: String(each.id),
            label: `${each.legal_form} «${each.name}»`,
          }))}
          {...form.getInputProps('seller_id')}
        />
        <LongTextField
          label={t('note')}
          autosize
          minRows={2}
          maxRows={10}
          {...form.getInputProps('note')}
        />
      </form>
      {theirs && (
        <ConflictDialog
          rows={differences(before, form.values, theirs)}
          onMine={() => {
            set_theirs(undefined);
            submit(form.values, theirs.version);
          }}
          onTheirs={() => {
            refresh('deal', deal.id);
            onClose();
          }}
        />
      )}
    </Dialog>
  );
}

// Of what this person changed, and what stands there now.
function differences(before: Values, mine: Values, theirs: Fields) {
  const due = (values: Values) =>
    values.quote_on ? day_and_time(instant_of(values.quote_on, values.quote_minute ?? 1080)) : '';
  const sum = (kopecks: number | null | undefined) => (kopecks ? money(kopecks) : '');
  const rows: { field: string; was: string; mine: string; theirs: string }[] = [
    { field: t('name'), was: before.title, mine: mine.title, theirs: theirs.title },
    { field: t('note'), was: before.note, mine: mine.note, theirs: theirs.note },
    {
      field: t('channel'),
      was: before.channel,
      mine: channel_name(mine.channel),
      theirs: channel_name(theirs.channel),
    },
    {
      field: t('estimate'),
      was: sum(before.estimate_kopecks),
      mine: sum(mine.estimate_kopecks),
      theirs: sum(theirs.estimate_kopecks),
    },
    {
      field: t('quote_due'),
      was: due(before),
      mine: due(mine),
      theirs: theirs.quote_due_at ? day_and_time(theirs.quote_due_at) : '',
    },
  ];
  return rows.filter((row) => row.mine !== row.theirs);
}
