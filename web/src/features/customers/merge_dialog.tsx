// Two cards of one client beside each other: which stays, whose values stay; then one is merged
// into the other. Rows everywhere keep what they were made with, so it can be taken back exactly.
import { useState } from 'react';
import { api, send } from '../../api/client';
import { refresh } from '../../api/live';
import { customers as t } from '../../texts/customers';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { FormProblem } from '../../ui/form';
import { Loaded } from '../../ui/states';
import { toast } from '../../ui/toast';
import { undo_latest } from '../journal/undo';
import { company_form } from './company_form';
import { field_name } from './conflict';
import { contact_form } from './contact_form';
import type { CompanyCard, ContactCard, Noun } from './customers';
import classes from './customers.module.css';

interface MergeDialogProps {
  noun: Noun;
  stays: number;
  goes: number;
  onClose: () => void;
  onMerged?: (into: number) => void;
}
type Card = CompanyCard | ContactCard;
type Values = Record<string, unknown>;

const company_fields = [
  'name',
  'legal_form',
  'legal_name',
  'inn',
  'kpp',
  'ogrn',
  'legal_address',
  'delivery_address',
  'line_of_business',
  'site',
  'brand_colour',
  'note',
] as const;
const contact_fields = ['surname', 'name', 'patronymic', 'address_form', 'note'] as const;

export default function MergeDialog(props: MergeDialogProps) {
  const path = props.noun === 'company' ? '/api/companies/{id}' : '/api/contacts/{id}';
  const card = (id: number) => ({ params: { path: { id } } });
  const stays = api.useQuery('get', path, card(props.stays));
  const goes = api.useQuery('get', path, card(props.goes));
  const both = {
    data: stays.data && goes.data && ([stays.data, goes.data] as const),
    error: stays.error ?? goes.error,
    isPending: stays.isPending || goes.isPending,
    refetch: () => Promise.all([stays.refetch(), goes.refetch()]),
  };
  const [swapped, set_swapped] = useState(false);
  if (!both.data)
    return (
      <Dialog title={t('merge_title')} size="xl" onClose={props.onClose}>
        <Loaded query={both} rows={8}>
          {() => null}
        </Loaded>
      </Dialog>
    );
  const [one, other] = swapped ? [both.data[1], both.data[0]] : both.data;
  return (
    <Compare
      key={one.id}
      {...props}
      one={one as Card}
      other={other as Card}
      onSwap={() => set_swapped(!swapped)}
    />
  );
}

interface CompareProps extends MergeDialogProps {
  one: Card; // stays
  other: Card;
  onSwap: () => void;
}

const text_of = (card: Card, field: string) => String((card as unknown as Values)[field] ?? '');

function Compare({ noun, one, other, onSwap, onClose, onMerged }: CompareProps) {
  const fields: readonly string[] = noun === 'company' ? company_fields : contact_fields;
  const different = fields.filter((field) => text_of(one, field) !== text_of(other, field));
  // What the staying card does not know is taken from the other one unless said otherwise.
  const [from_other, set_from_other] = useState<ReadonlySet<string>>(
    () => new Set(different.filter((field) => text_of(one, field) === '')),
  );
  const [problem, set_problem] = useState<unknown>();
  const [busy, set_busy] = useState(false);

  async function change() {
    const chosen = Object.fromEntries(
      [...from_other].map((field) => [field, text_of(other, field)]),
    );
    const params = { path: { id: one.id } };
    const { version } = one;
    if (noun === 'company') {
      const body = { ...company_form(one as CompanyCard), ...chosen, version };
      await send.PUT('/api/companies/{id}', { params, body });
    } else {
      const body = { ...contact_form(one as ContactCard), ...chosen, version };
      await send.PUT('/api/contacts/{id}', { params, body });
    }
  }

  async function merge() {
    set_busy(true);
    try {
      const changed = from_other.size > 0;
      if (changed) await change();
      const path = noun === 'company' ? '/api/companies/{id}/merge' : '/api/contacts/{id}/merge';
      await send.POST(path, { params: { path: { id: other.id } }, body: { into: one.id } });
      refresh(noun);
      toast(t('merged', { title: one.title }), async () => {
        await undo_latest(noun, other.id, 'merged');
        if (changed) await undo_latest(noun, one.id, 'changed');
        refresh(noun);
      });
      onClose();
      onMerged?.(one.id);
    } catch (error) {
      set_problem(error);
      refresh(noun, one.id);
    } finally {
      set_busy(false);
    }
  }

  const choice = (field: string, card: Card) => {
    const value = text_of(card, field);
    const is_other = card === other;
    return (
      <label>
        <input
          type="radio"
          name={field}
          aria-label={t('choose_value', {
            field: field_name(field),
            value: value || ui('empty_value'),
          })}
          checked={from_other.has(field) === is_other}
          onChange={() => {
            const next = new Set(from_other);
            if (is_other) next.add(field);
            else next.delete(field);
            set_from_other(next);
          }}
        />
        <span className={value ? classes.note : 'quiet'}>{value || ui('empty_value')}</span>
      </label>
    );
  };
  return (
    <Dialog
      title={t('merge_title')}
      size="xl"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button onClick={onSwap}>{t('merge_swap')}</Button>
          <Button kind="main" busy={busy} onClick={() => void merge()}>
            {t('merge')}
          </Button>
        </>
      }
    >
      <FormProblem error={problem} shown={false} />
      <p className="quiet">{t('merge_text')}</p>
      <table className={classes.compare}>
        <thead>
          <tr>
            <td />
            <th scope="col">{`${t('merge_stays')}: ${one.title}`}</th>
            <th scope="col">{`${t('merge_goes')}: ${other.title}`}</th>
          </tr>
        </thead>
        <tbody>
          {different.map((field) => (
            <tr key={field}>
              <th scope="row">{field_name(field)}</th>
              <td>{choice(field, one)}</td>
              <td>{choice(field, other)}</td>
            </tr>
          ))}
          {different.length === 0 && (
            <tr>
              <td colSpan={3}>{t('merge_same')}</td>
            </tr>
          )}
          <tr>
            <th scope="row">{t('owner')}</th>
            <td>{one.owner_name || t('nobody')}</td>
            <td>{other.owner_name || t('nobody')}</td>
          </tr>
        </tbody>
      </table>
    </Dialog>
  );
}
