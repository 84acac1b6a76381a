// The imprints of a line: what the client reads, and what each costs for each run (set-up once).
import { quotes as t } from '../../texts/quotes';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { NumberField, TextField } from '../../ui/fields';
import { change_line, fresh_imprint } from './draft_edits';
import type { DraftKeeper } from './draft_keeper';
import { micro_text, parse_micro, type QuoteImprint, type QuoteLine } from './quote';
import classes from './quotes.module.css';

interface ImprintsDialogProps {
  line: QuoteLine;
  keeper: DraftKeeper;
  read_only: boolean;
  costs: boolean;
  onClose: () => void;
}

export default function ImprintsDialog(props: ImprintsDialogProps) {
  const { line, keeper, read_only, costs, onClose } = props;
  const longest = line.options.reduce(
    (best, option) => (option.imprints.length > best.length ? option.imprints : best),
    [] as readonly QuoteImprint[],
  );
  // What an imprint is holds for all runs; what it costs belongs to one.
  const change = (at: number, next: Partial<QuoteImprint>, run?: number) =>
    keeper.change(
      change_line(line.key, (before) => ({
        ...before,
        options: before.options.map((option, place) => {
          if (run !== undefined && run !== place) return option;
          const imprints = [...option.imprints];
          while (imprints.length <= at)
            imprints.push({ ...(longest[imprints.length] ?? fresh_imprint()) });
          return {
            ...option,
            imprints: imprints.map((each, index) => (index === at ? { ...each, ...next } : each)),
          };
        }),
      })),
      `${line.key} imprint ${at} ${run} ${Object.keys(next).join()}`,
    );
  const all = (work: (imprints: readonly QuoteImprint[]) => QuoteImprint[]) =>
    keeper.change(
      change_line(line.key, (before) => ({
        ...before,
        options: before.options.map((option) => ({ ...option, imprints: work(option.imprints) })),
      })),
    );
  return (
    <Dialog
      title={t('imprints_title', { name: line.title })}
      size="lg"
      onClose={onClose}
      actions={
        <>
          {!read_only && (
            <Button icon="plus" onClick={() => all((imprints) => [...imprints, fresh_imprint()])}>
              {t('add_imprint')}
            </Button>
          )}
          <Button kind="main" onClick={onClose}>
            {t('done')}
          </Button>
        </>
      }
    >
      {longest.length === 0 && <p className="quiet">{t('no_imprints')}</p>}
      {longest.map((imprint, at) => (
        <div key={at} className={`fields ${classes.imprint}`}>
          <TextField
            label={t('imprint_name')}
            readOnly={read_only}
            value={imprint.name}
            onChange={(event) => change(at, { name: event.currentTarget.value })}
          />
          <div className="pair">
            <TextField
              label={t('imprint_method')}
              readOnly={read_only}
              value={imprint.method}
              onChange={(event) => change(at, { method: event.currentTarget.value })}
            />
            <TextField
              label={t('imprint_place')}
              readOnly={read_only}
              value={imprint.place}
              onChange={(event) => change(at, { place: event.currentTarget.value })}
            />
            <NumberField
              label={t('imprint_colours')}
              disabled={read_only}
              value={imprint.colours}
              onChange={(colours) => change(at, { colours: colours ?? 0 })}
            />
          </div>
          {costs && (
            <table className={classes.matrix}>
              <thead>
                <tr>
                  <td />
                  {line.options.map((option) => (
                    <th key={option.quantity} scope="col">
                      {t('run_of', { count: option.quantity })}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {(['per_piece_micro', 'setup_micro'] as const).map((field) => {
                  const name = t(field === 'setup_micro' ? 'imprint_setup' : 'imprint_piece');
                  return (
                    <tr key={field}>
                      <th scope="row">{name}</th>
                      {line.options.map((option, run) => (
                        <td key={option.quantity}>
                          <MicroField
                            label={`${name}, ${t('run_of', { count: option.quantity })}`}
                            value={option.imprints[at]?.[field] ?? 0}
                            read_only={read_only}
                            onChange={(micro) => change(at, { [field]: micro }, run)}
                          />
                        </td>
                      ))}
                    </tr>
                  );
                })}
              </tbody>
            </table>
          )}
          {!read_only && (
            <div>
              <Button
                kind="quiet"
                icon="close"
                onClick={() => all((imprints) => imprints.filter((_, index) => index !== at))}
              >
                {t('remove_imprint')}
              </Button>
            </div>
          )}
        </div>
      ))}
    </Dialog>
  );
}

function MicroField(props: {
  label: string;
  value: number;
  read_only: boolean;
  onChange: (micro: number) => void;
}) {
  return (
    <TextField
      key={props.value}
      size="xs"
      aria-label={props.label}
      inputMode="decimal"
      readOnly={props.read_only}
      defaultValue={props.value ? micro_text(props.value) : ''}
      onBlur={(event) => {
        const text = event.currentTarget.value;
        const micro = text.trim() ? parse_micro(text) : 0;
        if (micro === undefined) event.currentTarget.value = micro_text(props.value);
        else if (micro !== props.value) props.onChange(micro);
      }}
    />
  );
}
