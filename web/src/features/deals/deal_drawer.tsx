import { Link } from '@tanstack/react-router';
import { deals as t } from '../../texts/deals';
import { SideDrawer } from '../../ui/dialog';
import { Loaded } from '../../ui/states';
import { DealView } from './deal_view';
import { useDeal } from './deals';

// The card beside the board or the list it was opened from.
export default function DealDrawer({ id, onClose }: { id: number; onClose: () => void }) {
  const deal = useDeal(id);
  return (
    <SideDrawer
      title={deal.data?.title ?? t('number', { id })}
      size="xl"
      onClose={onClose}
      actions={<Link to={`/deals/${id}` as '/'}>{t('full_page')}</Link>}
    >
      <Loaded query={deal} rows={10}>
        {(card) => <DealView deal={card} drawer />}
      </Loaded>
    </SideDrawer>
  );
}
