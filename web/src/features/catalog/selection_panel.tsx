// The selection that is being made, beside the catalogue.
import { Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import { useSession } from '../../app/session';
import { Thing } from '../../app/thing';
import { catalog as t } from '../../texts/catalog';
import { quotes } from '../../texts/quotes';
import { Button, IconButton } from '../../ui/button';
import { SelectField } from '../../ui/fields';
import { Empty, Failed, Loading } from '../../ui/states';
import { Tag } from '../../ui/tag';
import { toast } from '../../ui/toast';
import classes from './catalog.module.css';
import type { SelectionActs, SelectionCard, SelectionItem, SelectionRow } from './selection_acts';
import { SelectionItems } from './selection_items';
import { Age } from './words';

const ItemDialog = lazy(() => import('./item_dialog'));
const SelectionDialog = lazy(() => import('./selection_dialog'));
const Comparison = lazy(() => import('./comparison'));

interface SelectionPanelProps {
  id: number | undefined;
  card: SelectionCard | undefined;
  error: unknown;
  acts: SelectionActs;
  onChoose: (id: number | undefined) => void;
  onOpen: (product_id: number) => void;
}
type Shown = { item: SelectionItem | 'new' } | { comparison: true } | { head: true };

export function SelectionPanel(props: SelectionPanelProps) {
  const { id, card, acts } = props;
  const [shown, set_shown] = useState<Shown>();
  const close = () => set_shown(undefined);
  return (
    <section className={classes.panel} aria-label={t('selection')}>
      <Head {...props} onShow={set_shown} />
      {!id && <Empty icon="list" title={t('no_selection')} text={t('no_selection_text')} />}
      {id && !card && (props.error ? <Failed error={props.error} /> : <Loading rows={5} />)}
      {card && (
        <>
          {card.items.length === 0 ? (
            <Empty
              icon="list"
              title={t('selection_empty')}
              text={t('selection_empty_text')}
              action={
                card.may_change && (
                  <Button icon="plus" onClick={() => set_shown({ item: 'new' })}>
                    {t('free_item_add')}
                  </Button>
                )
              }
            />
          ) : (
            <SelectionItems
              card={card}
              acts={acts}
              onEdit={(item) => set_shown({ item })}
              onOpen={props.onOpen}
            />
          )}
          <footer className={classes.panel_foot}>
            <span className="quiet">{t('items', { count: card.items.length })}</span>
            {card.feeds.map((feed) => (
              <Age key={feed.id} feed={feed} named />
            ))}
          </footer>
        </>
      )}
      <Suspense>
        {shown && 'item' in shown && (
          <ItemDialog
            item={shown.item === 'new' ? undefined : shown.item}
            acts={acts}
            onClose={close}
          />
        )}
        {shown && 'head' in shown && card && (
          <SelectionDialog card={card} acts={acts} onClose={close} />
        )}
        {shown && 'comparison' in shown && id && <Comparison id={id} onClose={close} />}
      </Suspense>
    </section>
  );
}

function Head(props: SelectionPanelProps & { onShow: (shown: Shown) => void }) {
  const { id, card, acts, onChoose, onShow } = props;
  const mine = api.useQuery('get', '/api/selections');
  const rows: SelectionRow[] = [...(mine.data?.items ?? [])];
  // A colleague's, opened by a link from a deal.
  if (card && !rows.some((row) => row.id === card.selection.id)) rows.unshift(card.selection);
  const create = async () => {
    if (await acts.create({ product_ids: [] })) onShow({ head: true });
  };
  return (
    <header className={classes.panel_head}>
      <div className={classes.panel_line}>
        <SelectField
          size="xs"
          className={classes.grow}
          searchable
          allowDeselect={false}
          aria-label={t('choose_selection')}
          placeholder={t('choose_selection')}
          data={rows.map((row) => ({ value: String(row.id), label: row.title }))}
          value={id ? String(id) : null}
          onChange={(value) => onChoose(Number(value) || undefined)}
        />
        <IconButton icon="plus" label={t('new_selection')} onClick={() => void create()} />
        {card && (
          <Menu position="bottom-end" shadow="md">
            <Menu.Target>
              <IconButton icon="more" label={t('more_acts')} />
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => onShow({ head: true })} disabled={!card.may_change}>
                {t('selection_change')}
              </Menu.Item>
              <Menu.Item onClick={() => onShow({ item: 'new' })} disabled={!card.may_change}>
                {t('free_item_add')}
              </Menu.Item>
              <Menu.Item
                disabled={!card.may_change}
                onClick={() => void acts.archive(card.selection, !card.selection.archived)}
              >
                {card.selection.archived ? t('bring_back') : t('archive')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {card && (
        <div className={classes.panel_line}>
          <span className={classes.grow}>
            {card.selection.deal_id ? (
              <Thing noun="deal" id={card.selection.deal_id}>
                {card.deal_title}
              </Thing>
            ) : (
              <span className="quiet">{t('no_deal')}</span>
            )}{' '}
            {card.selection.archived && <Tag>{t('in_archive')}</Tag>}
            {!card.may_change && <Tag>{t('read_only')}</Tag>}
          </span>
          <Button disabled={card.items.length < 2} onClick={() => onShow({ comparison: true })}>
            {t('compare')}
          </Button>
          <ToQuote card={card} onHead={() => onShow({ head: true })} />
        </div>
      )}
    </header>
  );
}

// A quote of these products for the selection's deal (1.3.1.1); first it is asked which one.
function ToQuote({ card, onHead }: { card: SelectionCard; onHead: () => void }) {
  const { may } = useSession();
  const navigate = useNavigate();
  const { id, deal_id } = card.selection;
  const make = api.useMutation('post', '/api/quotes', {
    onSuccess: (quote) => {
      refresh('deal', quote.deal_id);
      void navigate({ href: `/quotes/${quote.id}` });
    },
  });
  if (!may('quotes_change') || !may('costs_read')) return null;
  const start = () => {
    if (deal_id) return make.mutate({ body: { deal_id, selection_id: id } });
    toast(quotes('to_quote_no_deal'));
    onHead();
  };
  return (
    <Button icon="quote" disabled={card.items.length === 0} busy={make.isPending} onClick={start}>
      {quotes('to_quote')}
    </Button>
  );
}
