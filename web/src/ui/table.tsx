// Lists of rows. Plain HTML and only the rows in view (thousands stay quick); the arrow keys walk,
// Enter opens. Numbers stand right in tabular figures. It scrolls inside its place, so it belongs
// in a <Screen fixed> or a box with a height.
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { ui } from '../texts/ui';
import { Icon } from './icons';
import { Empty, Failed, Loading } from './states';
import classes from './table.module.css';

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  width?: number; // pixels; without it the column shares what is left
  align?: 'right'; // numbers
  sortable?: boolean;
  phone?: false; // left out on a narrow screen
}
export interface Sort {
  key: string;
  descending: boolean;
}

interface TableProps<Row> {
  label: string; // for readers
  columns: readonly Column<Row>[];
  rows: readonly Row[] | undefined; // undefined: not loaded yet
  row_key: (row: Row) => string | number;
  onOpen?: (row: Row) => void;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  error?: unknown;
  onRetry?: () => void;
  empty?: ReactNode;
  onEnd?: () => void; // the last rows are near: load more
  loading_more?: boolean;
  foot?: Partial<Record<string, ReactNode>>; // sums by column, as the server counted them
  row_height?: number;
  phone_note?: (row: Row) => ReactNode; // a second line under the first column, on a phone
  tone?: (row: Row) => 'late' | 'waiting' | undefined;
}

export function Table<Row>(props: TableProps<Row>) {
  const { columns, rows, onEnd, phone_note } = props;
  const phone = useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false });
  const row_height = phone && phone_note ? 54 : (props.row_height ?? 36);
  const [scroller, set_scroller] = useState<HTMLDivElement | null>(null);
  const [active, set_active] = useState(0);
  const moved = useRef(false);
  const count = rows?.length ?? 0;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller,
    estimateSize: () => row_height,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const last = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (count > 0 && last >= count - 10) onEnd?.();
  }, [last, count, onEnd]);

  // The row that the arrow keys reached may have just been drawn.
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    scroller?.querySelector<HTMLElement>(`[data-row="${active}"]`)?.focus();
  });

  if (rows === undefined && props.error)
    return <Failed error={props.error} retry={props.onRetry} />;
  if (rows === undefined) return <Loading rows={12} height={row_height} />;
  if (rows.length === 0) return props.empty ?? <Empty />;

  function walk(event: KeyboardEvent) {
    const page = Math.max(1, Math.floor((scroller?.clientHeight ?? 400) / row_height) - 2);
    const step: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: count - 1,
    };
    if ((event.target as HTMLElement).closest('thead, input, button, a')) return;
    if (event.key === 'Enter' && rows?.[active]) {
      event.preventDefault();
      props.onOpen?.(rows[active]);
      return;
    }
    const next = step[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const index = Math.min(count - 1, Math.max(0, next));
    moved.current = true;
    set_active(index);
    virtual.scrollToIndex(index);
  }

  const hidden = (column: Column<Row>) => (column.phone === false ? classes.wide : undefined);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the rows inside have the focus
    <div ref={set_scroller} className={classes.scroller} onKeyDown={walk}>
      <table className={classes.table} aria-label={props.label} aria-rowcount={count + 1}>
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} className={hidden(column)} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr aria-hidden="true" style={{ height: before }} />}
          {items.map((item) => {
            const row = rows[item.index] as Row;
            return (
              <tr
                key={props.row_key(row)}
                data-row={item.index}
                data-open={props.onOpen ? true : undefined}
                data-tone={props.tone?.(row)}
                aria-rowindex={item.index + 2}
                tabIndex={item.index === active ? 0 : -1}
                style={{ height: row_height }}
                onFocus={() => set_active(item.index)}
                onClick={(event) => {
                  if (!(event.target as HTMLElement).closest('a, button, input, label'))
                    props.onOpen?.(row);
                }}
              >
                {columns.map((column, place) => (
                  <td key={column.key} className={hidden(column)} data-align={column.align}>
                    {column.cell(row)}
                    {phone && place === 0 && phone_note && (
                      <div className={classes.note}>{phone_note(row)}</div>
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 && <tr aria-hidden="true" style={{ height: after }} />}
        </tbody>
        {props.foot && (
          <tfoot>
            <tr>
              {columns.map((column) => (
                <td key={column.key} className={hidden(column)} data-align={column.align}>
                  {props.foot?.[column.key]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
      {props.loading_more && <Loading rows={2} height={row_height} />}
    </div>
  );
}

function Head<Row>(props: { column: Column<Row>; sort?: Sort; onSort?: (sort: Sort) => void }) {
  const { column, sort, onSort } = props;
  const sorted = sort?.key === column.key ? (sort.descending ? 'descending' : 'ascending') : 'none';
  const hidden = column.phone === false ? classes.wide : undefined;
  if (!column.sortable || !onSort)
    return (
      <th scope="col" className={hidden} data-align={column.align}>
        {column.title}
      </th>
    );
  return (
    <th scope="col" className={hidden} data-align={column.align} aria-sort={sorted}>
      <button
        type="button"
        className={classes.sort}
        title={ui('sort_by', { column: column.title })}
        onClick={() =>
          onSort({
            key: column.key,
            descending: sorted === 'none' ? column.align === 'right' : sorted === 'ascending',
          })
        }
      >
        {column.title}
        {sorted !== 'none' && <Icon name={sorted === 'descending' ? 'down' : 'up'} size={12} />}
      </button>
    </th>
  );
}
