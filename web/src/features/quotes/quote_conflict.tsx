// Two people changed the same of one quote: both beside each other; what did not collide is kept
// from both anyway (draft_merge.ts).
import { quotes as t } from '../../texts/quotes';
import { ConflictDialog, type ConflictRow } from '../../ui/conflict_dialog';
import { date } from '../../ui/format';
import type { DraftKeeper, Kept } from './draft_keeper';
import type { Difference } from './draft_merge';
import { kopecks_text, micro_text, type QuoteDraft, type QuoteLine, share_text } from './quote';

const names: Record<string, () => string> = {
  greeting: () => t('greeting'),
  addressee_position: () => t('position'),
  introduction: () => t('introduction'),
  closing: () => t('closing'),
  in_hands_on: () => t('in_hands'),
  valid_until: () => t('valid_until'),
  seller_id: () => t('seller'),
  logo_attachment_id: () => t('logo'),
  brand_colour: () => t('colour'),
  inner_note: () => t('inner_note'),
  title: () => t('name'),
  description: () => t('description'),
  picture_attachment_id: () => t('picture'),
  lead_time_days: () => t('lead_time'),
  url: () => t('url'),
  options: () => t('diff_runs'),
  quantity: () => t('run'),
  unit_cost_micro: () => t('cost'),
  extra_cost_micro: () => t('extra'),
  cost_vat_basis_points: () => t('supplier_vat'),
  price_rule: () => t('rule'),
  rule_basis_points: () => t('rule'),
  target_price_kopecks: () => t('price'),
  discount_basis_points: () => t('discount'),
  imprints: () => t('imprints'),
  name: () => t('imprint_name'),
  method: () => t('imprint_method'),
  colours: () => t('imprint_colours'),
  place: () => t('imprint_place'),
  per_piece_micro: () => t('imprint_piece'),
  setup_micro: () => t('imprint_setup'),
};

function shown(key: string, value: unknown): string {
  if (value == null) return '';
  if (typeof value === 'number') {
    if (key.endsWith('_micro')) return micro_text(value);
    if (key.endsWith('_kopecks')) return kopecks_text(value);
    if (key.endsWith('_basis_points')) return `${share_text(value)} %`;
    if (key.endsWith('_id')) return t('diff_changed');
    return String(value);
  }
  if (typeof value === 'string')
    return key.endsWith('_on') || key === 'valid_until' ? date(value) : value;
  if (key === 'options')
    return (value as QuoteLine['options']).map((run) => run.quantity).join(', ');
  return t('diff_changed');
}

function row_of(difference: Difference, draft: QuoteDraft): ConflictRow {
  const { path } = difference;
  const key = String([...path].reverse().find((each) => typeof each === 'string') ?? '');
  const what = names[key]?.() ?? key;
  const values = {
    mine: shown(key, difference.mine),
    theirs: shown(key, difference.theirs),
  };
  if (path[0] !== 'lines') return { field: what, ...values };
  const gone = (difference.mine ?? difference.theirs) as QuoteLine | undefined;
  const line = draft.lines.find((each) => each.key === path[1]) ?? gone;
  const name = line?.title || t('untitled');
  if (path.length === 2)
    return {
      field: t('diff_line', { name }),
      mine: difference.mine ? t('diff_changed') : t('diff_removed'),
      theirs: difference.theirs ? t('diff_changed') : t('diff_removed'),
    };
  const run = path[2] === 'options' && typeof path[3] === 'number' ? line?.options[path[3]] : null;
  if (run) return { field: t('diff_run', { name, count: run.quantity, field: what }), ...values };
  return { field: t('diff_field', { name, field: what }), ...values };
}

export default function QuoteConflict({ kept, keeper }: { kept: Kept; keeper: DraftKeeper }) {
  return (
    <ConflictDialog
      rows={kept.differences.map((each) => row_of(each, kept.draft))}
      onMine={() => keeper.decide('mine')}
      onTheirs={() => keeper.decide('theirs')}
    />
  );
}
