// The process of the department (process/department.toml): what is in force, in words; another file
// is checked, loaded and brought into force.
import { lazy, type ReactNode, Suspense } from 'react';
import { api, send } from '../../api/client';
import { shows } from '../../api/live';
import type { components } from '../../api/schema.gen';
import { say } from '../../texts/catalogue';
import { process as t } from '../../texts/process';
import { Button } from '../../ui/button';
import { Facts, Screen as Frame, Section } from '../../ui/screen';
import { Loaded } from '../../ui/states';
import { Tag } from '../../ui/tag';
import { toast_problem } from '../../ui/toast';
import type { Department, Stage } from './process';
import classes from './process.module.css';

shows('/api/process', 'process');

const ProcessFile = lazy(() => import('./process_file'));

type Schemas = components['schemas'];
type ProcessView = Schemas['ProcessView'];
type Span = Schemas['WorkingSpan'];

const span = ({ unit, amount }: Span) => t(unit, { count: amount });

export function Screen() {
  const process = api.useQuery('get', '/api/process');
  const version = process.data?.version;
  return (
    <Frame
      title={t('title')}
      note={process.data && (version ? t('in_force', { id: version }) : t('factory'))}
      actions={
        <Button icon="download" onClick={() => void download().catch(toast_problem)}>
          {t('download')}
        </Button>
      }
    >
      <p className="quiet">{t('place')}</p>
      <div className={classes.columns}>
        <Loaded query={process} rows={14}>
          {(view) => <InForce view={view} />}
        </Loaded>
        <div>
          <Suspense>{process.data && <ProcessFile active={version ?? 0} />}</Suspense>
        </div>
      </div>
    </Frame>
  );
}

async function download() {
  const { data } = await send.GET('/api/process/text');
  const file = new Blob([data?.text ?? ''], { type: 'application/toml' });
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = 'department.toml';
  link.click();
  URL.revokeObjectURL(address);
}

function InForce({ view }: { view: ProcessView }) {
  const { department } = view;
  const roles = api.useQuery('get', '/api/roles');
  const role = (key: string) => {
    if (key === 'owner') return t('owner');
    const known = roles.data?.items.find((each) => each.key === key);
    return known ? say(known.words) : key;
  };
  return (
    <div>
      <Section title={t('limits')}>
        <Facts
          rows={[
            [t('first_answer'), span(department.limits.first_answer)],
            [t('quote_deadline'), span(department.limits.quote_deadline)],
          ]}
        />
      </Section>
      <Section title={t('stages')}>
        <ol>
          {department.stages.map((stage) => (
            <StageRules key={stage.key} stage={stage} view={view} role={role} />
          ))}
        </ol>
      </Section>
      <Lists department={department} role={role} />
    </div>
  );
}

interface StageRulesProps {
  stage: Stage;
  view: ProcessView;
  role: (key: string) => string;
}

function StageRules({ stage, view, role }: StageRulesProps) {
  const act = view.acts.find((each) => each.fact === stage.entry);
  const rows: [string, ReactNode][] = [[t('opened_by'), act ? say(act.words) : t('by_hand')]];
  if (stage.conditions.length > 0)
    rows.push([
      t('conditions'),
      <ul key="conditions">
        {stage.conditions.map((each) => (
          <li key={each.condition}>{say(each.words)}</li>
        ))}
      </ul>,
    ]);
  if (stage.limit) rows.push([t('limit'), span(stage.limit)]);
  if (stage.on_entry.length > 0)
    rows.push([
      t('on_entry'),
      <ul key="on_entry">
        {stage.on_entry.map((action) => (
          <li key={action.key}>{action_words(view.department, action, role)}</li>
        ))}
      </ul>,
    ]);
  if (say(stage.rule)) rows.push([t('rule'), say(stage.rule)]);
  return (
    <li className={classes.stage}>
      <h3>
        {say(stage.words)} <Tag>{stage.node}</Tag>
      </h3>
      <Facts rows={rows} />
    </li>
  );
}

function action_words(
  department: Department,
  action: Schemas['StageAction'],
  role: (key: string) => string,
): string {
  const known = [...department.tasks, ...department.requests, ...department.letters];
  const named = known.find((each) => each.key === action.what);
  const words = t(`action_${action.action}`, { what: named ? say(named.words) : action.what });
  return [
    words,
    action.role && t('to_role', { role: role(action.role) }),
    action.after && t('within', { span: span(action.after) }),
  ]
    .filter(Boolean)
    .join(', ');
}

interface ListsProps {
  department: Department;
  role: (key: string) => string;
}
interface Line {
  key: string;
  words: string;
  note?: string;
  tag?: string;
}

function Lists({ department, role }: ListsProps) {
  return (
    <>
      <Folded
        title={t('needs')}
        lines={department.needs.map((each) => ({
          key: each.key,
          words: say(each.words),
          note: say(each.question),
          tag: each.required ? t('required') : undefined,
        }))}
      />
      <Folded
        title={t('lost_reasons')}
        lines={department.lost_reasons.map((each) => ({ key: each.key, words: say(each.words) }))}
      />
      <Folded
        title={t('objections')}
        lines={department.objections.map((each) => ({
          key: each.key,
          words: say(each.words),
          note: each.answers.map((answer) => say(answer.text)).join('\n\n'),
        }))}
      />
      <Folded
        title={t('tasks')}
        lines={department.tasks.map((each) => ({
          key: each.key,
          words: say(each.words),
          tag: each.call ? t('by_call') : undefined,
        }))}
      />
      <Folded
        title={t('requests')}
        lines={department.requests.map((each) => ({
          key: each.key,
          words: say(each.words),
          tag: role(each.role),
        }))}
      />
      <Folded
        title={t('letters')}
        lines={department.letters.map((each) => ({
          key: each.key,
          words: say(each.words),
          note: `${say(each.subject)}\n\n${say(each.text)}`,
        }))}
      />
      <Folded
        title={t('nodes')}
        lines={department.nodes.map((each) => ({
          key: each.number,
          words: `${each.number}  ${say(each.words)}`,
          note: say(each.rule),
          tag: each.roles.map(role).join(', '),
        }))}
      />
    </>
  );
}

function Folded({ title, lines }: { title: string; lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  return (
    <details className={classes.folded}>
      <summary>{`${title}: ${lines.length}`}</summary>
      <ul>
        {lines.map((line) => (
          <li key={line.key}>
            <span>{line.words}</span> {line.tag && <Tag>{line.tag}</Tag>}
            {line.note && <span className={classes.note}>{line.note}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
