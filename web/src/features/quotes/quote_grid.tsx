// The grid of a quote: lines × runs, one row for each run so that costs, margins and prices of all
// lines stand in the same columns. It is used like a spreadsheet: arrows, Tab, Enter, typing, a
// column pasted from Excel; a line is moved by its handle or Alt+arrow.
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type PointerEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { quotes as t } from '../../texts/quotes';
import { toast } from '../../ui/toast';
import {
  add_line,
  add_run,
  change_line,
  change_option,
  copy_line,
  type Edit,
  move_line,
  order_lines,
  remove_line,
  remove_run,
  return_line,
} from './draft_edits';
import {
  type Cell,
  cell_id,
  columns_for,
  type GridColumn,
  neighbour,
  pasted_rows,
  roles,
  same_cell,
} from './grid_columns';
import type { LinePrice, QuoteDraft, QuoteLine } from './quote';
import { QuoteLineRows } from './quote_line_rows';
import classes from './quotes.module.css';

export interface LineActs {
  begin: (cell: Cell, text?: string) => void;
  commit: (cell: Cell, text: string, right: number, down: number) => boolean;
  cancel: (cell: Cell) => void;
  focus: (cell: Cell) => void;
  open: (key: string) => void;
  imprints: (key: string) => void;
  copy: (key: string) => void;
  remove: (line: QuoteLine) => void;
  add_run: (key: string) => void;
  remove_run: (key: string, run: number) => void;
  drag: (event: PointerEvent<HTMLElement>, key: string) => void;
}

interface QuoteGridProps {
  draft: QuoteDraft;
  base: QuoteDraft;
  prices: ReadonlyMap<string, LinePrice>;
  costs: boolean;
  read_only: boolean;
  problems: ReadonlyMap<string, Record<string, string>>; // by the line's key: field -> words
  remarks: ReadonlyMap<string, number>;
  onChange: (edit: Edit) => void;
  onUndo: () => void;
  onRedo: () => void;
  onOpen: (key: string) => void;
  onImprints: (key: string) => void;
  onLeave: () => void; // Escape: to the field below
}

