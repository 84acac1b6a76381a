// Ctrl+K: goes to a screen, does something, finds things. Loaded when it is first opened.
import '@mantine/spotlight/styles.css';
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { app } from '../texts/app';
import { Icon } from '../ui/icons';
import { all_commands } from './commands';
import type { MenuItem } from './menu';
import { useSession } from './session';

const [store, spotlight] = createSpotlight();

export default function Palette(props: { items: readonly MenuItem[]; onClose: () => void }) {
  const { items, onClose } = props;
  const navigate = useNavigate();
  const { may } = useSession();

  useEffect(() => {
    spotlight.open();
    return spotlight.close;
  }, []);

  const actions = useMemo((): SpotlightActionGroupData[] => {
    const go = (to: string) => () => void navigate({ to: to as '/' });
    return [
      {
        group: app('actions'),
        actions: all_commands()
          .filter((each) => !each.permission || may(each.permission))
          .map((each) => ({
            id: each.key,
            label: each.title(),
            leftSection: <Icon name={each.icon} />,
            onClick: go(each.to),
          })),
      },
      {
        group: app('screens'),
        actions: items.map((item) => ({
          id: item.key,
          label: item.title(),
          leftSection: <Icon name={item.icon} />,
          onClick: go(item.to),
        })),
      },
    ].filter((group) => group.actions.length > 0);
  }, [items, navigate, may]);

  return (
    <Spotlight
      store={store}
      actions={actions}
      shortcut={null}
      onSpotlightClose={onClose}
      nothingFound={app('nothing_found')}
      highlightQuery
      scrollable
      maxHeight={420}
      searchProps={{
        placeholder: app('find'),
        'aria-label': app('find'),
        leftSection: <Icon name="search" />,
      }}
    />
  );
}
