// One line of the grid: its product on the left, a row for each of its runs. Plain elements, drawn
// again only when this line changes, so that a keystroke draws one line and not sixty.
import { type KeyboardEvent, type MouseEvent, memo, useEffect, useRef, useState } from 'react';
import { quotes as t } from '../../texts/quotes';
import { Icon, type IconName } from '../../ui/icons';
import { Tag } from '../../ui/tag';
import { type Cell, cell_id, type GridColumn, roles, same_cell } from './grid_columns';
import { type LinePrice, type OptionPrice, type QuoteLine, rough_share } from './quote';
import type { LineActs } from './quote_grid';
import classes from './quotes.module.css';

// A second click opens the field; a finger has none to spare. The keys are the grid's.
const begun_by_pointer = (cell: Cell, acts: LineActs) => ({
  onClick: (event: MouseEvent) => {
    const on_button = (event.target as Element).closest('button, input, a');
    const by_finger = (event.nativeEvent as PointerEvent).pointerType === 'touch';
    if (by_finger && !on_button) acts.begin(cell);
  },
  onDoubleClick: (event: MouseEvent) => {
    if (!(event.target as Element).closest('button, input, a')) acts.begin(cell);
  },
});

interface QuoteLineRowsProps {
  line: QuoteLine;
  price: LinePrice | undefined;
  stale: boolean; // changed since the prices were computed
  columns: readonly GridColumn[];
  read_only: boolean;
  problems: Record<string, string>;
  remarks: number;
  active: Cell | undefined;
  editing: { cell: Cell; text?: string } | undefined;
  dragged: boolean;
  acts: LineActs;
}

export const QuoteLineRows = memo(function QuoteLineRows(props: QuoteLineRowsProps) {
  const { line, price, columns, problems } = props;
  const rows = Math.max(1, line.options.length);
  return (
    <tbody
      {...roles.group}
      data-line={line.key}
      data-dragged={props.dragged || undefined}
      data-left-out={price?.left_out || undefined}
    >
      {Array.from({ length: rows }, (_, run) => (
        <tr key={run} {...roles.row} data-stale={props.stale || undefined}>
          {run === 0 && <TitleCell {...props} rows={rows} />}
          {line.options[run] &&
            columns.map((column) => (
              <ValueCell
                key={column.key}
                {...props}
                column={column}
                run={run}
                problem={problem_of(problems, run, column.key)}
              />
            ))}
          {!line.options[run] && (
            <td {...roles.cell} colSpan={columns.length} className={classes.no_runs}>
              {t('no_runs')}{' '}
              {!props.read_only && (
                <Small icon="plus" label={t('add_run')} run={() => props.acts.add_run(line.key)} />
              )}
            </td>
          )}
        </tr>
      ))}
    </tbody>
  );
});

// "options[1].quantity" belongs to the run's row; without a column of its own, to its price.
const fields: Record<string, string> = {
  quantity: 'quantity',
  unit_cost_micro: 'cost',
  extra_cost_micro: 'extra',
  rule_basis_points: 'rule',
  target_price_kopecks: 'price',
  discount_basis_points: 'discount',
};
function problem_of(problems: Record<string, string>, run: number, column: string) {
  const start = `options[${run}]`;
  for (const [field, words] of Object.entries(problems)) {
    if (!field.startsWith(start)) continue;
    const rest = field.slice(start.length + 1);
    const place = rest.startsWith('imprints')
      ? rest.endsWith('setup_micro')
        ? 'setup'
        : 'imprint'
      : (fields[rest] ?? 'price');
    if (place === column) return words;
  }
  return undefined;
}

