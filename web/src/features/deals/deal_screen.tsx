import { useParams } from '@tanstack/react-router';
import { deals as t } from '../../texts/deals';
import { Screen as Frame } from '../../ui/screen';
import { Loaded } from '../../ui/states';
import { DealView } from './deal_view';
import { useDeal } from './deals';

// A deal's own page: /deals/17.
export function Screen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const deal = useDeal(Number(id));
  return (
    <Frame
      title={deal.data?.title ?? t('deal')}
      note={deal.data && t('number', { id: deal.data.id })}
    >
      <Loaded query={deal} rows={12}>
        {(card) => <DealView deal={card} />}
      </Loaded>
    </Frame>
  );
}
