// Parts of a deal's card that other features bring: one line each, drawn between the need and the
// timeline. A part gets { deal } and exports itself as default.
import '../inbox/enquiry_events';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { DealCard } from './deals';

export interface DealSection {
  key: string;
  permission: string;
  part: LazyExoticComponent<ComponentType<{ deal: DealCard }>>;
}

export const deal_sections: readonly DealSection[] = [
  { key: 'quotes', permission: 'quotes_read', part: lazy(() => import('../quotes/deal_quotes')) },
  {
    key: 'objections',
    permission: 'deals_read',
    part: lazy(() => import('../quotes/deal_objections')),
  },
  {
    key: 'letters',
    permission: 'inbox_read',
    part: lazy(() => import('../letters/deal_letters')),
  },
];
