// The quote editor (1.3.1.1): /quotes/17. The grid, what it comes to, and beside it on request the
// client's page and the versions. /quotes/17?number=2 shows a version that went out.
import { Menu } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { api } from '../../api/client';
import { useSession } from '../../app/session';
import { Thing } from '../../app/thing';
import { quotes as t } from '../../texts/quotes';
import { Button, IconButton } from '../../ui/button';
import { date } from '../../ui/format';
import { useKeys } from '../../ui/keys';
import { Screen as Frame } from '../../ui/screen';
import { Empty, Failed, Loaded, Loading } from '../../ui/states';
import { Tag } from '../../ui/tag';
import { useArrivingPictures } from '../catalog/picture';
import { AddLine } from './add_line';
import type { Edit } from './draft_edits';
import type { DraftKeeper, Kept } from './draft_keeper';
import { type QuoteCard, share_text, state_tone, state_words } from './quote';
import { useActivity } from './quote_activity';
import { useQuoteActs } from './quote_acts';
import { QuoteGrid } from './quote_grid';
import { QuoteSide, type Side } from './quote_side';
import '../../ui/form.module.css'; // the dialogs' fields
import { QuoteSums, SaveWords } from './quote_words';
import classes from './quotes.module.css';
import { useDraft } from './use_draft';

const LineDialog = lazy(() => import('./line_dialog'));
const ImprintsDialog = lazy(() => import('./imprints_dialog'));
const HeadDrawer = lazy(() => import('./head_drawer'));
const SendDialog = lazy(() => import('./send_dialog'));
const OutsideDialog = lazy(() => import('./outside_dialog'));
const AcceptDialog = lazy(() => import('./accept_dialog'));
const QuoteConflict = lazy(() => import('./quote_conflict'));

export function Screen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { number } = useSearch({ strict: false }) as { number?: number };
  useArrivingPictures();
  return number ? (
    <OldVersion key={`${id} ${number}`} id={Number(id)} number={Number(number)} />
  ) : (
    <Editor key={id} id={Number(id)} />
  );
}

function Editor({ id }: { id: number }) {
  const { query, keeper, kept } = useDraft(id);
  if (!kept)
    return (
      <Frame title={t('quote')}>
        {query.error ? (
          <Failed error={query.error} retry={() => void query.refetch()} />
        ) : (
          <Loading rows={10} height={48} />
        )}
      </Frame>
    );
  return <OpenEditor keeper={keeper} kept={kept} />;
}

const nothing = () => {};
const no_remarks: ReadonlyMap<string, number> = new Map();
type Opened =
  | { kind: 'head' | 'send' | 'outside' | 'accept' }
  | { kind: 'line' | 'imprints'; key: string };

const wide = () => matchMedia('(min-width: 1400px)').matches;

function useRemarks(id: number): ReadonlyMap<string, number> {
  const { data } = useActivity(id);
  return useMemo(() => {
    const counts = new Map<string, number>();
    for (const { line_key } of data?.remarks ?? [])
      counts.set(line_key, (counts.get(line_key) ?? 0) + 1);
    return counts;
  }, [data]);
}

// "lines[2].options[0].quantity" of the server's words belongs to the line with that key.
function problems_by_line(kept: Kept): ReadonlyMap<string, Record<string, string>> {
  const found = new Map<string, Record<string, string>>();
  const refused = kept.state === 'refused' ? kept.problem : undefined;
  const all = [
    ...kept.card.problems.filter((each) => each.code !== 'below_margin' && !refused),
    ...(refused ? [{ field: refused.field, message: refused.message }] : []),
  ];
  for (const { field, message } of all) {
    const match = /^lines\[(\d+)\]\.(.*)$/.exec(field);
    const lines = refused ? kept.draft.lines : kept.base.lines;
    const key = match && lines[Number(match[1])]?.key;
    if (key) found.set(key, { ...found.get(key), [match[2] ?? '']: message });
  }
  return found;
}

