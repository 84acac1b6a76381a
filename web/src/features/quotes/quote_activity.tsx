// What became of the quote outside (1.3.1.2): gone or not and why, opened, looked at, chosen, said,
// agreed. Live: the client's every touch comes by an event.
import { api, send } from '../../api/client';
import { refresh } from '../../api/live';
import type { components } from '../../api/schema.gen';
import { quotes as t } from '../../texts/quotes';
import { Button } from '../../ui/button';
import { Ago } from '../../ui/clock';
import { confirm } from '../../ui/confirm';
import { money, type Tone } from '../../ui/format';
import { Section } from '../../ui/screen';
import { Empty, Loaded } from '../../ui/states';
import { Tag } from '../../ui/tag';
import { toast, toast_problem } from '../../ui/toast';
import { type QuoteActivity as Activity, path_of, type QuoteCard } from './quote';
import type { QuoteActs } from './quote_acts';
import classes from './quotes.module.css';

type Sending = components['schemas']['QuoteSendingCard'];

interface QuoteActivityProps {
  card: QuoteCard;
  acts: QuoteActs;
  may_change: boolean;
}

export function useActivity(id: number) {
  return api.useQuery('get', '/api/quotes/{id}/activity', path_of(id));
}

export function QuoteActivity({ card, acts, may_change }: QuoteActivityProps) {
  const query = useActivity(card.id);
  const titles = new Map(card.draft.lines.map((line) => [line.key, line.title]));
  const title_of = (key: string) => titles.get(key) ?? t('some_line');
  return (
    <Loaded query={query} rows={5}>
      {(activity) =>
        activity.sendings.length === 0 ? (
          <Empty icon="mail" title={t('activity_none')} text={t('activity_none_text')} />
        ) : (
          <>
            <Acceptances activity={activity} />
            <Choices card={card} title_of={title_of} />
            <Remarks activity={activity} title_of={title_of} />
            <Views activity={activity} title_of={title_of} />
            <Section title={t('sendings')}>
              <ul>
                {activity.sendings.map((sending) => (
                  <SendingEntry
                    key={sending.id}
                    id={card.id}
                    sending={sending}
                    acts={acts}
                    may_change={may_change}
                  />
                ))}
              </ul>
            </Section>
          </>
        )
      }
    </Loaded>
  );
}

function Acceptances({ activity }: { activity: Activity }) {
  return activity.acceptances.map((each) => (
    <div key={each.at} className={classes.entry}>
      <div className={classes.entry_head}>
        <Tag tone={each.withdrawn_at ? 'calm' : 'done'}>
          {each.withdrawn_at ? t('acceptance_withdrawn') : money(each.total_kopecks)}
        </Tag>
        <strong>{t('acceptance', { name: each.name })}</strong>
        <Ago at={each.at} />
      </div>
      <span className="quiet">{t('version', { number: each.version_number })}</span>
    </div>
  ));
}

type Titled = { title_of: (key: string) => string };

