// Ctrl+K: goes to a screen, does something, finds things of every noun. Loaded when it is first
// opened.
import '@mantine/spotlight/styles.css';
import { useDebouncedValue } from '@mantine/hooks';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api } from '../api/client';
import { app } from '../texts/app';
import { day } from '../ui/format';
import { Icon, type IconName } from '../ui/icons';
import { address_of } from './addresses';
import { all_commands } from './commands';
import type { MenuItem } from './menu';
import classes from './palette.module.css';
import { useSession } from './session';

const [store, spotlight] = createSpotlight();

const icons: Record<string, IconName> = {
  deal: 'deals',
  company: 'company',
  contact: 'person',
  task: 'check',
  quote: 'quote',
  product: 'catalog',
  selection: 'list',
  letter: 'mail',
  enquiry: 'inbox',
};

// What is found comes after the words that asked for it: Enter opens the first, unless the arrows
// have gone on already.
function select_first() {
  const { listId, selected } = store.getState();
  if (selected > 0) return;
  const list = document.getElementById(listId);
  list?.querySelector('[data-selected]')?.removeAttribute('data-selected');
  list?.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
  store.updateState((state) => ({ ...state, selected: 0 }));
}

interface Hit {
  noun: string;
  id: number;
  title: string;
  hint: string;
  at?: string;
}

export default function Palette(props: { items: readonly MenuItem[]; onClose: () => void }) {
  const navigate = useNavigate();
  const { may } = useSession();
  const [text, set_text] = useState('');
  const [words] = useDebouncedValue(text.trim(), 120);
  const found = api.useQuery(
    'get',
    '/api/search',
    { params: { query: { text: words, limit: 12 } } },
    { enabled: words.length > 1, staleTime: 0, placeholderData: (before) => before },
  );

  // The catalogue has an index of its own, selections are few: their titles are looked through.
  const in_catalog = may('catalog_read') && words.length > 1;
  const products = api.useQuery(
    'get',
    '/api/products',
    { params: { query: { text: words, limit: 5 } } },
    { enabled: in_catalog, placeholderData: (before) => before },
  );
  const selections = api.useQuery(
    'get',
    '/api/selections',
    { params: { query: {} } },
    { enabled: in_catalog },
  );

  useEffect(() => {
    spotlight.open();
    return spotlight.close;
  }, []);

  const typed = text.trim().toLowerCase();
  const fits = (title: string) => title.toLowerCase().includes(typed);
  const go = (href: string) => () => void navigate({ href });
  const commands = all_commands().filter(
    (each) => (!each.permission || may(each.permission)) && fits(each.title()),
  );
  const screens = props.items.filter((item) => fits(item.title()));
  const hits: Hit[] = words.length > 1 ? [...(found.data?.items ?? [])] : [];
  const meant = hits.length > 0 && found.data?.understood_as;
  if (in_catalog) {
    for (const each of selections.data?.items ?? [])
      if (fits(each.title))
        hits.push({ noun: 'selection', id: each.id, title: each.title, hint: each.owner_name });
    for (const each of products.data?.items ?? [])
      hits.push({ noun: 'product', id: each.id, title: each.name, hint: each.article });
  }
  const first = hits[0] && `${hits[0].noun} ${hits[0].id}`;
  useEffect(() => {
    if (first) select_first();
  }, [first]);
  const nothing = commands.length + screens.length + hits.length === 0;

  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={text}
      onQueryChange={set_text}
      onSpotlightClose={props.onClose}
      scrollable
      maxHeight={480}
      centered={false}
      yOffset="10vh"
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
    >
      <Spotlight.Search
        placeholder={app('find')}
        aria-label={app('find')}
        leftSection={<Icon name="search" />}
      />
      <Spotlight.ActionsList>
        {hits.length > 0 && (
          <Spotlight.ActionsGroup
            label={meant ? app('understood_as', { text: meant }) : app('found')}
          >
            {hits.map((hit) => (
              <Spotlight.Action
                key={`${hit.noun} ${hit.id}`}
                onClick={go(address_of(hit.noun, hit.id) ?? '/')}
              >
                <span className={classes.hit}>
                  <Icon name={icons[hit.noun] ?? 'file'} />
                  <span className={classes.title}>{hit.title}</span>
                  <span className={classes.hint}>{hit.hint}</span>
                  <span className={classes.when}>{hit.at && day(hit.at)}</span>
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {commands.length > 0 && (
          <Spotlight.ActionsGroup label={app('actions')}>
            {commands.map((each) => (
              <Spotlight.Action
                key={each.key}
                label={each.title()}
                leftSection={<Icon name={each.icon} />}
                onClick={go(each.to)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {screens.length > 0 && (
          <Spotlight.ActionsGroup label={app('screens')}>
            {screens.map((item) => (
              <Spotlight.Action
                key={item.key}
                label={item.title()}
                leftSection={<Icon name={item.icon} />}
                onClick={go(item.to)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {nothing && (
          <Spotlight.Empty>
            {found.isFetching ? app('searching') : app('nothing_found')}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
