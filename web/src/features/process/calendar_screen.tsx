// The production calendar of a year: working, short and days off; the head changes a day by
// pressing it. Deadlines are reckoned by it (1.1, 1.2.2).
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { api } from '../../api/client';
import { refresh, shows } from '../../api/live';
import { as_problem } from '../../api/problem';
import type { components } from '../../api/schema.gen';
import { useSearchValues } from '../../app/search';
import { calendar as t } from '../../texts/calendar';
import { language } from '../../texts/catalogue';
import { ui } from '../../texts/ui';
import { Button, IconButton } from '../../ui/button';
import { ConflictDialog } from '../../ui/conflict_dialog';
import { SwitchField } from '../../ui/fields';
import { FormProblem } from '../../ui/form';
import { date_of, long_date } from '../../ui/format';
import { Screen as Frame } from '../../ui/screen';
import { Loaded } from '../../ui/states';
import { Tag } from '../../ui/tag';
import { toast } from '../../ui/toast';
import { undo_latest } from '../journal/undo';
import classes from './process.module.css';

type CalendarYear = components['schemas']['CalendarYear'];
type Kind = components['schemas']['DayKind'];
type Days = Record<string, Kind>; // by "2026-11-04"

shows('/api/calendar', 'calendar_year');

const kinds = ['working', 'short_day', 'off'] as const;
const next: Record<Kind, Kind> = { working: 'short_day', short_day: 'off', off: 'working' };

const iso = (date: Date) => date.toISOString().slice(0, 10);
const utc = (year: number, month: number, day: number) => new Date(Date.UTC(year, month, day));
const weekday = (date: Date) => (date.getUTCDay() + 6) % 7; // 0: Monday
const usual = (day: string): Kind => (weekday(new Date(`${day}T00:00Z`)) < 5 ? 'working' : 'off');

function days_of(year: number): string[] {
  const count = (utc(year + 1, 0, 1).getTime() - utc(year, 0, 1).getTime()) / 86_400_000;
  return Array.from({ length: count }, (_, index) => iso(utc(year, 0, 1 + index)));
}

export function Screen() {
  const [values, set] = useSearchValues();
  const year = Number(values.year) || Number(date_of(Date.now()).slice(0, 4));
  const query = api.useQuery('get', '/api/calendar/{id}', { params: { path: { id: year } } });
  return (
    <Frame
      title={t('title')}
      note={
        query.data && (
          <>
            {t('working_days', { count: query.data.working_days })},{' '}
            {t('short_days', { count: query.data.short_days })}{' '}
            {query.data.provisional && <Tag tone="waiting">{t('is_provisional')}</Tag>}
          </>
        )
      }
      actions={
        <span className={classes.year}>
          <IconButton icon="left" label={t('before')} onClick={() => set({ year: year - 1 })} />
          <strong>{year}</strong>
          <IconButton icon="right" label={t('after')} onClick={() => set({ year: year + 1 })} />
        </span>
      }
    >
      <Loaded query={query} rows={10}>
        {(data) => <Year key={data.year} data={data} />}
      </Loaded>
    </Frame>
  );
}

function kinds_of(data: CalendarYear): Days {
  const named = new Map(data.days.map((each) => [each.day, each.kind]));
  return Object.fromEntries(days_of(data.year).map((day) => [day, named.get(day) ?? usual(day)]));
}

