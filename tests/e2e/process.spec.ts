// What the head sets for the whole department: the process file and the production calendar.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, expectAccessible, signIn, test } from '../support/journey.ts';

const file = join(import.meta.dirname, '../../process/department.toml');

test('AProcessFileIsCheckedAndBroughtIntoForce', async ({ page, signedIn }) => {
  const head = await signedIn('head');
  await signIn(page, head.login, head.password);
  await page.goto('/settings/process');
  await expect(page.getByText('30 рабочих минут')).toBeVisible();
  await expect(page.getByRole('heading', { name: /^Новый лид/ })).toBeVisible();
  await expectAccessible(page);
  const text = await readFile(file, 'utf8');
  const load = (name: string, changed: string) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(changed) });

  // The mistake is told at the head of the stage, the line before its key.
  const line = text.split('\n').indexOf('key = "quote_sent"');
  await load('wrong.toml', text.replace('key = "quote_sent"\n', 'key = "new_lead"\n'));
  await expect(page.getByRole('alert')).toContainText(`wrong.toml:${line}`);
  await expect(page.getByRole('button', { name: 'Ввести в силу' })).toHaveCount(0);
  await expectAccessible(page);

  await load('new.toml', text.replace('words.ru = "Новый лид"', 'words.ru = "Обращение"'));
  await expect(page.getByText('new.toml: ошибок нет')).toBeVisible();
  await page.getByLabel('Что изменено').fill('назвали этап по-своему');
  await page.getByRole('main').getByRole('button', { name: 'Ввести в силу' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Ввести в силу' }).click();
  await expect(page.getByRole('heading', { name: /^Обращение/ })).toBeVisible();
  await expect(page.getByText('назвали этап по-своему')).toBeVisible();
  await expectAccessible(page);
  const { department } = (await head.api.get('/api/process')).body;
  expect(department.stages[0].words.ru).toBe('Обращение');
});

test('ADayOfTheCalendarIsChangedAndTakenBack', async ({ page, signedIn, complaints }) => {
  const head = await signedIn('head');
  await signIn(page, head.login, head.password);
  await page.goto('/settings/calendar?year=2026');
  await expect(page.getByText('247 рабочих дней')).toBeVisible();
  const day = (kind: string) => page.getByRole('button', { name: `25 ноября 2026: ${kind}` });
  await day('рабочий').click();
  await day('короткий, на час меньше').press('Enter');
  await expect(day('выходной')).toBeVisible();
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('246 рабочих дней')).toBeVisible();
  await page.getByRole('button', { name: 'Отменить' }).click();
  await expect(page.getByText('247 рабочих дней')).toBeVisible();

  // Two at one year: the second sees both values.
  await day('рабочий').click();
  const { days, version, provisional } = (await head.api.get('/api/calendar/2026')).body;
  const theirs = [...days, { day: '2026-11-25', kind: 'off', note: '' }];
  const saved = await head.api.put('/api/calendar/2026', { days: theirs, version, provisional });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  complaints.allow('409');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  const conflict = page.getByRole('dialog');
  await expect(conflict).toContainText('короткий');
  await expect(conflict).toContainText('выходной');
  await expectAccessible(page);
  await conflict.getByRole('button', { name: 'Записать моё' }).click();
  await expect(page.getByText('247 рабочих дней, 5 коротких')).toBeVisible();
});

test('AYearThatIsNotPublishedIsMarked', async ({ page, signedIn }) => {
  const anna = await signedIn('sales_manager', 'anna');
  await signIn(page, anna.login, anna.password);
  await page.goto('/settings/calendar?year=2027');
  await expect(page.getByText('предварительный', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: /2027: / })).toHaveCount(0);
  await expectAccessible(page);
  const refused = await anna.api.put('/api/calendar/2027', {
    days: [],
    version: 0,
    provisional: true,
  });
  expect(refused.status).toBe(403);
});
