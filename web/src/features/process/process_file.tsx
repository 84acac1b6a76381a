// Another process file: checked at once, every mistake with its line; loaded and brought into force
// after a question. Former versions can be brought back.
import { useRef, useState } from 'react';
import { api, send } from '../../api/client';
import { refresh } from '../../api/live';
import type { components } from '../../api/schema.gen';
import { say } from '../../texts/catalogue';
import { process as t } from '../../texts/process';
import { Button } from '../../ui/button';
import { confirm } from '../../ui/confirm';
import { TextField } from '../../ui/fields';
import { FormProblem } from '../../ui/form';
import { day_and_time } from '../../ui/format';
import { Section } from '../../ui/screen';
import { Loaded } from '../../ui/states';
import { Tag } from '../../ui/tag';
import { toast, toast_problem } from '../../ui/toast';
import classes from './process.module.css';

type Mistake = components['schemas']['ProcessMistake'];
interface Checked {
  name: string;
  text: string;
  mistakes: readonly Mistake[];
}
const largest = 1_000_000;

// Brings a version into force if the one that was seen still is; says so.
async function activate(id: number, seen: number) {
  const yes = await confirm({
    title: t('apply_title'),
    text: t('apply_text'),
    action: t('apply'),
  });
  if (!yes) return false;
  const params = { path: { id } };
  await send.POST('/api/process/versions/{id}/activation', { params, body: { seen } });
  refresh('process');
  toast(t('applied', { id }));
  return true;
}

export default function ProcessFile({ active }: { active: number }) {
  const input = useRef<HTMLInputElement>(null);
  const [checked, set_checked] = useState<Checked>();
  const [note, set_note] = useState('');
  const [problem, set_problem] = useState<unknown>();
  const [busy, set_busy] = useState(false);
  // Loaded once: pressing the button again after a refusal must not store it twice.
  const [loaded, set_loaded] = useState<number>();

  async function work(act: () => Promise<void>) {
    set_busy(true);
    set_problem(undefined);
    try {
      await act();
    } catch (error) {
      set_problem(error);
    } finally {
      set_busy(false);
    }
  }
  const check = (file: File) =>
    work(async () => {
      set_loaded(undefined);
      set_checked(undefined);
      if (file.size > largest) throw new Error(t('too_large'));
      const text = await file.text();
      const { data } = await send.POST('/api/process/check', { body: { text } });
      set_checked({ name: file.name, text, mistakes: data?.mistakes ?? [] });
    });
  const apply = (text: string) =>
    work(async () => {
      let id = loaded;
      if (!id) {
        const { data } = await send.POST('/api/process/versions', { body: { text, note } });
        id = data?.id;
        set_loaded(id);
        refresh('process');
      }
      if (id && (await activate(id, active))) {
        set_checked(undefined);
        set_note('');
      }
    });

  return (
    <>
      <Section title={t('file')}>
        <div className="fields">
          <p className="quiet">{t('check_first')}</p>
          <FormProblem error={problem} shown={false} />
          <div>
            <Button icon="upload" busy={busy} onClick={() => input.current?.click()}>
              {t('choose_file')}
            </Button>
            <input
              ref={input}
              type="file"
              accept=".toml,text/plain"
              aria-label={t('choose_file')}
              hidden
              onChange={(event) => {
                const file = event.currentTarget.files?.[0];
                event.currentTarget.value = '';
                if (file) void check(file);
              }}
            />
          </div>
          {checked && checked.mistakes.length > 0 && (
            <div className={classes.mistakes} role="alert">
              <strong>{t('mistakes', { count: checked.mistakes.length })}</strong>
              <ul>
                {checked.mistakes.map((each) => (
                  <li key={`${each.line} ${say(each.words)}`}>
                    <code>{`${checked.name}:${each.line}`}</code> {say(each.words)}
                  </li>
                ))}
              </ul>
            </div>
          )}
          {checked && checked.mistakes.length === 0 && (
            <>
              <p role="status">
                <Tag tone="done">{t('checked', { name: checked.name })}</Tag>
              </p>
              <TextField
                label={t('note')}
                value={note}
                onChange={(event) => set_note(event.currentTarget.value)}
              />
              <div>
                <Button kind="main" busy={busy} onClick={() => void apply(checked.text)}>
                  {t('apply')}
                </Button>
              </div>
            </>
          )}
        </div>
      </Section>
      <Versions active={active} />
    </>
  );
}

function Versions({ active }: { active: number }) {
  const versions = api.useQuery('get', '/api/process/versions', {
    params: { query: { limit: 20 } },
  });
  return (
    <Section title={t('versions')}>
      <Loaded query={versions} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('factory')}</p>
          ) : (
            <ul className={classes.versions}>
              {items.map((each) => (
                <li key={each.id}>
                  <span>
                    {t('version', { id: each.id })}{' '}
                    {each.active && <Tag tone="done">{t('active')}</Tag>}
                    <span className={classes.note}>
                      {[each.author_name || t('from_program'), day_and_time(each.created_at)].join(
                        ' · ',
                      )}
                      {each.note && `\n${each.note}`}
                    </span>
                  </span>
                  {!each.active && (
                    <Button
                      kind="quiet"
                      onClick={() => void activate(each.id, active).catch(toast_problem)}
                    >
                      {t('apply')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}