function OpenEditor({ keeper, kept }: { keeper: DraftKeeper; kept: Kept }) {
  const { card, draft } = kept;
  const { may } = useSession();
  const acts = useQuoteActs(keeper);
  const costs = may('costs_read');
  const may_edit = costs && card.allowed.includes('edit');
  const read_only = !may_edit || !card.editable;
  const [opened, set_opened] = useState<Opened>();
  // What the client does is what one comes for once he has it.
  const [side, set_side] = useState<Side | undefined>(() =>
    card.sent_version && wide() ? 'activity' : undefined,
  );
  const remarks = useRemarks(card.id);
  const may_send = card.allowed.includes('send');
  const sent = () => {
    close();
    if (wide()) set_side('activity');
  };
  const field = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const close = () => set_opened(undefined);
  const problems = useMemo(() => problems_by_line(kept), [kept]);
  const line =
    opened && 'key' in opened ? draft.lines.find((each) => each.key === opened.key) : undefined;
  const head_problems = Object.fromEntries(
    [...card.problems, ...(kept.problem ? [kept.problem] : [])]
      .filter((each) => each.field && !each.field.startsWith('lines'))
      .map((each) => [each.field, each.message]),
  );
  const last_title = () => {
    const cells = scroller.current?.querySelectorAll<HTMLElement>('[data-column="title"]');
    cells?.[cells.length - 1]?.focus();
  };

  useKeys(t('quote'), [
    { keys: 'a', text: t('add_field'), run: () => field.current?.focus() },
    { keys: 'o', text: t('edit_head'), run: () => set_opened({ kind: 'head' }) },
    { keys: 'p', text: t('preview'), run: () => set_side((now) => (now ? undefined : 'preview')) },
  ]);

  return (
    <Frame
      fixed
      title={card.number}
      note={<QuoteNote card={card} />}
      actions={
        <>
          <SaveWords kept={kept} />
          <Button onClick={() => set_side(side === 'preview' ? undefined : 'preview')}>
            {t('preview')}
          </Button>
          <QuoteMenu
            card={card}
            acts={acts}
            may_copy={costs}
            onSide={set_side}
            onOpen={(kind) => set_opened({ kind })}
          />
          {may_edit && !card.editable && (
            <Button onClick={() => void acts.new_version()}>{t('new_version')}</Button>
          )}
          {may_send && (
            <Button kind="main" icon="mail" onClick={() => set_opened({ kind: 'send' })}>
              {card.editable ? t('send') : t('send_again')}
            </Button>
          )}
        </>
      }
      filters={<QuoteFacts card={card} onEdit={() => set_opened({ kind: 'head' })} />}
    >
      <div className={classes.editor}>
        <div className={classes.main}>
          <EditorBanner card={card} may_edit={may_edit} />
          <div className={classes.scroller} ref={scroller}>
            {draft.lines.length === 0 ? (
              <Empty icon="quote" title={t('empty')} text={t('empty_text')} />
            ) : (
              <>
                <QuoteGrid
                  draft={draft}
                  base={kept.base}
                  prices={kept.prices}
                  costs={costs}
                  read_only={read_only}
                  problems={problems}
                  remarks={remarks}
                  onChange={(edit: Edit) => keeper.change(edit)}
                  onUndo={() => keeper.undo()}
                  onRedo={() => keeper.redo()}
                  onOpen={(key) => set_opened({ kind: 'line', key })}
                  onImprints={(key) => set_opened({ kind: 'imprints', key })}
                  onLeave={() => field.current?.focus()}
                />
                {!read_only && <p className={classes.hint}>{t('hint')}</p>}
              </>
            )}
          </div>
          <div className={classes.foot}>
            {!read_only && <AddLine card={card} keeper={keeper} field={field} onUp={last_title} />}
            <QuoteSums card={card} stale={kept.draft !== kept.base && kept.state !== 'saved'} />
          </div>
        </div>
        {side && (
          <QuoteSide card={card} acts={acts} may_edit={may_edit} side={side} onSide={set_side} />
        )}
      </div>
      <Suspense>
        {opened?.kind === 'head' && (
          <HeadDrawer
            kept={kept}
            keeper={keeper}
            read_only={read_only}
            problems={head_problems}
            onClose={close}
          />
        )}
        {line && opened?.kind === 'line' && (
          <LineDialog
            line={line}
            kept={kept}
            keeper={keeper}
            read_only={read_only}
            costs={costs}
            onImprints={() => set_opened({ kind: 'imprints', key: line.key })}
            onClose={close}
          />
        )}
        {line && opened?.kind === 'imprints' && (
          <ImprintsDialog
            line={line}
            keeper={keeper}
            read_only={read_only}
            costs={costs}
            onClose={close}
          />
        )}
        {opened?.kind === 'send' && (
          <SendDialog
            kept={kept}
            keeper={keeper}
            onSent={sent}
            onOutside={() => set_opened({ kind: 'outside' })}
            onClose={close}
          />
        )}
        {opened?.kind === 'outside' && (
          <OutsideDialog id={card.id} acts={acts} onSent={sent} onClose={close} />
        )}
        {opened?.kind === 'accept' && <AcceptDialog card={card} acts={acts} onClose={close} />}
        {kept.state === 'conflict' && <QuoteConflict kept={kept} keeper={keeper} />}
      </Suspense>
    </Frame>
  );
}

function QuoteNote({ card }: { card: QuoteCard }) {
  return (
    <>
      <Tag tone={state_tone(card.state)}>{state_words(card.state)}</Tag>{' '}
      {t('version', { number: card.shown_version })}
    </>
  );
}

