// A call or a chat noted by hand (1.1): the need is read from the words as from a letter.
import { useForm } from '@mantine/form';
import { useId } from 'react';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import { useSession } from '../../app/session';
import { deals } from '../../texts/deals';
import { inbox as t } from '../../texts/inbox';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { Choice } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { LongTextField, TextField } from '../../ui/fields';
import { FormProblem, field_errors } from '../../ui/form';
import { toast } from '../../ui/toast';
import { channel_name } from '../deals/deals';

type Channel = 'call' | 'chat' | 'note';
const channels: readonly Channel[] = ['call', 'chat', 'note'];

// What a client says is said once: words that were not saved outlive Escape and a reload.
const blank = { channel: 'call' as Channel, text: '', sender_name: '', phone: '', email: '' };
function kept_note(kept: string): typeof blank {
  try {
    return { ...blank, ...JSON.parse(sessionStorage.getItem(kept) ?? '{}') };
  } catch {
    return blank;
  }
}

interface NoteDialogProps {
  onClose: () => void;
  onNoted: (id: number) => void;
}

export function NoteDialog({ onClose, onNoted }: NoteDialogProps) {
  const form_id = useId();
  const kept = `tirazh.note.${useSession().person.id}`;
  const form = useForm({
    initialValues: kept_note(kept),
    onValuesChange: (values) => sessionStorage.setItem(kept, JSON.stringify(values)),
  });
  const note = api.useMutation('post', '/api/enquiries', {
    meta: { quiet: true },
    onError: (error) => form.setErrors(field_errors(error)),
    onSuccess: (card) => {
      sessionStorage.removeItem(kept);
      refresh('enquiry', card.id);
      toast(t('note_saved'));
      onNoted(card.id);
    },
  });
  const submit = form.onSubmit((body) => note.mutate({ body }));
  return (
    <Dialog
      title={t('note_call')}
      onClose={onClose}
      actions={
        <Button kind="main" submit form={form_id} keys="Ctrl Enter" busy={note.isPending}>
          {ui('save')}
        </Button>
      }
    >
      <form
        id={form_id}
        className="fields"
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !event.ctrlKey) return;
          event.preventDefault();
          submit();
        }}
      >
        <FormProblem error={note.error} />
        <Choice
          label={t('note_channel')}
          options={channels.map((value) => ({ value, label: channel_name(value) }))}
          value={form.values.channel}
          onChange={(channel) => form.setFieldValue('channel', channel)}
        />
        <LongTextField
          label={t('note_text')}
          data-autofocus
          autosize
          minRows={5}
          {...form.getInputProps('text')}
        />
        <TextField label={t('note_name')} {...form.getInputProps('sender_name')} />
        <div className="pair">
          <TextField label={deals('phone')} {...form.getInputProps('phone')} />
          <TextField label={deals('email')} {...form.getInputProps('email')} />
        </div>
      </form>
    </Dialog>
  );
}
