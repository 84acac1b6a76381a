// The agency's mailboxes (1.1.2) and the truth about them: what the server showed, what is stored,
// what failed and why.
import { lazy, Suspense, useState } from 'react';
import { useSearchValues } from '../../app/search';
import { letters as t } from '../../texts/letters';
import { Button } from '../../ui/button';
import { Ago } from '../../ui/clock';
import { grouped } from '../../ui/format';
import { useKeys } from '../../ui/keys';
import { Screen as Frame } from '../../ui/screen';
import { Empty } from '../../ui/states';
import { type Column, Table } from '../../ui/table';
import { Tag } from '../../ui/tag';
import { type MailboxRow, useMailboxes } from './letters';
import classes from './letters.module.css';

const MailboxDrawer = lazy(() => import('./mailbox_drawer'));

// An error that was followed by a contact is over.
export function is_failing(box: MailboxRow): boolean {
  if (!box.active || !box.last_error) return false;
  return !box.last_contact_at || (box.last_error_at ?? '') > box.last_contact_at;
}

function MailboxState({ box }: { box: MailboxRow }) {
  if (!box.active) return <Tag>{t('box_off')}</Tag>;
  if (is_failing(box)) return <Tag tone="late">{t('box_failing')}</Tag>;
  if (!box.last_contact_at) return <Tag tone="waiting">{t('box_new')}</Tag>;
  return <Tag tone="done">{t('box_works')}</Tag>;
}

export function Screen() {
  const mailboxes = useMailboxes();
  const [values, set_values] = useSearchValues();
  const [open, set_open] = useState<number | 'new' | undefined>(
    values.new === true ? 'new' : undefined,
  );
  const close = () => {
    set_open(undefined);
    set_values({ new: undefined });
  };
  useKeys(t('mailboxes'), [{ keys: 'n', text: t('new_mailbox'), run: () => set_open('new') }]);
  const columns: Column<MailboxRow>[] = [
    {
      key: 'address',
      title: t('address'),
      cell: (box) => (
        <span className={classes.box_name}>
          {box.address}
          {is_failing(box) && <small>{box.last_error}</small>}
        </span>
      ),
    },
    { key: 'state', title: t('box_state'), width: 140, cell: (box) => <MailboxState box={box} /> },
    {
      key: 'contact',
      title: t('last_contact'),
      width: 160,
      phone: false,
      cell: (box) => (box.last_contact_at ? <Ago at={box.last_contact_at} /> : t('never')),
    },
    {
      key: 'seen',
      title: t('seen_on_server'),
      width: 100,
      align: 'right',
      phone: false,
      cell: (box) => grouped(box.seen_on_server),
    },
    {
      key: 'stored',
      title: t('stored'),
      width: 100,
      align: 'right',
      phone: false,
      cell: (box) => grouped(box.stored),
    },
    {
      key: 'failed',
      title: t('failed'),
      width: 110,
      align: 'right',
      phone: false,
      cell: (box) =>
        box.failed > 0 ? <Tag tone="late">{grouped(box.failed)}</Tag> : grouped(box.failed),
    },
  ];
  const add = (
    <Button kind="main" icon="plus" onClick={() => set_open('new')}>
      {t('new_mailbox')}
    </Button>
  );
  return (
    <Frame
      title={t('mailboxes')}
      fixed
      actions={add}
      filters={<p className="quiet">{t('mailboxes_note')}</p>}
    >
      <Table
        label={t('mailboxes')}
        columns={columns}
        rows={mailboxes.data?.items}
        row_key={(box) => box.id}
        row_height={46}
        onOpen={(box) => set_open(box.id)}
        tone={(box) => (is_failing(box) || box.failed > 0 ? 'late' : undefined)}
        error={mailboxes.error}
        onRetry={() => void mailboxes.refetch()}
        empty={
          <Empty icon="mail" title={t('no_mailboxes')} text={t('no_mailboxes_text')} action={add} />
        }
      />
      <Suspense>
        {open && (
          <MailboxDrawer key={open} id={open === 'new' ? undefined : open} onClose={close} />
        )}
      </Suspense>
    </Frame>
  );
}
