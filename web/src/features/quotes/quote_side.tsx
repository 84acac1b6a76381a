// Beside the grid, one at a time: what the client did, the page as he sees it, what stands in his
// way, the versions.
import { useNavigate } from '@tanstack/react-router';
import { useSession } from '../../app/session';
import { quotes as t } from '../../texts/quotes';
import { Button, IconButton } from '../../ui/button';
import { Choice } from '../../ui/choice';
import { day_and_time } from '../../ui/format';
import { file_address } from '../files/thing_files';
import { Objections } from './objections';
import type { QuoteCard } from './quote';
import { QuoteActivity } from './quote_activity';
import type { QuoteActs } from './quote_acts';
import classes from './quotes.module.css';

export type Side = 'activity' | 'preview' | 'objections' | 'versions';

const sides: readonly { value: Side; label: () => string }[] = [
  { value: 'activity', label: () => t('activity') },
  { value: 'preview', label: () => t('preview_short') },
  { value: 'objections', label: () => t('objections') },
  { value: 'versions', label: () => t('versions') },
];

interface QuoteSideProps {
  card: QuoteCard;
  acts: QuoteActs;
  may_edit: boolean;
  side: Side;
  onSide: (side: Side | undefined) => void;
}

export function QuoteSide({ card, acts, may_edit, side, onSide }: QuoteSideProps) {
  const { may } = useSession();
  return (
    <aside className={classes.side} aria-label={t(side)}>
      <div className={classes.side_head}>
        <Choice
          label={t('more')}
          value={side}
          onChange={onSide}
          options={sides.map((each) => ({ value: each.value, label: each.label() }))}
        />
        <IconButton icon="close" label={t('close_side')} onClick={() => onSide(undefined)} />
      </div>
      {side === 'preview' ? (
        // Drawn anew after each save: the address carries the version.
        <iframe
          className={classes.preview}
          title={t('preview')}
          src={`/api/quotes/${card.id}/preview?version=${card.version}`}
        />
      ) : (
        <div className={classes.side_body}>
          {side === 'activity' && (
            <QuoteActivity card={card} acts={acts} may_change={card.allowed.length > 0} />
          )}
          {side === 'objections' && (
            <Objections
              deal_id={card.deal_id}
              quote_id={card.id}
              may_change={may('deals_change') && card.allowed.length > 0}
              onNewVersion={may_edit && !card.editable ? () => void acts.new_version() : undefined}
            />
          )}
          {side === 'versions' && <Versions card={card} />}
        </div>
      )}
    </aside>
  );
}

function Versions({ card }: { card: QuoteCard }) {
  const navigate = useNavigate();
  return (
    <ul>
      {card.versions.map((version) => (
        <li key={version.number} className={classes.entry}>
          <div className={classes.entry_head}>
            <strong>{t('version', { number: version.number })}</strong>
            <span className="quiet">
              {version.frozen_at
                ? t('version_sent', { when: day_and_time(version.frozen_at) })
                : t('version_draft')}
            </span>
          </div>
          <div className={classes.entry_acts}>
            {version.number !== card.shown_version && (
              <Button
                kind="quiet"
                onClick={() =>
                  void navigate({ href: `/quotes/${card.id}?number=${version.number}` })
                }
              >
                {t('version_open')}
              </Button>
            )}
            {version.pdf_attachment_id && (
              <a
                href={file_address(version.pdf_attachment_id)}
                aria-label={t('version_pdf', { number: version.number })}
              >
                {t('pdf')}
              </a>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
