// Everything of a quote that is no line: the addressee, the words, the dates, the look (1.2.4.2.1).
import { api } from '../../api/client';
import { quotes as t } from '../../texts/quotes';
import { Button } from '../../ui/button';
import { SideDrawer } from '../../ui/dialog';
import { DropZone } from '../../ui/drop_zone';
import { DateField, LongTextField, SelectField, TextField } from '../../ui/fields';
import { CustomerChoice } from '../deals/customer_choice';
import { file_address } from '../files/thing_files';
import type { DraftKeeper, Kept } from './draft_keeper';
import { upload_for_quote } from './line_dialog';
import { path_of, type QuoteDraft } from './quote';
import classes from './quotes.module.css';

interface HeadDrawerProps {
  kept: Kept;
  keeper: DraftKeeper;
  read_only: boolean;
  problems: Record<string, string>;
  onClose: () => void;
}

export default function HeadDrawer(props: HeadDrawerProps) {
  const { kept, keeper, read_only, problems } = props;
  const { draft } = kept;
  const sellers = api.useQuery('get', '/api/sellers');
  const change = (next: Partial<QuoteDraft>) =>
    keeper.change((before) => ({ ...before, ...next }), `head ${Object.keys(next).join()}`);
  const text = (field: 'greeting' | 'addressee_position' | 'brand_colour') => ({
    readOnly: read_only,
    error: problems[field],
    value: draft[field],
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      change({ [field]: event.currentTarget.value }),
  });
  const long = (field: 'introduction' | 'closing' | 'inner_note') => ({
    autosize: true,
    minRows: 2,
    maxRows: 10,
    readOnly: read_only,
    error: problems[field],
    value: draft[field],
    onChange: (event: { currentTarget: HTMLTextAreaElement }) =>
      change({ [field]: event.currentTarget.value }),
  });
  return (
    <SideDrawer
      title={t('head')}
      onClose={props.onClose}
      actions={
        <Button kind="main" onClick={props.onClose}>
          {t('done')}
        </Button>
      }
    >
      <div className="fields">
        {!read_only && (
          <Addressee id={draft.contact_id} onChange={(contact_id) => change({ contact_id })} />
        )}
        <TextField label={t('greeting')} placeholder={t('greeting_note')} {...text('greeting')} />
        <TextField label={t('position')} {...text('addressee_position')} />
        <LongTextField label={t('introduction')} {...long('introduction')} />
        <LongTextField label={t('closing')} {...long('closing')} />
        <div className="pair">
          <DateField
            label={t('in_hands')}
            disabled={read_only}
            error={problems.in_hands_on}
            value={draft.in_hands_on}
            onChange={(in_hands_on) => change({ in_hands_on })}
          />
          <DateField
            label={t('valid_until')}
            disabled={read_only}
            error={problems.valid_until}
            value={draft.valid_until}
            onChange={(valid_until) => change({ valid_until })}
          />
        </div>
        <SelectField
          label={t('seller')}
          allowDeselect={false}
          disabled={read_only}
          error={problems.seller_id}
          data={(sellers.data?.items ?? []).map((each) => ({
            value: String(each.id),
            label: each.name,
          }))}
          value={String(draft.seller_id)}
          onChange={(value) => change({ seller_id: Number(value) || draft.seller_id })}
        />
        <div className={classes.line_picture}>
          <span className={classes.large}>
            {draft.logo_attachment_id && (
              <img src={file_address(draft.logo_attachment_id, true)} alt={t('logo')} />
            )}
          </span>
          <div className="fields">
            <span className="quiet">{t('logo')}</span>
            {!read_only && (
              <DropZone
                accept="image/png,image/jpeg,image/webp,image/gif"
                send={async (file, on_progress, signal) =>
                  change({
                    logo_attachment_id: await upload_for_quote(
                      keeper.id,
                      file,
                      on_progress,
                      signal,
                    ),
                  })
                }
              />
            )}
            {!read_only && draft.logo_attachment_id && (
              <Button kind="quiet" onClick={() => change({ logo_attachment_id: null })}>
                {t('logo_remove')}
              </Button>
            )}
            <TextField
              label={t('colour')}
              description={t('colour_note')}
              {...text('brand_colour')}
            />
          </div>
        </div>
        <LongTextField
          label={t('inner_note')}
          description={t('inner_note_note')}
          {...long('inner_note')}
        />
      </div>
    </SideDrawer>
  );
}

// Whose address and name the letter takes; the greeting is written by a person.
function Addressee(props: { id?: number | null; onChange: (id: number | null) => void }) {
  const { id, onChange } = props;
  const contact = api.useQuery('get', '/api/contacts/{id}', path_of(id ?? 0), {
    enabled: Boolean(id),
  });
  if (id && !contact.data && !contact.error) return null;
  const value = id && contact.data ? { id, title: contact.data.title } : null;
  return (
    <CustomerChoice
      key={id ?? 0}
      noun="contact"
      label={t('to')}
      value={value}
      onChange={(chosen) => onChange(chosen?.id ?? null)}
    />
  );
}
