// The head keeps people and settings; two who edit the same meet.
import { expect, expectAccessible, signIn, test } from '../support/journey.ts';

test('AddsAPersonWhoSignsInWithThePasswordShownOnce', async ({
  page,
  company,
  browser,
  server,
}) => {
  await signIn(page, 'elena', await company.addUser('elena', 'head', 'Елена Орлова'));
  await page.goto('/settings/people');
  await expect(page.getByRole('heading', { name: 'Сотрудники', level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Новый сотрудник' }).click();
  await page.getByLabel('Имя и фамилия').fill('Павел Котов');
  await page.getByRole('dialog').getByLabel('Имя для входа').fill('pavel');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Сохранить' }).click();
  const shown = page.getByText(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/);
  await expect(shown).toBeVisible();
  const password = await shown.innerText();
  const other = await browser.newContext({ baseURL: server.url, locale: 'ru-RU' });
  const there = await other.newPage();
  await signIn(there, 'pavel', password);
  await expect(there.getByRole('button', { name: 'Вы вошли как Павел Котов' })).toBeVisible();
  await there.goto('/settings');
  await expect(there.getByRole('link', { name: 'Сотрудники' })).toHaveCount(0);
  await other.close();
});

test('TwoWhoEditTheSettingsSeeBothValues', async ({ page, signedIn, complaints }) => {
  const head = await signedIn('head', 'elena');
  await signIn(page, head.login, head.password);
  await page.goto('/settings/company');
  const margin = page.getByLabel('Наименьшая маржа, %');
  await expect(margin).toHaveValue('15');
  await expectAccessible(page);
  const settings = (await head.api.get('/api/company')).body;
  await head.api.put('/api/company', {
    ...settings,
    name: 'Сувенир',
    minimum_margin_basis_points: 1400,
  });
  complaints.allow('409');
  await page.getByLabel('Название, как его говорят').fill('Сувенир Плюс');
  await margin.fill('16');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('14');
  await expect(dialog).toContainText('16');
  await expectAccessible(page);
});
