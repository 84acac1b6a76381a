// The quote editor (1.3.1.1, 1.2.4.2, 1.3.1.2) as people use it: by keyboard, in a hurry, with the
// network cut, two at a time, and with the client at the other end.
import { readFile } from 'node:fs/promises';
import type { Page, Route } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from '../support/journey.ts';
import { MailSystem, readable } from '../support/mail.ts';
import { openDeal, readyQuote, seller } from '../support/quotes.ts';
import type { Person, Role } from '../support/test.ts';

type SignedIn = (role: Role, login?: string) => Promise<Person>;

async function salesManager(signedIn: SignedIn): Promise<{ head: Person; anna: Person }> {
  const head = await signedIn('head');
  expect((await head.api.post('/api/sellers', seller)).status).toBe(200);
  return { head, anna: await signedIn('sales_manager', 'anna') };
}

const cell = (page: Page, row: number, column: string) =>
  page.locator(`[data-column="${column}"]`).nth(row);
const state = (page: Page, words: string) =>
  expect(page.getByRole('status').filter({ hasText: words })).toBeVisible();

/** The browser has no network, or has it again. */
async function cutNetwork(page: Page, cut: boolean): Promise<void> {
  if (cut) await page.route('**/api/**', (route) => route.abort());
  else await page.unroute('**/api/**');
}

