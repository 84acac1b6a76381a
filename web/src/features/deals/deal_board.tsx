// The board of open deals (1.2.4): a column a stage, with kept counts and sums; the last two places
// are for what ends a deal.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
import { send } from '../../api/client';
import { say } from '../../texts/catalogue';
import { deals as t } from '../../texts/deals';
import { Board, type BoardColumn } from '../../ui/board';
import { money_short } from '../../ui/format';
import { Empty, Failed, Loading } from '../../ui/states';
import { useDepartment } from '../process/process';
import { BoardCard } from './board_card';
import { useDealMoves } from './deal_moves';
import {
  type DealBoard as BoardData,
  board_key,
  type DealRow,
  type Scope,
  useBoard,
} from './deals';
import classes from './deals.module.css';

const card_height = 122;

interface DealBoardProps {
  scope: Scope | undefined;
  onOpen: (deal: DealRow) => void;
}

export function DealBoard({ scope, onOpen }: DealBoardProps) {
  const client = useQueryClient();
  const board = useBoard(scope);
  const department = useDepartment();
  const moves = useDealMoves();
  const loading = useRef(new Set<string>());

  const change = useCallback(
    (how: (data: BoardData) => BoardData) =>
      client.setQueryData(board_key(scope), (data: BoardData | undefined) => data && how(data)),
    [client, scope],
  );

  const load_more = useCallback(
    async (stage: string, after: string) => {
      const key = `${stage} ${after}`;
      if (loading.current.has(key)) return;
      loading.current.add(key);
      try {
        const { data: page } = await send.GET('/api/deals/board/{stage}', {
          params: { path: { stage }, query: { scope, after } },
        });
        change((data) => ({
          ...data,
          columns: data.columns.map((column) =>
            column.stage === stage && column.next === after && page
              ? { ...column, items: [...column.items, ...page.items], next: page.next }
              : column,
          ),
        }));
      } finally {
        loading.current.delete(key);
      }
    },
    [change, scope],
  );

  // The card stands in its new column at once; if the server refuses, everything is asked anew.
  async function move(deal: DealRow, from: string, to: string, position: number) {
    await client.cancelQueries({ queryKey: board_key(scope) });
    change((data) => ({
      ...data,
      columns: data.columns.map((column) => {
        if (column.stage === from)
          return {
            ...column,
            deals: column.deals - 1,
            amount_kopecks: column.amount_kopecks - deal.amount_kopecks,
            items: column.items.filter((each) => each.id !== deal.id),
          };
        if (column.stage !== to) return column;
        const items = [...column.items];
        items.splice(position, 0, { ...deal, stage: to });
        return {
          ...column,
          deals: column.deals + 1,
          amount_kopecks: column.amount_kopecks + deal.amount_kopecks,
          items,
        };
      }),
    }));
    await moves.drop(deal, to);
    void client.invalidateQueries({ queryKey: board_key(scope) });
  }

  const columns = useMemo((): BoardColumn<DealRow>[] => {
    const stages = department?.stages ?? [];
    const open = (board.data?.columns ?? []).map((column): BoardColumn<DealRow> => {
      const stage = stages.find((each) => each.key === column.stage);
      const { next } = column;
      return {
        key: column.stage,
        title: stage ? say(stage.words) : column.stage,
        cards: column.items,
        head: (
          <p className={classes.sum}>
            <span>{t('count', { count: column.deals })}</span>
            <span>{money_short(column.amount_kopecks)}</span>
          </p>
        ),
        onEnd: next ? () => void load_more(column.stage, next) : undefined,
      };
    });
    const ends = stages
      .filter((stage) => stage.kind !== 'open')
      .map((stage) => ({ key: stage.key, title: say(stage.words), cards: [], narrow: true }));
    return [...open, ...ends];
  }, [board.data, department, load_more]);

  if (board.error && !board.data)
    return <Failed error={board.error} retry={() => void board.refetch()} />;
  if (!board.data || !department) return <Loading rows={10} height={60} />;
  if (board.data.columns.every((column) => column.deals === 0))
    return <Empty icon="deals" title={t('no_deals')} text={t('no_deals_text')} />;
  return (
    <>
      <Board
        label={t('title')}
        columns={columns}
        card_key={(deal) => String(deal.id)}
        card_name={(deal) => deal.title}
        card_height={card_height}
        draw={(deal) => <BoardCard deal={deal} with_owner={scope !== 'mine'} />}
        onOpen={onOpen}
        onMove={(...values) => void move(...values)}
      />
      {moves.dialog}
    </>
  );
}
