// The client said yes by telephone: who, and which run of each line.
import { useState } from 'react';
import type { components } from '../../api/schema.gen';
import { quotes as t } from '../../texts/quotes';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SelectField, TextField } from '../../ui/fields';
import type { QuoteCard } from './quote';
import type { QuoteActs } from './quote_acts';

interface AcceptDialogProps {
  card: QuoteCard;
  acts: QuoteActs;
  onClose: () => void;
}

export default function AcceptDialog({ card, acts, onClose }: AcceptDialogProps) {
  const [name, set_name] = useState('');
  const [busy, set_busy] = useState(false);
  const [runs, set_runs] = useState<Record<string, string | null>>(() =>
    Object.fromEntries(
      card.prices.map((line) => [
        line.key,
        line.left_out ? '0' : line.chosen_quantity ? String(line.chosen_quantity) : null,
      ]),
    ),
  );
  const lines = card.draft.lines;
  const ready = name.trim() !== '' && lines.every((line) => runs[line.key]);
  const save = async () => {
    set_busy(true);
    const choices = lines.map((line): components['schemas']['ClientPick'] => {
      const quantity = Number(runs[line.key]);
      return quantity
        ? { line: line.key, quantity, left_out: false }
        : { line: line.key, left_out: true };
    });
    const accepted = await acts.accept(name.trim(), choices);
    set_busy(false);
    if (accepted) onClose();
  };
  return (
    <Dialog
      title={t('accept_title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button kind="main" busy={busy} disabled={!ready} onClick={() => void save()}>
            {t('outside_save')}
          </Button>
        </>
      }
    >
      <div className="fields">
        <p className="quiet">{t('accept_note')}</p>
        <TextField
          label={t('accept_name')}
          required
          data-autofocus
          value={name}
          onChange={(event) => set_name(event.currentTarget.value)}
        />
        {lines.map((line) => (
          <SelectField
            key={line.key}
            label={line.title || t('untitled')}
            allowDeselect={false}
            data={[
              ...line.options.map((option) => ({
                value: String(option.quantity),
                label: t('run_of', { count: option.quantity }),
              })),
              { value: '0', label: t('accept_nothing') },
            ]}
            value={runs[line.key] ?? null}
            onChange={(value) => set_runs((all) => ({ ...all, [line.key]: value }))}
          />
        ))}
      </div>
    </Dialog>
  );
}
