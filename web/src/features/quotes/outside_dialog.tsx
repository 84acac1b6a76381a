// «Сделано вне программы»: the client has the quote from a messenger, by hand, by telephone.
import { useState } from 'react';
import { send } from '../../api/client';
import { quotes as t } from '../../texts/quotes';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { DateField, TextField } from '../../ui/fields';
import { date_of } from '../../ui/format';
import { toast } from '../../ui/toast';
import { path_of } from './quote';
import type { QuoteActs } from './quote_acts';

interface OutsideDialogProps {
  id: number;
  acts: QuoteActs;
  onSent: () => void;
  onClose: () => void;
}

export default function OutsideDialog({ id, acts, onSent, onClose }: OutsideDialogProps) {
  const [note, set_note] = useState('');
  const [on, set_on] = useState<string | null>(date_of(Date.now()));
  const [busy, set_busy] = useState(false);
  const save = async () => {
    set_busy(true);
    const card = await acts.run((version) =>
      send.POST('/api/quotes/{id}/outside-sendings', {
        ...path_of(id),
        body: { version, on, note },
      }),
    );
    set_busy(false);
    if (!card) return;
    toast(t('outside_done'));
    onSent();
  };
  return (
    <Dialog
      title={t('outside_title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button kind="main" busy={busy} onClick={() => void save()}>
            {t('outside_save')}
          </Button>
        </>
      }
    >
      <div className="fields">
        <TextField
          label={t('outside_note')}
          data-autofocus
          value={note}
          onChange={(event) => set_note(event.currentTarget.value)}
        />
        <DateField label={t('outside_on')} value={on} onChange={set_on} />
      </div>
    </Dialog>
  );
}
