// What does not fit into a row of the grid: the description, the picture, the lead time, where it
// comes from. Saved as it is typed, like the grid.
import { refresh } from '../../api/live';
import { upload } from '../../api/upload';
import { quotes as t } from '../../texts/quotes';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { DropZone } from '../../ui/drop_zone';
import { CheckField, LongTextField, NumberField, TextField } from '../../ui/fields';
import { Icon } from '../../ui/icons';
import { change_line } from './draft_edits';
import type { DraftKeeper, Kept } from './draft_keeper';
import { parse_share, type QuoteLine, share_text } from './quote';
import { picture_of } from './quote_line_rows';
import classes from './quotes.module.css';

interface LineDialogProps {
  line: QuoteLine;
  kept: Kept;
  keeper: DraftKeeper;
  read_only: boolean;
  costs: boolean;
  onImprints: () => void;
  onClose: () => void;
}

const middle = { left: 3500, top: 3500, width: 3000, height: 3000 };

export async function upload_for_quote(
  id: number,
  file: File,
  on_progress: (share: number) => void,
  signal: AbortSignal,
): Promise<number> {
  const place = new URLSearchParams({ noun: 'quote', subject_id: String(id), name: file.name });
  const address = `/api/attachments?${place}`;
  const kept = await upload<{ id: number }>(address, file, on_progress, signal);
  refresh('quote', id);
  return kept.id;
}

export default function LineDialog(props: LineDialogProps) {
  const { line, kept, keeper, read_only, costs } = props;
  const change = (next: Partial<QuoteLine>) =>
    keeper.change(
      change_line(line.key, (before) => ({ ...before, ...next })),
      `${line.key} ${Object.keys(next).join()}`,
    );
  const picture = picture_of(line, kept.prices.get(line.key));
  const vat = line.options[0]?.cost_vat_basis_points;
  return (
    <Dialog
      title={t('line_title')}
      size="lg"
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onImprints}>{t('imprints')}</Button>
          <Button kind="main" onClick={props.onClose}>
            {t('done')}
          </Button>
        </>
      }
    >
      <div className="fields">
        <TextField
          label={t('name')}
          data-autofocus
          readOnly={read_only}
          value={line.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <div className={classes.line_picture}>
          <span className={classes.large}>
            {picture ? <img src={picture} alt={line.title} /> : <Icon name="catalog" size={32} />}
          </span>
          <div className="fields">
            <LongTextField
              label={t('description')}
              autosize
              minRows={2}
              maxRows={8}
              readOnly={read_only}
              value={line.description}
              onChange={(event) => change({ description: event.currentTarget.value })}
            />
            {!read_only && (
              <>
                <DropZone
                  accept="image/png,image/jpeg,image/webp,image/gif"
                  send={async (file, on_progress, signal) =>
                    change({
                      picture_attachment_id: await upload_for_quote(
                        keeper.id,
                        file,
                        on_progress,
                        signal,
                      ),
                    })
                  }
                />
                {line.picture_attachment_id && (
                  <Button kind="quiet" onClick={() => change({ picture_attachment_id: null })}>
                    {t('picture_remove')}
                  </Button>
                )}
                <CheckField
                  label={t('logo_on_picture')}
                  disabled={!kept.draft.logo_attachment_id}
                  checked={Boolean(line.logo_box)}
                  onChange={(event) =>
                    change({ logo_box: event.currentTarget.checked ? middle : null })
                  }
                />
              </>
            )}
          </div>
        </div>
        <div className="pair">
          <NumberField
            label={t('lead_time')}
            disabled={read_only}
            value={line.lead_time_days}
            onChange={(lead_time_days) => change({ lead_time_days })}
          />
          {costs && (
            <TextField
              label={t('supplier_vat')}
              readOnly={read_only}
              inputMode="decimal"
              defaultValue={vat == null ? '' : share_text(vat)}
              onBlur={(event) => {
                const share = parse_share(event.currentTarget.value);
                if (share === undefined || share === vat) return;
                const cost_vat_basis_points = share;
                change({
                  options: line.options.map((option) => ({ ...option, cost_vat_basis_points })),
                });
              }}
            />
          )}
        </div>
        {costs && (
          <TextField
            label={t('url')}
            description={t('url_note')}
            type="url"
            placeholder="https://"
            readOnly={read_only}
            value={line.url}
            onChange={(event) => change({ url: event.currentTarget.value })}
          />
        )}
      </div>
    </Dialog>
  );
}
