// What stands in the client's way, on the deal's card (1.2.4.3).
import { quotes as t } from '../../texts/quotes';
import { Section } from '../../ui/screen';
import type { DealCard } from '../deals/deals';
import { Objections } from './objections';

export default function DealObjections({ deal }: { deal: DealCard }) {
  return (
    <Section title={t('objections')}>
      <Objections deal_id={deal.id} may_change={deal.allowed.includes('change')} brief />
    </Section>
  );
}
