// Parts of a deal's card that other features bring: one line each, drawn between the need and the
// timeline. A part gets { deal } and exports itself as default.
import type { ComponentType, LazyExoticComponent } from 'react';
import type { DealCard } from './deals';

export interface DealSection {
  key: string;
  permission: string;
  part: LazyExoticComponent<ComponentType<{ deal: DealCard }>>;
}

export const deal_sections: readonly DealSection[] = [];
