// The process file (docs/features/process.md): read, checked, brought into force, refused.
import type { Problem } from '../support/api.ts';
import { expect, test } from '../support/test.ts';

test('TheHeadRenamesAStageForEverybody', async ({ signedIn }) => {
  const head = await signedIn('head');
  const anna = await signedIn('sales_manager');
  const shown = (await anna.api.get('/api/process')).body;
  expect(shown.department.nodes).toHaveLength(65);
  expect(shown.department.stages[0]).toMatchObject({ key: 'new_lead', entry: null });
  const file = (await head.api.get('/api/process/text')).body;
  const text = file.text.replace(
    'words.ru = "Новый лид"\nwords.en',
    'words.ru = "Заявка"\nwords.en',
  );
  const loaded = await head.api.post('/api/process/versions', { text, note: 'Говорим «заявка»' });
  expect(loaded.body).toMatchObject({ active: false, note: 'Говорим «заявка»' });
  const path = `/api/process/versions/${loaded.body.id}/activation`;
  const blind = await head.api.post<Problem>(path, { seen: file.version + 100 });
  expect(blind).toMatchObject({ status: 409, body: { code: 'process_changed' } });
  expect((await head.api.post(path, { seen: file.version })).body.active).toBe(true);
  const after = (await anna.api.get('/api/process')).body;
  expect(after.version).toBe(loaded.body.id);
  expect(after.department.stages[0].words.ru).toBe('Заявка');
  const versions = (await head.api.get('/api/process/versions')).body.items;
  expect(versions.map((one: { active: boolean }) => one.active)).toEqual([true, false]);
});

test('AFileWithMistakesIsRefusedWithItsLines', async ({ signedIn }) => {
  const head = await signedIn('head');
  const anna = await signedIn('sales_manager');
  const { text } = (await head.api.get('/api/process/text')).body;
  const broken = text
    .replace('"has_channel"', '"has_chanel"')
    .replace('role = "owner"', 'role = "боцман"');
  const line = text.slice(0, text.indexOf('"has_channel"')).split('\n').length;
  const checked = (await head.api.post('/api/process/check', { text: broken })).body;
  expect(checked.mistakes).toHaveLength(2);
  expect(checked.mistakes[0].line).toBe(line);
  const refused = await head.api.post<Problem>('/api/process/versions', { text: broken });
  expect(refused).toMatchObject({ status: 422, body: { code: 'process_invalid', field: 'text' } });
  expect(refused.body.details).toHaveLength(2);
  expect((await anna.api.post('/api/process/versions', { text })).status).toBe(403);
});

test('AStageWithDealsOnItIsNotTakenAway', async ({ signedIn }) => {
  const head = await signedIn('head');
  const contact = {
    ...{ surname: 'Ли', name: '', patronymic: '', position: '' },
    ...{ phones: [], emails: [] },
  };
  const deal = (await head.api.post('/api/deals', { contact })).body;
  const { text, version } = (await head.api.get('/api/process/text')).body;
  const renamed = text.replace('key = "new_lead"', 'key = "fresh_lead"');
  const bring = async (of: string) => {
    const loaded = (await head.api.post('/api/process/versions', { text: of })).body;
    const path = `/api/process/versions/${loaded.id}/activation`;
    return head.api.post<Problem>(path, { seen: version });
  };
  expect((await bring(renamed)).body.code).toBe('stage_in_use');
  const removed = '\n[[removed_stage]]\nkey = "new_lead"\nreplaced_by = "fresh_lead"\n';
  expect((await bring(renamed + removed)).status).toBe(200);
  expect((await head.api.get(`/api/deals/${deal.id}`)).body.stage).toBe('fresh_lead');
});

test('TheCommandChecksAFileWithoutACompany', async ({ company }) => {
  const file = new URL('../../process/department.toml', import.meta.url).pathname;
  expect(await company.commandAlone('check', 'process', file)).toContain('no mistakes');
});
