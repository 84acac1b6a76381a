// The client's page of a quote (1.2.4.2.1, 1.3.1.2): a person with only a link, at a desk and on a
// phone.
import { devices } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/journey.ts';
import { linkOf, openDeal, readyQuote, seller } from '../support/quotes.ts';

test('TheClientReadsPicksAsksAndAgrees', async ({ page, signedIn }) => {
  const head = await signedIn('head');
  expect((await head.api.post('/api/sellers', seller)).status).toBe(200);
  const anna = await signedIn('sales_manager', 'anna');
  const { id } = await readyQuote(anna.api, await openDeal(anna.api, 'olga@client.test'));
  const path = await linkOf(anna.api, id);
  const activity = async () => (await anna.api.get(`/api/quotes/${id}/activity`)).body;

  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Уважаемая Ольга Сергеевна!');
  await expect(page.getByText('деколь, 2 цвета, на боку')).toBeVisible();
  await expectAccessible(page);
  expect((await activity()).views).toEqual([]);
  await page.mouse.move(200, 200);
  await expect.poll(async () => (await activity()).views.length).toBeGreaterThan(0);

  const mug = page.getByRole('article').filter({ hasText: 'Кружка керамическая' });
  await mug.getByLabel('300 шт.').check();
  await expect(page.locator('#total')).toContainText('Итого:');
  await mug.getByText('Комментарий к этой позиции').click();
  await mug.getByLabel('Комментарий', { exact: true }).fill('А в синем?');
  await mug.getByRole('button', { name: 'Отправить комментарий' }).click();
  await expect(mug.getByRole('status')).toHaveText('Спасибо, менеджер уже видит комментарий.');
  await page.getByLabel('Вопрос менеджеру').fill('Можно посмотреть образец?');
  await page.getByRole('button', { name: 'Задать вопрос' }).click();
  await expect(page.getByText('Менеджер ответит вам')).toBeVisible();
  await page.getByLabel('Ваше имя').fill('Ольга Петрова');
  await page.getByRole('button', { name: 'Согласовать предложение' }).click();
  await expect(page.getByText('Вы согласились с предложением: Ольга Петрова')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Согласовать предложение' })).toHaveCount(0);
  expect((await activity()).remarks).toHaveLength(2);
  expect((await anna.api.get(`/api/quotes/${id}`)).body.state).toBe('accepted');
});

test('ThePageFitsAPhoneAndHasNoSessionOfOurs', async ({ browser, server, signedIn }) => {
  const head = await signedIn('head');
  await head.api.post('/api/sellers', seller);
  const anna = await signedIn('sales_manager', 'anna');
  const { id } = await readyQuote(anna.api, await openDeal(anna.api, 'olga@client.test'));
  const phone = await browser.newContext({ ...devices['Pixel 7'], baseURL: server.url });
  const page = await phone.newPage();
  await page.goto(await linkOf(anna.api, id));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
  // A sandbox without an origin: no cookies, no storage, nothing of a manager who opens it.
  expect(await page.evaluate(() => self.origin)).toBe('null');
  await expectAccessible(page);
  await phone.close();
});
