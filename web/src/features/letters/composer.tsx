// A letter that is being written: recipients, text, files, from which mailbox. Ctrl+Enter sends.
import { useEffect, useRef, useState } from 'react';
import { api, send } from '../../api/client';
import { as_problem } from '../../api/problem';
import { letters as t } from '../../texts/letters';
import { Button } from '../../ui/button';
import { confirm } from '../../ui/confirm';
import { ConflictDialog } from '../../ui/conflict_dialog';
import { LongTextField, SelectField, TextField } from '../../ui/fields';
import { FormProblem, field_errors } from '../../ui/form';
import { leave } from '../../ui/keys';
import { toast } from '../../ui/toast';
import { ThingFiles } from '../files/thing_files';
import { forget_draft, type Kept, useDraft } from './draft_keeping';
import { tell } from './letter_view';
import { type LetterCard, useMailboxes } from './letters';
import classes from './letters.module.css';

interface ComposerProps {
  draft: LetterCard;
  focus?: boolean; // just begun: the cursor stands in the text
  onDone?: () => void; // sent or thrown away
}

export default function Composer({ draft, focus, onDone }: ComposerProps) {
  const { values, change, kept, theirs, save, keep_mine, keep_theirs } = useDraft(draft);
  const mailboxes = useMailboxes();
  const [with_cc, set_with_cc] = useState(values.cc !== '');
  const [with_files, set_with_files] = useState(draft.attachments.length > 0);
  const [busy, set_busy] = useState(false);
  const [failure, set_failure] = useState<unknown>();
  const place = useRef<HTMLElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const params = { path: { id: draft.id } };

  useEffect(() => {
    if (!focus) return;
    place.current?.scrollIntoView({ block: 'nearest' });
    text.current?.focus({ preventScroll: true });
    text.current?.setSelectionRange(0, 0);
  }, [focus]);

  const post = async () => {
    if (busy) return;
    set_failure(undefined);
    set_busy(true);
    try {
      if (!(await save())) return; // why stands beside the button
      await send.POST('/api/drafts/{id}/sending', { params });
      forget_draft(draft.id);
      tell(draft);
      toast(t('queued'), async () => {
        await send.POST('/api/letters/{id}/cancellation', { params });
        await send.POST('/api/letters/{id}/editing', { params });
        tell(draft);
      });
      onDone?.();
    } catch (error) {
      set_failure(error);
    } finally {
      set_busy(false);
    }
  };
  const discard = api.useMutation('delete', '/api/drafts/{id}', {
    onSuccess: () => {
      forget_draft(draft.id);
      tell(draft);
      toast(t('discarded'));
      onDone?.();
    },
  });
  const ask_discard = async () => {
    const sure = await confirm({
      title: t('discard_question'),
      text: t('discard_text'),
      action: t('discard'),
      danger: true,
    });
    if (sure) discard.mutate({ params });
  };

  const refused = kept.state === 'refused' ? kept.problem : failure;
  const errors = errors_of(refused);
  const lost = failure !== undefined && as_problem(failure).passing;
  const boxes = (mailboxes.data?.items ?? []).filter((box) => box.active);
  return (
    <section
      ref={place}
      className={classes.composer}
      aria-label={draft.thread_id ? t('your_answer') : t('new_letter')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') leave(event);
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        void post();
      }}
    >
      <FormProblem
        error={lost ? new Error(t('not_sent_kept')) : failure}
        shown={Boolean(errors.to || errors.cc || errors.mailbox_id)}
      />
      {boxes.length > 1 && (
        <SelectField
          label={t('mailbox')}
          allowDeselect={false}
          data={boxes.map((box) => ({ value: String(box.id), label: box.address }))}
          value={String(values.mailbox_id)}
          error={errors.mailbox_id}
          onChange={(id) => change({ mailbox_id: Number(id) })}
        />
      )}
      <TextField
        label={t('to')}
        value={values.to}
        error={errors.to}
        onChange={(event) => change({ to: event.currentTarget.value })}
      />
      {with_cc && (
        <TextField
          label={t('cc')}
          value={values.cc}
          error={errors.cc}
          onChange={(event) => change({ cc: event.currentTarget.value })}
        />
      )}
      <TextField
        label={t('subject')}
        value={values.subject}
        onChange={(event) => change({ subject: event.currentTarget.value })}
      />
      <LongTextField
        ref={text}
        label={t('text')}
        autosize
        minRows={8}
        maxRows={16}
        value={values.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      {with_files && <ThingFiles noun="letter" id={draft.id} />}
      <div className={classes.composer_foot}>
        <Button kind="main" keys="Ctrl Enter" busy={busy} onClick={() => void post()}>
          {t('send')}
        </Button>
        {!with_files && (
          <Button kind="quiet" icon="file" onClick={() => set_with_files(true)}>
            {t('attach')}
          </Button>
        )}
        {!with_cc && (
          <Button kind="quiet" onClick={() => set_with_cc(true)}>
            {t('show_cc')}
          </Button>
        )}
        <Button kind="quiet" busy={discard.isPending} onClick={() => void ask_discard()}>
          {t('discard')}
        </Button>
        <KeptWords kept={kept} />
      </div>
      {theirs && (
        <ConflictDialog
          rows={[{ field: t('draft_text'), mine: values.text, theirs: theirs.text }]}
          onMine={keep_mine}
          onTheirs={keep_theirs}
        />
      )}
    </section>
  );
}

function KeptWords({ kept }: { kept: Kept }) {
  const words = {
    saved: t('draft_saved'),
    changed: t('draft_saving'),
    saving: t('draft_saving'),
    offline: t('draft_kept'),
    refused: kept.state === 'refused' ? t('draft_refused', { reason: kept.problem.message }) : '',
  };
  const bad = kept.state === 'offline' || kept.state === 'refused';
  return (
    <span className={classes.kept} role="status" data-tone={bad ? 'late' : undefined}>
      {words[kept.state]}
    </span>
  );
}

// The server names "to[0]", the form has one field for all.
function errors_of(error: unknown): Record<string, string> {
  if (!error) return {};
  return Object.fromEntries(
    Object.entries(field_errors(error)).map(([path, text]) => [path.replace(/\.\d+$/, ''), text]),
  );
}