function TitleCell(props: QuoteLineRowsProps & { rows: number }) {
  const { line, acts, read_only, editing, problems } = props;
  const cell: Cell = { line: line.key, run: 0, column: 'title' };
  const edited = editing && same_cell(editing.cell, cell);
  const imprints = [
    ...new Set(line.options.flatMap((option) => option.imprints.map((each) => each.name))),
  ];
  const problem = problems.title ?? problems.options;
  return (
    <td
      {...roles.cell}
      rowSpan={props.rows}
      className={classes.title_cell}
      data-cell={cell_id(cell)}
      data-column="title"
      data-problem={problem ? true : undefined}
      title={problem}
      tabIndex={props.active && same_cell(props.active, cell) ? 0 : -1}
      onFocus={(event) => event.target === event.currentTarget && acts.focus(cell)}
      {...begun_by_pointer(cell, acts)}
    >
      <div className={classes.title_box}>
        {!read_only && (
          <span
            className={classes.handle}
            title={t('drag')}
            onPointerDown={(event) => {
              acts.focus(cell);
              acts.drag(event, line.key);
            }}
          >
            <Icon name="handle" size={14} />
          </span>
        )}
        <LinePicture line={line} price={props.price} onOpen={() => acts.open(line.key)} />
        <div className={classes.title_words}>
          {edited ? (
            <CellField
              cell={cell}
              text={editing.text ?? line.title}
              acts={acts}
              label={t('line')}
            />
          ) : (
            <span className={classes.title_text} data-empty={line.title ? undefined : true}>
              {line.title || t('untitled')}
            </span>
          )}
          {line.description && <span className={classes.small}>{line.description}</span>}
          {imprints.length > 0 && <span className={classes.small}>{imprints.join(' · ')}</span>}
          {props.price?.left_out && <Tag>{t('left_out')}</Tag>}
          {props.remarks > 0 && (
            <Tag tone="waiting">{t('remarks_count', { count: props.remarks })}</Tag>
          )}
        </div>
        <span className={classes.line_acts}>
          <Small
            icon="edit"
            label={t('open_line', { name: line.title })}
            run={() => acts.open(line.key)}
          />
          {!read_only && (
            <>
              <Small
                icon="plus"
                label={t('add_run_of', { name: line.title })}
                run={() => acts.add_run(line.key)}
              />
              <Small
                icon="copy"
                label={t('copy_line', { name: line.title })}
                run={() => acts.copy(line.key)}
              />
              <Small
                icon="close"
                label={t('remove_line', { name: line.title })}
                run={() => acts.remove(line)}
              />
            </>
          )}
        </span>
      </div>
    </td>
  );
}

// For the mouse, a finger and readers; with the keyboard the grid's own keys do the same.
function Small({ icon, label, run }: { icon: IconName; label: string; run: () => void }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes.act}
      aria-label={label}
      title={label}
      onClick={run}
    >
      <Icon name={icon} size={14} />
    </button>
  );
}

export function picture_of(line: QuoteLine, price: LinePrice | undefined): string | undefined {
  if (line.picture_attachment_id) return `/api/attachments/${line.picture_attachment_id}?inline=1`;
  if (price?.catalog_picture_id) return `/api/catalog/pictures/${price.catalog_picture_id}`;
  return undefined;
}

function LinePicture(props: { line: QuoteLine; price: LinePrice | undefined; onOpen: () => void }) {
  const source = picture_of(props.line, props.price);
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes.picture}
      aria-label={t('picture_of', { name: props.line.title })}
      onClick={props.onOpen}
    >
      {source ? (
        <img src={source} alt="" loading="lazy" decoding="async" draggable={false} />
      ) : (
        <Icon name="catalog" size={18} />
      )}
    </button>
  );
}

interface ValueCellProps extends QuoteLineRowsProps {
  column: GridColumn;
  run: number;
  problem: string | undefined;
}