const none: Record<string, string> = {};
const steps: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function QuoteGrid(props: QuoteGridProps) {
  const { draft, base, prices, read_only, problems, remarks } = props;
  const columns = useMemo(() => columns_for(props.costs), [props.costs]);
  const order = useMemo(() => ['title', ...columns.map((each) => each.key)], [columns]);
  const table = useRef<HTMLTableElement>(null);
  const [active, set_active] = useState<Cell>();
  const [editing, set_editing] = useState<{ cell: Cell; text?: string }>();
  const [dragged, set_dragged] = useState<readonly string[]>(); // the order while a line is dragged
  const wanted = useRef<Cell>(undefined); // gets the focus after the next drawing

  const now = useRef({ ...props, order, columns });
  now.current = { ...props, order, columns };

  useLayoutEffect(() => {
    if (!wanted.current) return;
    const id = cell_id(wanted.current);
    wanted.current = undefined;
    const cell = table.current?.querySelector<HTMLElement>(`[data-cell="${id}"]`);
    cell?.focus();
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });

  const acts = useMemo((): LineActs => {
    const go = (cell: Cell) => {
      wanted.current = cell;
      set_active({ ...cell });
    };
    const change = (edit: Edit) => now.current.onChange(edit);
    return {
      focus: set_active,
      begin: (cell, text) => {
        const { columns, draft } = now.current;
        if (now.current.read_only) return;
        const line = draft.lines.find((each) => each.key === cell.line);
        const column = columns.find((each) => each.key === cell.column);
        const imprints = line?.options[cell.run]?.imprints.length ?? 0;
        if (/imprint|setup/.test(cell.column) && imprints > 1)
          return now.current.onImprints(cell.line);
        if (cell.column === 'title' || column?.write) set_editing({ cell, text });
      },
      commit: (cell, text, right, down) => {
        const column = now.current.columns.find((each) => each.key === cell.column);
        if (!written(change, cell, column, text)) return false;
        set_editing(undefined);
        const { draft, order } = now.current;
        if (right || down)
          go(next_written(draft.lines, order, now.current.columns, cell, right, down));
        return true;
      },
      cancel: (cell) => {
        set_editing(undefined);
        go(cell);
      },
      open: (key) => now.current.onOpen(key),
      imprints: (key) => now.current.onImprints(key),
      copy: (key) => change(copy_line(key)),
      remove: (line) => {
        const place = now.current.draft.lines.findIndex((each) => each.key === line.key);
        const after = now.current.draft.lines[place + 1] ?? now.current.draft.lines[place - 1];
        change(remove_line(line.key));
        if (after) go({ line: after.key, run: 0, column: 'title' });
        toast(t('line_removed', { name: line.title || t('untitled') }), async () =>
          change(return_line(line, place)),
        );
      },
      add_run: (key) => change(add_run(key)),
      remove_run: (key, run) => change(remove_run(key, run)),
      drag: (event, key) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.dataset.key = key;
        set_dragged(now.current.draft.lines.map((line) => line.key));
      },
    };
  }, []);

  const lines = dragged
    ? dragged.flatMap((key) => draft.lines.find((line) => line.key === key) ?? [])
    : draft.lines;

  function drag(event: PointerEvent<HTMLElement>) {
    const key = (event.target as HTMLElement).dataset.key;
    if (!dragged || !key) return;
    const bodies = [...(table.current?.querySelectorAll('tbody[data-line]') ?? [])];
    const over = bodies.findIndex((body) => {
      const box = body.getBoundingClientRect();
      return event.clientY >= box.top && event.clientY < box.bottom;
    });
    const from = dragged.indexOf(key);
    if (over < 0 || over === from) return;
    set_dragged(dragged.toSpliced(from, 1).toSpliced(over, 0, key));
  }
  function drop(event: PointerEvent<HTMLElement>) {
    if (!dragged) return;
    delete (event.target as HTMLElement).dataset.key;
    set_dragged(undefined);
    props.onChange(order_lines(dragged));
  }

  function on_key(event: KeyboardEvent<HTMLTableElement>) {
    const cell = cell_of(event.target);
    if (!cell || event.defaultPrevented) return;
    const typing = event.target instanceof HTMLInputElement;
    if (typing) return; // the field has its own keys
    if (act_by_key(event, cell)) event.preventDefault();
  }

  function act_by_key(event: KeyboardEvent, cell: Cell): boolean {
    const on_cell = (event.target as HTMLElement).dataset.cell !== undefined;
    const { key } = event;
    const control = event.ctrlKey || event.metaKey;
    const line = draft.lines.find((each) => each.key === cell.line);
    if (control && event.code === 'KeyZ') {
      if (event.shiftKey) props.onRedo();
      else props.onUndo();
      return true;
    }
    if (control && event.code === 'KeyY') {
      props.onRedo();
      return true;
    }
    if (line && !read_only && act_on_line(event, line)) return true;
    if (!on_cell || control || event.altKey) return false;
    const step = steps[key] ?? (key === 'Tab' ? [event.shiftKey ? -1 : 1, 0] : undefined);
    if (step) {
      const to = stepped(draft.lines, order, cell, step, key === 'Tab');
      if (!to) return false; // out of the grid
      wanted.current = to;
      set_active(to);
      return true;
    }
    if (key === 'Home' || key === 'End') {
      const to = { ...cell, column: order.at(key === 'Home' ? 0 : -1) ?? 'title' };
      wanted.current = to.column === 'title' ? { ...to, run: 0 } : to;
      set_active(wanted.current);
      return true;
    }
    if (key === 'Escape') props.onLeave();
    else if (key === 'Enter' || key === 'F2') acts.begin(cell);
    else if (key === 'Delete' || key === 'Backspace') acts.commit(cell, '', 0, 0);
    else if (key.length === 1) acts.begin(cell, key);
    else return false;
    return true;
  }

  function act_on_line(event: KeyboardEvent, line: QuoteLine): boolean {
    const control = event.ctrlKey || event.metaKey;
    const cell = cell_of(event.target) as Cell;
    const place = draft.lines.indexOf(line);
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      wanted.current = cell;
      props.onChange(move_line(line.key, place + (event.key === 'ArrowUp' ? -1 : 1)));
    } else if (event.altKey && event.key === 'Enter') {
      acts.add_run(line.key);
    } else if (control && event.code === 'KeyD') {
      acts.copy(line.key);
    } else if (control && event.key === 'Delete') {
      acts.remove(line);
    } else {
      return false;
    }
    return true;
  }

  function on_paste(event: ClipboardEvent) {
    const cell = cell_of(event.target);
    const rows = pasted_rows(event.clipboardData.getData('text/plain'));
    if (!cell || read_only || rows.length === 0) return;
    const single = rows.length === 1 && rows[0]?.length === 1;
    if (event.target instanceof HTMLInputElement && single) return;
    event.preventDefault();
    set_editing(undefined);
    wanted.current = cell;
    const counts = { taken: 0, left: 0 };
    props.onChange(paste(cell, rows, order, columns, counts));
    const { taken, left } = counts;
    toast(left ? t('pasted_partly', { count: taken, left }) : t('pasted', { count: taken }));
  }

  function on_copy(event: ClipboardEvent) {
    const cell = cell_of(event.target);
    if (!cell || event.target instanceof HTMLInputElement) return;
    if (getSelection()?.toString()) return;
    const line = draft.lines.find((each) => each.key === cell.line);
    const option = line?.options[cell.run];
    const price = prices.get(cell.line)?.options[cell.run];
    const column = columns.find((each) => each.key === cell.column);
    const text = cell.column === 'title' ? line?.title : option && column?.shown(option, price);
    event.clipboardData.setData('text/plain', text ?? '');
    event.preventDefault();
  }

  const first = lines[0];
  const fallback: Cell | undefined = first && { line: first.key, run: 0, column: 'title' };
  const reachable = active && lines.some((line) => line.key === active.line) ? active : fallback;
  const known = useMemo(() => new Map(base.lines.map((line) => [line.key, line])), [base]);
  return (
    <table
      ref={table}
      className={classes.grid}
      {...roles.grid}
      aria-label={t('lines')}
      onKeyDown={on_key}
      onPaste={on_paste}
      onCopy={on_copy}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={() => set_dragged(undefined)}
    >
      <colgroup>
        <col className={classes.title_col} />
        {columns.map((column) => (
          <col key={column.key} style={{ width: column.width }} />
        ))}
      </colgroup>
      <thead {...roles.group}>
        <tr {...roles.row}>
          <th {...roles.head} scope="col" className={classes.title_head}>
            {t('line')}
          </th>
          {columns.map((column) => (
            <th
              key={column.key}
              {...roles.head}
              scope="col"
              title={column.note?.()}
              data-read={column.write ? undefined : true}
            >
              {column.head()}
            </th>
          ))}
        </tr>
      </thead>
      {lines.map((line) => (
        <QuoteLineRows
          key={line.key}
          line={line}
          price={prices.get(line.key)}
          stale={known.get(line.key) !== line}
          columns={columns}
          read_only={read_only}
          problems={problems.get(line.key) ?? none}
          remarks={remarks.get(line.key) ?? 0}
          active={reachable?.line === line.key ? reachable : undefined}
          editing={editing?.cell.line === line.key ? editing : undefined}
          dragged={Boolean(dragged) && active?.line === line.key}
          acts={acts}
        />
      ))}
    </table>
  );
}