test('AQuoteIsMadeByKeyboardFromTheNeedAndKeptWhenTheNetworkIsCut', async ({
  page,
  complaints,
  signedIn,
}) => {
  const { anna } = await salesManager(signedIn);
  const deal = await openDeal(anna.api, 'olga@client.test');
  await signIn(page, anna.login, anna.password);
  await page.goto(`/deals/${deal}`);
  await page.getByRole('button', { name: 'Новое КП' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^КП-\d{4}-0001$/);
  const id = Number(page.url().split('/').at(-1));
  const draft = async () => (await anna.api.get(`/api/quotes/${id}`)).body.draft;

  // The need's runs, smallest first: the costs go down a column as in a spreadsheet.
  await expect(cell(page, 0, 'quantity')).toHaveText('100');
  await cell(page, 0, 'cost').focus();
  for (const cost of ['120', '110,5', '15']) {
    await page.keyboard.type(cost);
    await page.keyboard.press('Enter');
  }
  await cell(page, 0, 'imprint').focus();
  await page.keyboard.type('30');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1500');
  await page.keyboard.press('Enter');
  await state(page, 'Сохранено');
  await expect(cell(page, 1, 'cost')).toHaveText('110,50');
  await expect(cell(page, 0, 'total')).not.toHaveText('0,00');

  // A line of one's own, moved up, copied, removed and brought back.
  await page.keyboard.press('Escape');
  await page.keyboard.type('Стикеры');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await expect(cell(page, 2, 'title')).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(cell(page, 1, 'title')).toContainText('Стикеры');
  await page.keyboard.press('Control+d');
  await expect(page.locator('tbody[data-line]')).toHaveCount(4);
  await page.keyboard.press('Control+Delete');
  await expect(page.locator('tbody[data-line]')).toHaveCount(3);
  await page.getByRole('button', { name: 'Отменить' }).click();
  await expect(page.locator('tbody[data-line]')).toHaveCount(4);
  await state(page, 'Сохранено');
  expect((await draft()).lines).toHaveLength(4);
  await expectAccessible(page);

  // The network goes in the middle of the work: nothing is lost, not even with the page.
  complaints.allow('net::ERR_FAILED');
  await cutNetwork(page, true);
  await cell(page, 0, 'cost').focus();
  await page.keyboard.type('99,9');
  await page.keyboard.press('Enter');
  await state(page, 'Нет связи, правки целы');
  await page.keyboard.type('88');
  await page.keyboard.press('Enter');
  expect((await draft()).lines[0].options[0].unit_cost_micro).toBe(120_000_000);
  await cutNetwork(page, false);
  await state(page, 'Сохранено');
  expect((await draft()).lines[0].options[0].unit_cost_micro).toBe(99_900_000);
  expect((await draft()).lines[0].options[1].unit_cost_micro).toBe(88_000_000);

  await page.route('**/draft', (route) => route.abort());
  await cell(page, 0, 'cost').focus();
  await page.keyboard.type('77');
  await page.keyboard.press('Enter');
  await state(page, 'Нет связи, правки целы');
  await page.unroute('**/draft');
  await page.reload();
  await expect(cell(page, 0, 'cost')).toHaveText('77,00');
  await state(page, 'Сохранено');
  expect((await draft()).lines[0].options[0].unit_cost_micro).toBe(77_000_000);
});

test('AnAnswerThatWasLostIsNoConflictWithOneself', async ({ page, complaints, signedIn }) => {
  const { anna } = await salesManager(signedIn);
  const { id } = await readyQuote(anna.api, await openDeal(anna.api, 'olga@client.test'));
  await signIn(page, anna.login, anna.password);
  await page.goto(`/quotes/${id}`);
  await expect(cell(page, 0, 'cost')).toHaveText('100,00');
  complaints.allow('net::ERR_FAILED');
  complaints.allow('409');
  // The server takes it, and the page never hears so.
  await page.route('**/draft', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await cell(page, 0, 'cost').focus();
  await page.keyboard.type('50');
  await page.keyboard.press('Enter');
  await state(page, 'Нет связи, правки целы');
  await page.keyboard.type('60');
  await page.keyboard.press('Enter');
  await page.unroute('**/draft');
  await state(page, 'Сохранено');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const [line] = (await anna.api.get(`/api/quotes/${id}`)).body.draft.lines;
  expect(line.options.map((option: any) => option.unit_cost_micro)).toEqual([
    50_000_000, 60_000_000,
  ]);
});

test('SixtyLinesArePastedFromASpreadsheetAndAnsweredAtOnce', async ({ page, signedIn }) => {
  const { anna } = await salesManager(signedIn);
  const deal = await openDeal(anna.api, 'olga@client.test');
  const made = (await anna.api.post('/api/quotes', { deal_id: deal, selection_id: null })).body;
  await anna.api.put(`/api/quotes/${made.id}/draft`, { ...made.draft, lines: [] });
  await signIn(page, anna.login, anna.password);
  await page.goto(`/quotes/${made.id}`);
  await expect(page.getByText('В КП пока нет позиций')).toBeVisible();
  await page.getByLabel('Товар из каталога или своя позиция').fill('Первая');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  const table = Array.from({ length: 60 }, (_, at) => `Товар ${at + 1}\t${100 + at}\t${at + 1},50`);
  await cell(page, 0, 'title').evaluate((element, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, table.join('\r\n'));
  await expect(page.locator('tbody[data-line]')).toHaveCount(60);
  await state(page, 'Сохранено');
  const { draft, prices } = (await anna.api.get(`/api/quotes/${made.id}`)).body;
  expect(draft.lines[59].title).toBe('Товар 60');
  expect(draft.lines[59].options[0]).toMatchObject({
    quantity: 159,
    unit_cost_micro: 60_500_000,
  });
  expect(prices[59].options[0].total_kopecks).toBeGreaterThan(0);

  // A key is answered within a frame or two, however long the quote is.
  await cell(page, 30, 'cost').focus();
  const slowest = await page.evaluate(async () => {
    const times: number[] = [];
    for (let turn = 0; turn < 20; turn += 1) {
      const begun = performance.now();
      const event = { key: turn % 2 ? 'ArrowUp' : 'ArrowDown', bubbles: true, cancelable: true };
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', event));
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      times.push(performance.now() - begun);
    }
    return times.sort((one, other) => one - other)[10] ?? 0;
  });
  expect(slowest).toBeLessThan(100);
});

test('TwoPeopleEditOneQuote', async ({ page, complaints, signedIn }) => {
  const { head, anna } = await salesManager(signedIn);
  const { id } = await readyQuote(anna.api, await openDeal(anna.api, 'olga@client.test'));
  await signIn(page, anna.login, anna.password);
  await page.goto(`/quotes/${id}`);
  await expect(cell(page, 0, 'cost')).toHaveText('100,00');
  const another = async (change: (draft: any) => void) => {
    const { draft } = (await head.api.get(`/api/quotes/${id}`)).body;
    change(draft);
    expect((await head.api.put(`/api/quotes/${id}/draft`, draft)).status).toBe(200);
  };

  // Without anything of one's own the other's work simply comes.
  await another((draft) => {
    draft.lines[1].title = 'Ручка металлическая';
  });
  await expect(cell(page, 1, 'title')).toContainText('Ручка металлическая');

  // Both at once: what does not collide is joined, what does is asked.
  complaints.allow('409');
  const meanwhile = (draft: any) => {
    draft.greeting = 'Ольга, добрый день!';
    draft.lines[0].options[0].unit_cost_micro = 200_000_000;
  };
  const overtake = async (route: Route) => {
    await another(meanwhile);
    await route.continue();
  };
  await page.route('**/draft', overtake, { times: 1 });
  await cell(page, 0, 'cost').focus();
  await page.keyboard.type('150');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Кружка керамическая, 100 шт.: Товар');
  await expect(dialog).toContainText('150,00');
  await expect(dialog).toContainText('200,00');
  await expectAccessible(page);
  await dialog.getByRole('button').last().click();
  await state(page, 'Сохранено');
  const { draft } = (await anna.api.get(`/api/quotes/${id}`)).body;
  expect(draft.lines[0].options[0].unit_cost_micro).toBe(150_000_000);
  expect(draft.greeting).toBe('Ольга, добрый день!');
});

test.describe('with a mail server', () => {
  let mail: MailSystem;
  test.beforeAll(async () => {
    mail = await MailSystem.start();
  });
  test.afterAll(async () => {
    await mail?.stop();
  });

  test('TheQuoteGoesByLetterAndTheClientIsSeenOnItsPage', async ({
    page,
    browser,
    server,
    signedIn,
  }) => {
    const { head, anna } = await salesManager(signedIn);
    const client = mail.newMailbox('client.test');
    const deal = await openDeal(anna.api, client);
    const { id } = await readyQuote(anna.api, deal);
    await signIn(page, anna.login, anna.password);
    await page.goto(`/quotes/${id}`);

    // The page as the client will see it, beside the grid; the draft as a PDF.
    await page.getByRole('button', { name: 'Как видит клиент' }).click();
    await expect(
      page.frameLocator('iframe').getByRole('heading', { name: 'Уважаемая Ольга Сергеевна!' }),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Закрыть', exact: true }).click();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Ещё', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Скачать PDF' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/^КП-\d{4}-0001\.pdf$/);
    expect(await readFile(await download.path(), 'latin1')).toMatch(/^%PDF/);

    // Without a mailbox the outbox says so, and what to do.
    await page.getByRole('button', { name: 'Отправить', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel('Кому (e-mail)')).toHaveValue(client);
    await expect(dialog.getByLabel('Письмо')).toHaveValue(/Уважаемая Ольга Сергеевна!/);
    await expect(dialog).toContainText('сделка перейдёт в «Отправил КП»');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Отправить письмо' }).click();
    const side = page.getByRole('complementary', { name: 'У клиента' });
    await expect(side.getByText('не ушло')).toBeVisible();

    const settings = mail.settings(mail.newMailbox('agency.test'));
    expect((await head.api.post('/api/mailboxes', settings)).status).toBe(200);
    await side.getByRole('button', { name: 'Повторить', exact: true }).click();
    await expect(side.getByText('ушло', { exact: true })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('Версия 1 ушла клиенту и больше не меняется.')).toBeVisible();
    expect((await anna.api.get(`/api/deals/${deal}`)).body.stage).toBe('quote_sent');

    const [letter = ''] = await mail.lettersIn(client);
    const link = /https?:\S+\/q\/[\w-]+/.exec(readable(letter).text)?.[0] ?? '';
    const outside = await browser.newContext({ baseURL: server.url, locale: 'ru-RU' });
    const theirs = await outside.newPage();
    await theirs.goto(new URL(link).pathname);
    await theirs.mouse.move(200, 200);
    await expect(side.getByText('Открыл страницу')).toBeVisible();
    const mug = theirs.getByRole('article').filter({ hasText: 'Кружка керамическая' });
    await mug.getByLabel('300 шт.').check();
    await expect(side.getByText('Кружка керамическая: 300 шт.')).toBeVisible();
    await theirs.getByLabel('Вопрос менеджеру').fill('Можно посмотреть образец?');
    await theirs.getByRole('button', { name: 'Задать вопрос' }).click();
    await expect(side.getByText('Можно посмотреть образец?')).toBeVisible();
    await expect(page.getByText('Итого')).toBeVisible();
    await expectAccessible(page);
    await outside.close();

    // The client's doubts are written down; a new version answers them.
    await side.getByText('Возражения').click();
    await page.getByRole('button', { name: 'Записать возражение' }).click();
    await page.getByLabel('Слова клиента').fill('Дорого');
    await page.getByRole('dialog').getByRole('button', { name: 'Взять' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Сохранить' }).click();
    await expect(page.getByText('Дорого', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Новая версия' }).click();
    await expect(page.getByRole('heading', { level: 1 }).locator('..')).toContainText('версия 2');
    await cell(page, 0, 'discount').focus();
    await page.keyboard.type('5');
    await page.keyboard.press('Enter');
    await state(page, 'Сохранено');

    // The deal's card knows all of it.
    await page.goto(`/deals/${deal}`);
    await expect(page.getByText('версия 2 · 2 позиции')).toBeVisible();
    await expect(page.getByText('открыто')).toBeVisible();
    await expect(page.getByText(/вопрос по КП ·/)).toBeVisible();
    await expect(page.getByText('Дорого', { exact: true }).first()).toBeVisible();
    await expectAccessible(page);
  });
});

test('TheEditorIsUsableOnAPhone', async ({ page, signedIn }) => {
  const { anna } = await salesManager(signedIn);
  const { id } = await readyQuote(anna.api, await openDeal(anna.api, 'olga@client.test'));
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, anna.login, anna.password);
  await page.goto(`/quotes/${id}`);
  await expect(cell(page, 0, 'cost')).toContainText('100,00');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await cell(page, 0, 'cost').dblclick();
  await page.keyboard.type('140');
  await page.keyboard.press('Enter');
  await state(page, 'Сохранено');
  await expect(cell(page, 0, 'cost')).toContainText('140,00');
  await expectAccessible(page);
});
