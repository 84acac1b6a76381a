// The list of the inbox: newest first, only the rows in view are drawn. What waits for an answer
// shows its clock.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useState } from 'react';
import { useSession } from '../../app/session';
import { inbox as t } from '../../texts/inbox';
import { Ago, Countdown } from '../../ui/clock';
import { Loading } from '../../ui/states';
import { Tag } from '../../ui/tag';
import { type EnquiryRow, is_open, sender_of, state_words } from './enquiries';
import classes from './inbox.module.css';

const row_height = 92;

interface EnquiryListProps {
  rows: readonly EnquiryRow[];
  chosen: number | undefined;
  onChoose: (id: number) => void;
  onEnd: () => void;
  loading_more: boolean;
}

export function EnquiryList({ rows, chosen, onChoose, onEnd, loading_more }: EnquiryListProps) {
  const [scroller, set_scroller] = useState<HTMLDivElement | null>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => row_height,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 10) onEnd();
  }, [last, rows.length, onEnd]);

  const index = rows.findIndex((row) => row.id === chosen);
  useEffect(() => {
    if (index >= 0) virtual.scrollToIndex(index);
  }, [index, virtual]);

  return (
    <div ref={set_scroller} className={classes.list}>
      <ul
        aria-label={t('list')}
        className={classes.rows}
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map((item) => {
          const row = rows[item.index] as EnquiryRow;
          return (
            <li key={row.id} style={{ top: item.start, height: row_height }}>
              <Row row={row} chosen={row.id === chosen} onChoose={onChoose} />
            </li>
          );
        })}
      </ul>
      {loading_more && <Loading rows={2} height={row_height} />}
    </div>
  );
}

function Row(props: { row: EnquiryRow; chosen: boolean; onChoose: (id: number) => void }) {
  const { row, chosen } = props;
  const { person } = useSession();
  const { text, tone } = state_words(row.state);
  const waits = is_open(row) && row.answer_due_at && !row.answered_at;
  return (
    <button
      type="button"
      className={classes.row}
      data-unread={row.unread > 0 || undefined}
      aria-current={chosen || undefined}
      onClick={() => props.onChoose(row.id)}
    >
      <span className={classes.row_top}>
        <span className={classes.sender}>
          {sender_of(row)}
          {row.unread > 0 && <span className="for-readers"> · {t('unread')}</span>}
        </span>
        <Ago at={row.arrived_at} />
      </span>
      <span className={classes.subject}>{row.subject || t('no_subject')}</span>
      <span className={classes.preview}>{row.preview}</span>
      <span className={classes.row_tags}>
        {row.state !== 'new' && <Tag tone={tone}>{text}</Tag>}
        {waits && row.answer_due_at && <Countdown until={row.answer_due_at} />}
        {is_open(row) && row.owner_id !== person.id && (
          <span className={classes.owner}>{row.owner_name || t('nobody')}</span>
        )}
      </span>
    </button>
  );
}