function cell_of(target: EventTarget): Cell | undefined {
  const element = (target as HTMLElement).closest<HTMLElement>('[data-cell]');
  const [line, run, column] = element?.dataset.cell?.split(':') ?? [];
  return line && column ? { line, run: Number(run), column } : undefined;
}

function written(
  change: (edit: Edit) => void,
  cell: Cell,
  column: GridColumn | undefined,
  text: string,
): boolean {
  if (cell.column === 'title') {
    change(
      change_line(cell.line, (line) => (line.title === text ? line : { ...line, title: text })),
    );
    return true;
  }
  if (!column?.write) return false;
  let understood = true;
  change(
    change_option(cell.line, cell.run, (option) => {
      const next = column.write?.(option, text);
      understood = next !== undefined;
      return !next || JSON.stringify(next) === JSON.stringify(option) ? option : next;
    }),
  );
  return understood;
}

function stepped(
  lines: readonly QuoteLine[],
  order: readonly string[],
  cell: Cell,
  [right, down]: readonly [number, number],
  wrap: boolean,
): Cell | undefined {
  const to = neighbour(lines, order, cell, right, down);
  if (!wrap || !same_cell(to, cell)) return to;
  // Tab goes on in the next row, and out of the grid after the last one.
  const column = (right > 0 ? order[1] : order.at(-1)) ?? 'title';
  const next = neighbour(lines, order, { ...cell, column }, 0, right);
  return same_cell(next, { ...cell, column }) ? undefined : next;
}

// After Enter or Tab in a field: the next cell that can be written.
function next_written(
  lines: readonly QuoteLine[],
  order: readonly string[],
  columns: readonly GridColumn[],
  cell: Cell,
  right: number,
  down: number,
): Cell {
  const writable = ['title', ...columns.filter((each) => each.write).map((each) => each.key)];
  return stepped(lines, right ? writable : order, cell, [right, down], right !== 0) ?? cell;
}

// From a name on: each pasted row is a line, and rows beyond the last become new lines. From a
// number on: each row is a run.
function paste(
  from: Cell,
  rows: readonly string[][],
  order: readonly string[],
  columns: readonly GridColumn[],
  counts: { taken: number; left: number },
): Edit {
  const start = order.indexOf(from.column);
  return (draft) => {
    let next = draft;
    counts.taken = 0;
    counts.left = 0;
    const change = (edit: Edit) => {
      next = edit(next);
    };
    let place = from;
    rows.forEach((row, index) => {
      if (index > 0) {
        const below = neighbour(next.lines, order, place, 0, 1);
        if (same_cell(below, place)) {
          if (from.column !== 'title') {
            counts.left += row.length;
            return;
          }
          change(add_line(''));
          place = { line: next.lines.at(-1)?.key ?? '', run: 0, column: 'title' };
        } else place = below;
      }
      row.forEach((text, offset) => {
        const key = order[start + offset];
        const column = columns.find((each) => each.key === key);
        const fits = key !== undefined && (text !== '' || offset === 0);
        if (fits && written(change, { ...place, column: key }, column, text)) counts.taken += 1;
        else if (text !== '') counts.left += 1;
      });
    });
    return next;
  };
}
