// Objections of the deal (1.2.4.3): by kind, with the client's words, the department's agreed
// answers at hand, and how it ended. A new version may be the answer.
import { lazy, Suspense, useState } from 'react';
import { api, send } from '../../api/client';
import { refresh, shows } from '../../api/live';
import type { components } from '../../api/schema.gen';
import { say } from '../../texts/catalogue';
import { quotes as t } from '../../texts/quotes';
import { Button } from '../../ui/button';
import { Ago } from '../../ui/clock';
import type { Tone } from '../../ui/format';
import { Empty, Loaded } from '../../ui/states';
import { Tag } from '../../ui/tag';
import { toast, toast_problem } from '../../ui/toast';
import { undo_latest } from '../journal/undo';
import { path_of } from './quote';
import classes from './quotes.module.css';

const ObjectionDialog = lazy(() => import('./objection_dialog'));

type Objection = components['schemas']['Objection'];
type Kind = components['schemas']['ObjectionKind'];

shows('/api/deals/{id}/objections', 'objection');

const states: Record<Objection['state'], { text: () => string; tone: Tone }> = {
  open: { text: () => t('objection_open'), tone: 'waiting' },
  answered: { text: () => t('objection_answered'), tone: 'calm' },
  won: { text: () => t('objection_won'), tone: 'done' },
  lost: { text: () => t('objection_lost'), tone: 'late' },
};

interface ObjectionsProps {
  deal_id: number;
  quote_id?: number;
  may_change: boolean;
  brief?: boolean; // among other things: says nothing when there is nothing
  onNewVersion?: () => void;
}

export function Objections(props: ObjectionsProps) {
  const { deal_id, quote_id, may_change, brief, onNewVersion } = props;
  const query = api.useQuery('get', '/api/deals/{id}/objections', path_of(deal_id));
  const [opened, set_opened] = useState<{ objection?: Objection }>();
  const end = async (objection: Objection, state: Objection['state']) => {
    try {
      const body = { version: objection.version, state };
      await send.PATCH('/api/objections/{id}', { ...path_of(objection.id), body });
      refresh('deal', deal_id);
      toast(states[state].text(), async () => {
        await undo_latest('objection', objection.id, 'objection_changed');
        refresh('deal', deal_id);
      });
    } catch (error) {
      toast_problem(error);
      refresh('deal', deal_id);
    }
  };
  return (
    <Loaded query={query} rows={3}>
      {({ items, kinds }) => (
        <>
          {items.length === 0 && !brief && (
            <Empty icon="question" title={t('objections_none')} text={t('objections_none_text')} />
          )}
          <ul>
            {items.map((each) => (
              <Entry
                key={each.id}
                objection={each}
                kinds={kinds}
                may_change={may_change}
                onAnswer={() => set_opened({ objection: each })}
                onEnd={(state) => void end(each, state)}
                onNewVersion={onNewVersion}
              />
            ))}
          </ul>
          {may_change && (
            <p className={classes.section_acts}>
              <Button icon="plus" onClick={() => set_opened({})}>
                {t('new_objection')}
              </Button>
            </p>
          )}
          <Suspense>
            {opened && (
              <ObjectionDialog
                deal_id={deal_id}
                quote_id={quote_id}
                kinds={kinds}
                objection={opened.objection}
                onClose={() => set_opened(undefined)}
              />
            )}
          </Suspense>
        </>
      )}
    </Loaded>
  );
}

interface EntryProps {
  objection: Objection;
  kinds: readonly Kind[];
  may_change: boolean;
  onAnswer: () => void;
  onEnd: (state: Objection['state']) => void;
  onNewVersion?: () => void;
}
function Entry({ objection, kinds, may_change, onAnswer, onEnd, onNewVersion }: EntryProps) {
  const kind = kinds.find((each) => each.key === objection.kind);
  const state = states[objection.state];
  const going = objection.state === 'open' || objection.state === 'answered';
  return (
    <li className={classes.entry}>
      <div className={classes.entry_head}>
        <Tag tone={state.tone}>{state.text()}</Tag>
        <strong>{kind ? say(kind.words) : objection.kind}</strong>
        <Ago at={objection.created_at} />
      </div>
      <p className={classes.words}>{objection.words}</p>
      {objection.answer && <p className={`${classes.words} quiet`}>{objection.answer}</p>}
      {may_change && going && (
        <div className={classes.entry_acts}>
          <Button kind="quiet" onClick={onAnswer}>
            {t('answer')}
          </Button>
          {onNewVersion && objection.state === 'open' && (
            <Button kind="quiet" onClick={onNewVersion}>
              {t('answer_by_version')}
            </Button>
          )}
          <Button kind="quiet" onClick={() => onEnd('won')}>
            {t('mark_won')}
          </Button>
          <Button kind="quiet" onClick={() => onEnd('lost')}>
            {t('mark_lost')}
          </Button>
        </div>
      )}
    </li>
  );
}