function QuoteFacts({ card, onEdit }: { card: QuoteCard; onEdit: () => void }) {
  const { draft } = card;
  return (
    <div className={classes.facts}>
      <Thing noun="deal" id={card.deal_id}>
        {card.deal_title}
      </Thing>
      {draft.greeting && <b>{draft.greeting}</b>}
      {draft.valid_until && <span>{t('until', { date: date(draft.valid_until) })}</span>}
      {draft.in_hands_on && <span>{t('in_hands_by', { date: date(draft.in_hands_on) })}</span>}
      <span>{card.seller_name}</span>
      <span>{t('vat_of', { share: share_text(card.vat_basis_points) })}</span>
      <Button kind="quiet" icon="edit" onClick={onEdit}>
        {t('edit_head')}
      </Button>
    </div>
  );
}

function EditorBanner({ card, may_edit }: { card: QuoteCard; may_edit: boolean }) {
  if (card.state === 'void') return <p className={classes.banner}>{t('is_void')}</p>;
  if (!may_edit) return <p className={classes.banner}>{t('read_only')}</p>;
  if (!card.editable)
    return <p className={classes.banner}>{t('sent_read_only', { number: card.shown_version })}</p>;
  return null;
}

interface QuoteMenuProps {
  card: QuoteCard;
  acts: ReturnType<typeof useQuoteActs>;
  may_copy: boolean;
  onSide: (side: Side) => void;
  onOpen: (kind: 'outside' | 'accept') => void;
}
function QuoteMenu({ card, acts, may_copy, onSide, onOpen }: QuoteMenuProps) {
  const allowed = new Set(card.allowed);
  return (
    <Menu>
      <Menu.Target>
        <IconButton icon="more" label={t('more')} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onSide('activity')}>{t('activity')}</Menu.Item>
        <Menu.Item onClick={() => onSide('objections')}>{t('objections')}</Menu.Item>
        <Menu.Item onClick={() => onSide('versions')}>{t('versions')}</Menu.Item>
        {allowed.has('send') && (
          <Menu.Item onClick={() => onOpen('outside')}>{t('send_outside')}</Menu.Item>
        )}
        {allowed.has('accept') && (
          <Menu.Item onClick={() => onOpen('accept')}>{t('accept')}</Menu.Item>
        )}
        <Menu.Item onClick={() => void acts.pdf()}>{t('download_pdf')}</Menu.Item>
        {may_copy && <Menu.Item onClick={() => void acts.copy()}>{t('copy')}</Menu.Item>}
        {allowed.has('decline') && (
          <Menu.Item onClick={() => void acts.state('decline')}>{t('decline')}</Menu.Item>
        )}
        {allowed.has('reopen') && (
          <Menu.Item onClick={() => void acts.state('reopen')}>{t('reopen')}</Menu.Item>
        )}
        {allowed.has('withdraw') && (
          <Menu.Item onClick={() => void acts.withdraw()}>{t('withdraw')}</Menu.Item>
        )}
        {allowed.has('discard') && (
          <Menu.Item onClick={() => void acts.state('discard')}>{t('discard')}</Menu.Item>
        )}
        {allowed.has('restore') && (
          <Menu.Item onClick={() => void acts.state('restore')}>{t('restore')}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function OldVersion({ id, number }: { id: number; number: number }) {
  const { may } = useSession();
  const navigate = useNavigate();
  const query = api.useQuery('get', '/api/quotes/{id}', {
    params: { path: { id }, query: { number } },
  });
  return (
    <Frame
      fixed
      title={query.data?.number ?? t('quote')}
      note={query.data && <QuoteNote card={query.data} />}
      actions={
        <Button onClick={() => void navigate({ href: `/quotes/${id}` })}>{t('to_newest')}</Button>
      }
    >
      <Loaded query={query} rows={10}>
        {(card) => (
          <div className={classes.editor}>
            <div className={classes.main}>
              <p className={classes.banner}>{t('old_version', { number: card.shown_version })}</p>
              <div className={classes.scroller}>
                <QuoteGrid
                  draft={card.draft}
                  base={card.draft}
                  prices={new Map(card.prices.map((line) => [line.key, line]))}
                  costs={may('costs_read')}
                  read_only
                  problems={new Map()}
                  remarks={no_remarks}
                  onChange={nothing}
                  onUndo={nothing}
                  onRedo={nothing}
                  onOpen={nothing}
                  onImprints={nothing}
                  onLeave={nothing}
                />
              </div>
              <div className={classes.foot}>
                <QuoteSums card={card} stale={false} />
              </div>
            </div>
          </div>
        )}
      </Loaded>
    </Frame>
  );
}
