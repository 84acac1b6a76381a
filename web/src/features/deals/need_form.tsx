import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import { as_problem } from '../../api/problem';
import { deals as t } from '../../texts/deals';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { ConflictDialog } from '../../ui/conflict_dialog';
import { SideDrawer } from '../../ui/dialog';
import { FormProblem, field_errors } from '../../ui/form';
import { day, money } from '../../ui/format';
import { useKeys } from '../../ui/keys';
import { toast } from '../../ui/toast';
import { undo_latest } from '../journal/undo';
import { type DealCard, deal_key, type Need } from './deals';
import { empty_item, empty_need, NeedItemFields, NeedRest, need_of } from './need_fields';
import { imprint_words, runs_words } from './need_view';

interface Theirs {
  theirs: Need;
  version: number;
}

// Writes the need down (1.1.2.1).
export default function NeedForm({ deal, onClose }: { deal: DealCard; onClose: () => void }) {
  const form_id = useId();
  const client = useQueryClient();
  // The version that was seen when the form opened: live news must not turn into an overwrite.
  const [seen_version] = useState(deal.version);
  const [conflict, set_conflict] = useState<Theirs>();
  const form = useForm<Need>({
    initialValues:
      deal.need.items.length > 0 ? deal.need : { ...empty_need(), ...without_items(deal.need) },
  });
  const save = api.useMutation('put', '/api/deals/{id}/need', {
    meta: { quiet: true },
    onError: (error) => {
      const problem = as_problem(error);
      if (problem.code === 'deal_changed') set_conflict(problem.details as Theirs);
      const errors = field_errors(error);
      form.setErrors(
        Object.fromEntries(
          Object.entries(errors).map(([path, text]) => [path.replace(/^need\./, ''), text]),
        ),
      );
    },
    onSuccess: (card) => {
      client.setQueryData(deal_key(card.id), card);
      refresh('deal', card.id);
      toast(t('need_saved'), () => undo_latest('deal', card.id, 'need_changed'));
      onClose();
    },
  });
  const submit = (need: Need, version = seen_version) =>
    save.mutate({ params: { path: { id: deal.id } }, body: { version, need: need_of(need) } });

  useKeys(t('need'), [
    {
      keys: 'Ctrl+Enter',
      text: ui('save'),
      run: () => form.onSubmit((values) => submit(values))(),
      inside: true,
    },
  ]);

  return (
    <SideDrawer
      title={t('need')}
      size="lg"
      onClose={onClose}
      actions={
        <Button kind="main" submit form={form_id} busy={save.isPending}>
          {ui('save')}
        </Button>
      }
    >
      <form id={form_id} className="fields" onSubmit={form.onSubmit((values) => submit(values))}>
        <FormProblem error={conflict ? undefined : save.error} />
        {form.values.items.map((_, index) => (
          <NeedItemFields key={index} form={form} items={form.values.items} index={index} />
        ))}
        <div>
          <Button icon="plus" onClick={() => form.insertListItem('items', empty_item())}>
            {t('add_item')}
          </Button>
        </div>
        <NeedRest form={form} />
      </form>
      {conflict && (
        <ConflictDialog
          rows={differences(form.values, conflict.theirs)}
          onMine={() => {
            set_conflict(undefined);
            submit(form.values, conflict.version);
          }}
          onTheirs={() => {
            refresh('deal', deal.id);
            onClose();
          }}
        />
      )}
    </SideDrawer>
  );
}

function without_items({ items: _items, ...rest }: Need) {
  return rest;
}

const item_words = (need: Need) =>
  need.items
    .map((item) =>
      [item.product, runs_words(item.runs), item.colour, ...item.imprints.map(imprint_words)]
        .filter(Boolean)
        .join(', '),
    )
    .join('; ');

function differences(mine: Need, theirs: Need) {
  const shown = (need: Need): [string, string][] => [
    [t('product'), item_words(need)],
    [t('in_hands'), need.in_hands_on ? day(need.in_hands_on) : ''],
    [t('deadline_words'), need.deadline_words],
    [t('budget'), need.budget_kopecks ? money(need.budget_kopecks) : ''],
    [t('delivery_place'), need.delivery_place],
  ];
  const saved = shown(theirs);
  return shown(mine)
    .map(([field, value], index) => ({ field, mine: value, theirs: saved[index]?.[1] ?? '' }))
    .filter((row) => row.mine !== row.theirs);
}
