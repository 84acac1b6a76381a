// Which selection: those of the deal first, then one's own.
import { api } from '../../api/client';
import { catalog } from '../../texts/catalog';
import { quotes as t } from '../../texts/quotes';
import { Button } from '../../ui/button';
import { Ago } from '../../ui/clock';
import { Dialog } from '../../ui/dialog';
import { Empty, Loaded } from '../../ui/states';
import type { SelectionRow } from '../catalog/selection_acts';
import classes from './quotes.module.css';

interface SelectionChoiceProps {
  deal_id: number;
  onChoose: (selection: SelectionRow) => void;
  onClose: () => void;
}

export default function SelectionChoice({ deal_id, onChoose, onClose }: SelectionChoiceProps) {
  const of_deal = api.useQuery('get', '/api/selections', { params: { query: { deal_id } } });
  const mine = api.useQuery('get', '/api/selections');
  return (
    <Dialog title={t('from_selection_title')} onClose={onClose}>
      <Loaded query={mine} rows={3}>
        {({ items }) => {
          const first = of_deal.data?.items ?? [];
          const known = new Set(first.map((row) => row.id));
          const rows = [...first, ...items.filter((row) => !known.has(row.id))];
          if (rows.length === 0)
            return <Empty icon="list" title={t('no_selections')} text={t('no_selections_text')} />;
          return (
            <ul>
              {rows.map((row) => (
                <li key={row.id} className={classes.entry}>
                  <div className={classes.entry_head}>
                    <Button kind="quiet" disabled={row.items === 0} onClick={() => onChoose(row)}>
                      {row.title}
                    </Button>
                    <span className="quiet">{catalog('items', { count: row.items })}</span>
                    <Ago at={row.changed_at} />
                  </div>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Dialog>
  );
}
