// The client's page of a quote (1.2.4.2.1, 1.3.1.2): a person with only a link, at a desk and on a
// phone.
import { devices } from '@playwright/test';
import { expect, expectAccessible, test as journey } from '../support/journey.ts';
import { MailSystem } from '../support/mail.ts';
import { codeIn, linkOf, openDeal, readyQuote, seller } from '../support/quotes.ts';

const test = journey.extend<object, { mail: MailSystem }>({
  mail: [
    async ({}, use) => {
      const mail = await MailSystem.start();
      await use(mail);
      await mail.stop();
    },
    { scope: 'worker' },
  ],
});

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

test('OnAPhoneTheYesIsConfirmedByTheCodeFromTheLetter', async ({
  browser,
  server,
  signedIn,
  mail,
}) => {
  const head = await signedIn('head');
  await head.api.post('/api/sellers', seller);
  const mailbox = mail.settings(mail.newMailbox('agency.test'));
  expect((await head.api.post('/api/mailboxes', mailbox)).status).toBe(200);
  const anna = await signedIn('sales_manager', 'anna');
  const client = mail.newMailbox('client.test');
  const { id } = await readyQuote(anna.api, await openDeal(anna.api, client));
  const phone = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    baseURL: server.url,
  });
  const page = await phone.newPage();
  await page.goto(await linkOf(anna.api, id));
  await expect(page.getByLabel('Код из письма')).toBeHidden();
  const mug = page.getByRole('article').filter({ hasText: 'Кружка керамическая' });
  await mug.getByLabel('300 шт.').check();
  await expect(page.locator('#total')).toContainText('Итого:');
  await page.getByLabel('Ваше имя').fill('Ольга Петрова');
  await page.getByRole('button', { name: 'Согласовать предложение' }).click();
  await expect(page.getByText('Мы отправили код на')).toBeVisible();
  await expect(page.getByLabel('Код из письма')).toBeFocused();
  await expectAccessible(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);

  const code = await codeIn(mail, client);
  await page.getByLabel('Код из письма').fill(code === '000000' ? '000001' : '000000');
  await page.getByRole('button', { name: 'Подтвердить' }).click();
  await expect(page.getByText('Код не подходит')).toBeVisible();
  await page.getByLabel('Код из письма').fill(code);
  await page.getByLabel('Код из письма').press('Enter');
  await expect(page.getByText('Вы согласились с предложением: Ольга Петрова')).toBeVisible();
  expect((await anna.api.get(`/api/quotes/${id}`)).body.state).toBe('accepted');
  await phone.close();
});
