// The quotes of a deal on its card: what stands where, and a new one from the need or a selection.
import { Menu } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import { useSession } from '../../app/session';
import { quotes as t } from '../../texts/quotes';
import { Button } from '../../ui/button';
import { Ago, useNow } from '../../ui/clock';
import { date, date_of, money } from '../../ui/format';
import { Section } from '../../ui/screen';
import { Empty, Loaded } from '../../ui/states';
import { Tag } from '../../ui/tag';
import type { DealCard } from '../deals/deals';
import { type QuoteBrief, state_tone, state_words } from './quote';
import classes from './quotes.module.css';

export default function DealQuotes({ deal }: { deal: DealCard }) {
  const { may } = useSession();
  const list = api.useQuery('get', '/api/quotes', { params: { query: { deal_id: deal.id } } });
  const may_make = may('quotes_change') && may('costs_read') && deal.allowed.includes('change');
  return (
    <Section title={t('of_deal')} actions={may_make && <NewQuote deal_id={deal.id} />}>
      <Loaded query={list} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              icon="quote"
              title={t('of_deal_none')}
              text={may_make ? t('of_deal_none_text') : undefined}
            />
          ) : (
            <ul>
              {items.map((quote) => (
                <QuoteRow key={quote.id} quote={quote} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}

function QuoteRow({ quote }: { quote: QuoteBrief }) {
  const now = useNow();
  const waits = quote.state === 'sent' || quote.state === 'draft' || quote.state === 'sending';
  const expired = quote.valid_until && quote.valid_until < date_of(now) && waits;
  return (
    <li className={classes.brief} data-void={quote.state === 'void' || undefined}>
      <Link to={`/quotes/${quote.id}` as '/'} className={classes.brief_name}>
        {quote.number}
      </Link>
      <Tag tone={state_tone(quote.state)}>{state_words(quote.state)}</Tag>
      <span className="quiet">
        {t('version', { number: quote.version_number })} ·{' '}
        {t('lines_count', { count: quote.lines })}
      </span>
      <span className="quiet">
        {quote.opened_at ? (
          <>
            {t('opened_at')} <Ago at={quote.opened_at} />
          </>
        ) : (
          quote.state === 'sent' && t('never_opened')
        )}
      </span>
      {quote.valid_until && waits && (
        <span className="quiet">
          {expired ? (
            <Tag tone="late">{t('expired', { date: date(quote.valid_until) })}</Tag>
          ) : (
            t('until', { date: date(quote.valid_until) })
          )}
        </span>
      )}
      <span className={classes.brief_sum}>
        {quote.complete ? money(quote.total_kopecks) : <span className="quiet">{t('no_sum')}</span>}
      </span>
    </li>
  );
}

// From the need, or from a selection of this deal if there is one.
function NewQuote({ deal_id }: { deal_id: number }) {
  const navigate = useNavigate();
  const selections = api.useQuery('get', '/api/selections', { params: { query: { deal_id } } });
  const make = api.useMutation('post', '/api/quotes', {
    onSuccess: (card) => {
      refresh('deal', deal_id);
      void navigate({ href: `/quotes/${card.id}` });
    },
  });
  const create = (selection_id?: number) => make.mutate({ body: { deal_id, selection_id } });
  const rows = (selections.data?.items ?? []).filter((row) => row.items > 0);
  if (rows.length === 0)
    return (
      <Button kind="quiet" icon="plus" busy={make.isPending} onClick={() => create()}>
        {t('new_quote')}
      </Button>
    );
  return (
    <Menu>
      <Menu.Target>
        <Button kind="quiet" icon="plus" busy={make.isPending}>
          {t('new_quote')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => create()}>{t('from_this_need')}</Menu.Item>
        {rows.map((row) => (
          <Menu.Item key={row.id} onClick={() => create(row.id)}>
            {t('from_that_selection', { title: row.title })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