function Choices({ card, title_of }: { card: QuoteCard } & Titled) {
  const many = new Set(
    card.draft.lines.filter((line) => line.options.length > 1).map((line) => line.key),
  );
  const chosen = card.prices.filter(
    (line) => line.left_out || (many.has(line.key) && line.chosen_quantity),
  );
  if (chosen.length === 0) return null;
  return (
    <Section title={t('choices')}>
      <ul>
        {chosen.map((line) => (
          <li key={line.key} className={classes.entry}>
            {line.left_out
              ? t('choice_left_out', { name: title_of(line.key) })
              : t('choice', { name: title_of(line.key), count: line.chosen_quantity ?? 0 })}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Remarks({ activity, title_of }: { activity: Activity } & Titled) {
  if (activity.remarks.length === 0) return null;
  return (
    <Section title={t('remarks')}>
      <ul>
        {activity.remarks.map((remark) => (
          <li key={remark.id} className={classes.entry}>
            <div className={classes.entry_head}>
              {remark.is_question && <Tag tone="waiting">{t('question')}</Tag>}
              <span className="quiet">
                {remark.line_key ? title_of(remark.line_key) : t('about_all')}
                {remark.author_name && ` · ${remark.author_name}`}
              </span>
              <Ago at={remark.at} />
            </div>
            <p className={classes.words}>{remark.text}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const most_views = 20;
function Views({ activity, title_of }: { activity: Activity } & Titled) {
  return (
    <Section title={t('views')}>
      {activity.views.length === 0 ? (
        <p className="quiet">{t('not_opened')}</p>
      ) : (
        <ul>
          {activity.views.slice(0, most_views).map((view) => (
            <li key={`${view.at} ${view.kind} ${view.line_key}`} className={classes.entry}>
              <div className={classes.entry_head}>
                <span>
                  {view.kind === 'opened'
                    ? t('opened')
                    : t('looked_at', { name: title_of(view.line_key) })}
                </span>
                <Ago at={view.at} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const states: Record<string, { text: () => string; tone: Tone }> = {
  printing: { text: () => t('sending_printing'), tone: 'waiting' },
  queued: { text: () => t('sending_queued'), tone: 'waiting' },
  sent: { text: () => t('sending_sent'), tone: 'done' },
  failed: { text: () => t('sending_failed'), tone: 'late' },
  cancelled: { text: () => t('sending_cancelled'), tone: 'calm' },
};

interface SendingEntryProps {
  id: number;
  sending: Sending;
  acts: QuoteActs;
  may_change: boolean;
}
function SendingEntry({ id, sending, acts, may_change }: SendingEntryProps) {
  const state = states[sending.state];
  const retry = (with_pdf: boolean) =>
    acts.run(() =>
      send.POST('/api/quotes/{id}/sendings/{sending}/retry', {
        params: { path: { id, sending: String(sending.id) } },
        body: { with_pdf },
      }),
    );
  const copy = async () => {
    await navigator.clipboard.writeText(sending.link);
    toast(t('link_copied'));
  };
  const revoke = async (link: number) => {
    const question = { title: t('revoke_title'), text: t('revoke_text'), action: t('revoke') };
    if (!(await confirm({ ...question, danger: true }))) return;
    try {
      await send.DELETE('/api/quotes/{id}/links/{link}', {
        params: { path: { id, link: String(link) } },
      });
      refresh('quote', id);
      toast(t('revoked'));
    } catch (error) {
      toast_problem(error);
    }
  };
  return (
    <li className={classes.entry}>
      <div className={classes.entry_head}>
        <Tag tone={state?.tone}>{sending.outside ? t('sent_outside') : state?.text()}</Tag>
        <span>{t('version', { number: sending.version_number })}</span>
        <Ago at={sending.sent_at ?? sending.created_at} />
      </div>
      {sending.address && <div>{sending.address}</div>}
      {sending.note && <div className="quiet">{sending.note}</div>}
      {sending.problem && <p className={classes.problems}>{sending.problem}</p>}
      {may_change && (
        <div className={classes.entry_acts}>
          {(sending.state === 'failed' || sending.state === 'cancelled') && (
            <>
              <Button kind="quiet" onClick={() => void retry(true)}>
                {t('retry')}
              </Button>
              <Button kind="quiet" onClick={() => void retry(false)}>
                {t('retry_without_pdf')}
              </Button>
            </>
          )}
          {sending.link && (
            <>
              <Button kind="quiet" icon="link" onClick={() => void copy()}>
                {t('copy_link')}
              </Button>
              {sending.link_id && (
                <Button kind="quiet" onClick={() => void revoke(sending.link_id as number)}>
                  {t('revoke')}
                </Button>
              )}
            </>
          )}
          {!sending.link && sending.link_id && <span className="quiet">{t('link_closed')}</span>}
        </div>
      )}
    </li>
  );
}
