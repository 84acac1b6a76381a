// What a selection is called and which deal it is for.
import { useDebouncedValue } from '@mantine/hooks';
import { useId, useState } from 'react';
import { api } from '../../api/client';
import { catalog as t } from '../../texts/catalog';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/fields';
import type { SelectionActs, SelectionCard } from './selection_acts';

interface SelectionDialogProps {
  card: SelectionCard;
  acts: SelectionActs;
  onClose: () => void;
}

export default function SelectionDialog({ card, acts, onClose }: SelectionDialogProps) {
  const form = useId();
  const { selection } = card;
  const [title, set_title] = useState(selection.title);
  const [deal, set_deal] = useState(selection.deal_id ? String(selection.deal_id) : null);
  const [typed, set_typed] = useState('');
  const [text] = useDebouncedValue(typed, 250);
  const [busy, set_busy] = useState(false);
  const query = { text, noun: 'deal', limit: 12 };
  const found = api.useQuery('get', '/api/search', { params: { query } }, { enabled: text !== '' });

  const deals = new Map<string, string>();
  if (selection.deal_id) deals.set(String(selection.deal_id), card.deal_title);
  for (const hit of found.data?.items ?? [])
    deals.set(String(hit.id), [hit.title, hit.hint].filter(Boolean).join(' · '));

  const save = async () => {
    set_busy(true);
    const saved = await acts.change(selection, title, Number(deal ?? 0));
    set_busy(false);
    if (saved) onClose();
  };

  return (
    <Dialog
      title={t('selection_change')}
      size="sm"
      onClose={onClose}
      actions={
        <Button kind="main" submit form={form} busy={busy}>
          {ui('save')}
        </Button>
      }
    >
      <form
        id={form}
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={t('selection_title')}
          required
          data-autofocus
          value={title}
          onChange={(event) => set_title(event.currentTarget.value)}
        />
        <SelectField
          label={t('deal')}
          placeholder={t('find_deal')}
          searchable
          clearable
          filter={({ options }) => options} // the server has found them by word forms
          data={[...deals].map(([value, label]) => ({ value, label }))}
          onSearchChange={set_typed}
          value={deal}
          onChange={set_deal}
        />
      </form>
    </Dialog>
  );
}
