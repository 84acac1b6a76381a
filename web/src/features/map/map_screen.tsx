// The live map, the home page: the department's mind map as it stands now. Every node shows how
// much work stands there and how much of it is late, and opens that very list.
import { VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useMemo } from 'react';
import { api } from '../../api/client';
import { shows } from '../../api/live';
import type { components } from '../../api/schema.gen';
import { useSearchValues } from '../../app/search';
import { say } from '../../texts/catalogue';
import { map as t } from '../../texts/map';
import { Choice } from '../../ui/choice';
import { Screen as Frame } from '../../ui/screen';
import { Empty, Loaded } from '../../ui/states';
import classes from './map.module.css';
import { type Branch, branches_of, in_columns } from './map_tree';

type Node = components['schemas']['MapNodeState'];
type Scope = components['schemas']['DealScope'];

shows('/api/map', 'deal', 'task', 'enquiry', 'letter', 'quote', 'objection', 'process', 'company');

const scope_words: Record<Scope, () => string> = {
  mine: () => t('mine'),
  helping: () => t('helping'),
  team: () => t('team'),
  all: () => t('all'),
};

const how_many = (count: number, more: boolean) =>
  more && count >= 99 ? t('many') : String(count);

const role_words: Record<string, () => string> = {
  head: () => t('head'),
  sales_manager: () => t('sales_manager'),
  account_manager: () => t('account_manager'),
  assistant: () => t('assistant'),
  administrator: () => t('administrator'),
};
const words_of = (roles: readonly string[]) =>
  roles.map((role) => role_words[role]?.() ?? role).join(', ');

// `above`: whose work the node above is; a node says whose it is where that changes.
function NodeLine({ node, level, above }: { node: Node; level: number; above: string }) {
  const words = say(node.words);
  const roles = words_of(node.roles);
  const waiting = node.waiting ?? undefined;
  const late = node.late ?? 0;
  const label = (
    <>
      <span className={classes.number}>{node.number}</span>
      <span className={classes.words}>
        {words}
        {roles !== above && (
          <span className={classes.whose} title={t('whose', { roles })}>
            {roles}
          </span>
        )}
      </span>
    </>
  );
  const heading = node.opens === '';
  return (
    <div
      className={classes.node}
      data-level={level}
      data-heading={heading || undefined}
      data-unbuilt={(!heading && !node.built) || undefined}
      title={(node.built || heading ? say(node.rule) : t('not_built')) || undefined}
    >
      {node.built && node.link ? (
        <Link className={classes.link} to={node.link} data-node={node.number}>
          {label}
          {waiting !== undefined && (
            <span
              className={classes.count}
              data-none={waiting === 0 || undefined}
              role="img"
              aria-label={t('waiting', { count: how_many(waiting, node.more) })}
            >
              {how_many(waiting, node.more)}
            </span>
          )}
        </Link>
      ) : (
        <span className={classes.link}>
          {label}
          {!heading && <VisuallyHidden>{t('not_built')}</VisuallyHidden>}
        </span>
      )}
      {late > 0 && node.late_link && (
        <Link
          className={classes.late}
          to={node.late_link}
          aria-label={`${words}: ${t('late', { count: how_many(late, node.more) })}`}
        >
          {how_many(late, node.more)}
        </Link>
      )}
    </div>
  );
}

interface TreeProps {
  branches: readonly Branch<Node>[];
  level: number;
  above: string;
}

function Tree({ branches, level, above }: TreeProps) {
  return (
    <ul className={classes.tree} data-level={level}>
      {branches.map(({ node, branches: below }) => (
        <li key={node.number}>
          <NodeLine node={node} level={level} above={above} />
          {below.length > 0 && (
            <Tree branches={below} level={level + 1} above={words_of(node.roles)} />
          )}
        </li>
      ))}
    </ul>
  );
}

// Arrows walk from node to node, as they stand on the page.
function walk(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')];
  const next = links[links.indexOf(document.activeElement as HTMLElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function MindMap({ nodes }: { nodes: readonly Node[] }) {
  const roots = useMemo(() => branches_of(nodes), [nodes]);
  if (roots.length === 0) return <Empty icon="deals" title={t('none')} />;
  const [largest, ...others] = roots;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys add to what links can do
    <div className={classes.map} onKeyDown={walk}>
      {largest && <Role branch={largest} columns={2} />}
      <div className={classes.others}>
        {others.map((branch) => (
          <Role key={branch.node.number} branch={branch} columns={1} />
        ))}
      </div>
    </div>
  );
}

function Role({ branch, columns }: { branch: Branch<Node>; columns: number }) {
  const id = `role-${branch.node.number}`;
  return (
    <section className={classes.role} aria-labelledby={id} data-columns={columns}>
      <h2 id={id}>
        <span className={classes.number}>{branch.node.number}</span>
        {say(branch.node.words)}
      </h2>
      <div className={classes.columns}>
        {in_columns(branch.branches, columns).map((column) => (
          <Tree
            key={column[0]?.node.number}
            branches={column}
            level={2}
            above={words_of(branch.node.roles)}
          />
        ))}
      </div>
    </section>
  );
}

export function Screen() {
  const [values, set_values] = useSearchValues();
  const scope = values.scope as Scope | undefined;
  const live_map = api.useQuery('get', '/api/map', { params: { query: scope ? { scope } : {} } });
  const scopes = live_map.data?.scopes ?? [];
  return (
    <Frame
      title={t('map')}
      note={`${t('late_note')} ${t('not_built_note')}`}
      actions={
        scopes.length > 1 && (
          <Choice
            label={t('scope')}
            value={live_map.data?.scope ?? 'mine'}
            onChange={(value) => set_values({ scope: value })}
            options={scopes.map((value) => ({ value, label: scope_words[value]() }))}
          />
        )
      }
    >
      <Loaded query={live_map} rows={14}>
        {(data) => <MindMap nodes={data.nodes} />}
      </Loaded>
    </Frame>
  );
}