function Year({ data }: { data: CalendarYear }) {
  // What was seen when the editing began: live news must not turn into an overwrite.
  const [seen, set_seen] = useState(data);
  const before = useMemo(() => kinds_of(seen), [seen]);
  const [days, set_days] = useState<Days>(before);
  const [provisional, set_provisional] = useState(data.provisional);
  const [theirs, set_theirs] = useState<CalendarYear>();
  const notes = new Map(seen.days.map((each) => [each.day, each.note]));
  const changed = Object.keys(days).filter((day) => days[day] !== before[day]);
  const dirty = changed.length > 0 || provisional !== seen.provisional;
  const take = (fresh: CalendarYear) => {
    set_seen(fresh);
    set_days(kinds_of(fresh));
    set_provisional(fresh.provisional);
    set_theirs(undefined);
  };
  if (data.version > seen.version && !dirty) take(data);
  const save = api.useMutation('put', '/api/calendar/{id}', {
    meta: { quiet: true },
    onError: (error) => {
      const problem = as_problem(error);
      if (problem.code === 'calendar_changed') set_theirs(problem.details as CalendarYear);
    },
    onSuccess: (saved) => {
      take(saved);
      refresh('calendar_year', data.year);
      toast(t('saved', { year: data.year }), () =>
        undo_latest('calendar_year', data.year, 'changed'),
      );
    },
  });
  const submit = (kept: Days, version: number) =>
    save.mutate({
      params: { path: { id: data.year } },
      body: {
        version,
        provisional,
        days: Object.entries(kept)
          .filter(([day, kind]) => kind !== usual(day) || notes.get(day))
          .map(([day, kind]) => ({ day, kind, note: notes.get(day) ?? '' })),
      },
    });
  return (
    <>
      <FormProblem error={theirs ? undefined : save.error} shown={false} />
      {data.provisional && <p className="quiet">{t('provisional_note')}</p>}
      {data.may_change && <p className="quiet">{t('how')}</p>}
      <ul className={classes.legend}>
        {kinds.map((kind) => (
          <li key={kind}>
            <span className={`${classes.day} ${classes.sample}`} data-kind={kind}>
              1
            </span>
            {t(kind)}
          </li>
        ))}
        {data.may_change && (
          <li>
            <SwitchField
              label={t('provisional')}
              checked={provisional}
              onChange={(event) => set_provisional(event.currentTarget.checked)}
            />
          </li>
        )}
        {dirty && (
          <li>
            {changed.length > 0 && <span>{t('changed', { count: changed.length })}</span>}
            <Button onClick={() => take(data)}>{t('reset')}</Button>
            <Button kind="main" busy={save.isPending} onClick={() => submit(days, seen.version)}>
              {ui('save')}
            </Button>
          </li>
        )}
      </ul>
      <Months
        year={data.year}
        days={days}
        before={before}
        onPress={
          data.may_change
            ? (day) => set_days({ ...days, [day]: next[days[day] ?? 'working'] })
            : undefined
        }
      />
      {theirs && (
        <ConflictDialog
          rows={changed
            .map((day) => ({
              field: long_date(day),
              mine: t(days[day] ?? 'working'),
              theirs: t(kinds_of(theirs)[day] ?? 'working'),
            }))
            .filter((row) => row.mine !== row.theirs)}
          onMine={() => {
            const kept = { ...kinds_of(theirs) };
            for (const day of changed) kept[day] = days[day] ?? 'working';
            set_theirs(undefined);
            submit(kept, theirs.version);
          }}
          onTheirs={() => {
            take(theirs);
            refresh('calendar_year', data.year);
          }}
        />
      )}
    </>
  );
}

interface MonthsProps {
  year: number;
  days: Days;
  before: Days;
  onPress?: (day: string) => void;
}

// One stop of the Tab key for the whole year; the arrows walk by days and weeks.
function Months({ year, days, before, onPress }: MonthsProps) {
  const root = useRef<HTMLDivElement>(null);
  const [active, set_active] = useState(`${year}-01-01`);
  const locale = language() === 'ru' ? 'ru-RU' : 'en-GB';
  const name = (date: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(date);
  const heads = Array.from({ length: 7 }, (_, index) =>
    name(utc(2024, 0, 1 + index), { weekday: 'short' }),
  );
  function walk(event: KeyboardEvent) {
    const steps: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -7,
      ArrowDown: 7,
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const at = new Date(`${active}T00:00Z`);
    const to = iso(utc(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + step));
    if (!days[to]) return;
    set_active(to);
    root.current?.querySelector<HTMLElement>(`[data-day="${to}"]`)?.focus();
  }
  const cell = (day: string) => {
    const kind = days[day] ?? usual(day);
    const props = {
      className: classes.day,
      'data-kind': kind,
      'data-changed': kind !== before[day] || undefined,
    };
    const number = Number(day.slice(8));
    const said = t('day_is', { day: long_date(day), kind: t(kind) });
    if (!onPress)
      return (
        <time key={day} {...props} dateTime={day} title={said}>
          {number}
        </time>
      );
    return (
      <button
        key={day}
        type="button"
        {...props}
        data-day={day}
        aria-label={said}
        title={t(kind)}
        tabIndex={day === active ? 0 : -1}
        onFocus={() => set_active(day)}
        onClick={() => onPress(day)}
      >
        {number}
      </button>
    );
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the days inside have the focus
    <div ref={root} className={classes.months} onKeyDown={walk}>
      {Array.from({ length: 12 }, (_, month) => {
        const first = utc(year, month, 1);
        const own = Object.keys(days).filter((day) => Number(day.slice(5, 7)) === month + 1);
        return (
          <section key={first.getUTCMonth()}>
            <h2>{name(first, { month: 'long' })}</h2>
            <div className={classes.days}>
              {heads.map((head) => (
                <span key={head} aria-hidden="true">
                  {head}
                </span>
              ))}
              {Array.from({ length: weekday(first) }, (_, gap) => (
                <span key={`gap ${gap}`} />
              ))}
              {own.map(cell)}
            </div>
          </section>
        );
      })}
    </div>
  );
}