function ValueCell(props: ValueCellProps) {
  const { line, price, column, run, acts, read_only, editing, problem } = props;
  const option = line.options[run];
  if (!option) return null;
  const counted = price?.options[run];
  const cell: Cell = { line: line.key, run, column: column.key };
  const edited = editing && same_cell(editing.cell, cell);
  const written = !read_only && Boolean(column.write);
  const below = column.key === 'margin' && counted?.below_minimum_margin;
  const own =
    (column.key === 'price' && option.price_rule === 'target') ||
    (column.key === 'rule' && option.price_rule !== 'target');
  return (
    <td
      {...(written ? roles.cell : roles.read_cell)}
      className={classes.cell}
      data-cell={cell_id(cell)}
      data-column={column.key}
      data-label={column.head()}
      data-phone={column.phone || undefined}
      data-written={written || undefined}
      data-own={own || undefined}
      data-problem={problem ? true : undefined}
      data-below={below || undefined}
      aria-invalid={problem ? true : undefined}
      title={problem ?? (below ? t('below_margin') : working_of(column, counted))}
      tabIndex={props.active && same_cell(props.active, cell) ? 0 : -1}
      onFocus={(event) => event.target === event.currentTarget && acts.focus(cell)}
      {...begun_by_pointer(cell, acts)}
    >
      {edited ? (
        <CellField
          cell={cell}
          text={editing.text ?? column.written?.(option, counted) ?? ''}
          label={column.head()}
          acts={acts}
          numeric
        />
      ) : (
        <>
          {column.key === 'quantity' && (
            <RunMarks
              chosen={line.options.length > 1 && price?.chosen_quantity === option.quantity}
              remove={
                !read_only && line.options.length > 1
                  ? () => acts.remove_run(line.key, run)
                  : undefined
              }
              quantity={option.quantity}
            />
          )}
          {column.shown(option, counted)}
          {column.key === 'margin' && counted?.margin_basis_points != null && (
            <span className={classes.share}>
              {below && <Icon name="warning" size={11} />}
              {rough_share(counted.margin_basis_points)} %
            </span>
          )}
        </>
      )}
    </td>
  );
}

function RunMarks(props: { chosen: boolean; quantity: number; remove?: () => void }) {
  return (
    <>
      {props.chosen && (
        <span className={classes.chosen} title={t('chosen')}>
          <Icon name="check" size={12} />
          <span className="for-readers">{t('chosen')}</span>
        </span>
      )}
      {props.remove && (
        <span className={classes.run_acts}>
          <Small
            icon="close"
            label={t('remove_run', { count: props.quantity })}
            run={props.remove}
          />
        </span>
      )}
    </>
  );
}

// «Как получилась цена», as the server tells it.
function working_of(column: GridColumn, price: OptionPrice | undefined): string | undefined {
  if (!price?.steps.length || !['price', 'total', 'margin'].includes(column.key)) return undefined;
  return price.steps
    .map((step) => [step.label, step.working].filter(Boolean).join(': '))
    .join('\n');
}

interface CellFieldProps {
  cell: Cell;
  text: string;
  label: string;
  acts: LineActs;
  numeric?: boolean;
}
function CellField({ cell, text, label, acts, numeric }: CellFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const left = useRef(false); // done already: leaving the field says nothing more
  const [wrong, set_wrong] = useState(false);
  useEffect(() => {
    field.current?.focus();
    if (!field.current) return;
    const end = field.current.value.length;
    field.current.setSelectionRange(text.length === 1 ? end : 0, end);
  }, [text]);

  const commit = (right: number, down: number) => {
    left.current = acts.commit(cell, field.current?.value ?? '', right, down);
    set_wrong(!left.current);
  };
  const on_key = (event: KeyboardEvent) => {
    const { key } = event;
    if (key === 'Enter') commit(0, event.shiftKey ? -1 : 1);
    else if (key === 'Tab') commit(event.shiftKey ? -1 : 1, 0);
    else if (key === 'ArrowUp' && !event.altKey) commit(0, -1);
    else if (key === 'ArrowDown' && !event.altKey) commit(0, 1);
    else if (key === 'Escape') {
      left.current = true;
      acts.cancel(cell);
    } else {
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <input
      ref={field}
      className={classes.field}
      aria-label={label}
      aria-invalid={wrong}
      title={wrong ? t('unreadable') : undefined}
      defaultValue={text}
      inputMode={numeric ? 'decimal' : 'text'}
      onKeyDown={on_key}
      onBlur={() => {
        if (left.current) return;
        // What cannot be understood is not kept; the person sees the value that stands.
        if (!acts.commit(cell, field.current?.value ?? '', 0, 0)) acts.cancel(cell);
      }}
    />
  );
}
