// The whole path (1.1.2 … 1.3.1.2) as three people walk it at once: the sales manager, the head who
// watches the live map and the board, the client who has only his mailbox and a link.
import { type Browser, mergeTests, type Page } from '@playwright/test';
import {
  answerTo,
  type Department,
  test as department,
  enquiry,
  readFeed,
} from '../support/department.ts';
import { expect, expectAccessible, test as journey, signIn } from '../support/journey.ts';
import { type MailSystem, readable } from '../support/mail.ts';
import type { Company } from '../support/program.ts';
import { codeIn } from '../support/quotes.ts';

const test = mergeTests(journey, department);

interface Story {
  company: Company;
  mail: MailSystem;
  department: Department;
  anna: Page;
  head: Page;
}

/** The number at a node of the live map. */
const standsAt = (page: Page, node: string) =>
  page.locator(`[data-node="${node}"]`).getByRole('img');
const region = (page: Page, name: string | RegExp) => page.getByRole('region', { name });

async function newPerson(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({
    ...{ baseURL: url, locale: 'ru-RU', timezoneId: 'Europe/Moscow' },
    viewport: { width: 1440, height: 900 },
  });
  return context.newPage();
}

/** 1.1.2, 1.1.2.1, 1.2.1: the letter appears by itself, is understood; one key makes the deal. */
async function letterBecomesADeal({ mail, department, anna, head }: Story) {
  await anna.goto('/inbox');
  await expect(anna.getByText('Входящие разобраны')).toBeVisible();
  await expectAccessible(anna);
  await expect(standsAt(head, '1.1.2')).toHaveText('0');
  await expect(standsAt(head, '1.2.4.1')).toHaveText('0');
  await mail.deliver(department.mailbox, enquiry(department.client, department.mailbox));
  const row = anna
    .getByRole('list', { name: 'Обращения' })
    .getByRole('button', { name: 'Кружки и ручки к Новому году' });
  await expect(row).toBeVisible();
  await expect(standsAt(head, '1.1.2')).toHaveText('1');
  await row.click();
  const need = region(anna, 'Потребность и контакт');
  await expect(need.getByLabel('Фамилия')).toHaveValue('Петрова');
  await expect(need.getByLabel('ИНН')).toHaveValue('7707083893');
  await expect(anna.locator('mark').filter({ hasText: /^300$/ })).toBeVisible();
  await need.getByLabel('ИНН').focus();
  await expect(anna.getByText('в письме: «7707083893»')).toBeVisible();
  await expect(anna.getByRole('link', { name: 'Логотип.png' })).toBeVisible();
  await expectAccessible(anna);
  await anna.keyboard.press('Control+Enter');
  await expect(anna.getByText('Сделка заведена')).toBeVisible();
  await expect(anna.getByText('Обращение стало сделкой')).toBeVisible();
  await expect(standsAt(head, '1.2.4.1')).toHaveText('1');
  await expect(standsAt(head, '1.1.2')).toHaveText('0');
}

/** 1.1.2: the answer is written in the product; the client's answer joins by itself. */
async function conversationGoesOn({ company, mail, department, anna }: Story) {
  await anna.keyboard.press('r');
  const answer = region(anna, 'Ваш ответ');
  await expect(answer.getByLabel('Тема')).toHaveValue('Re: Кружки и ручки к Новому году');
  await answer.getByLabel('Текст письма').fill('Ольга Сергеевна, здравствуйте!\nКуда везти?');
  await expectAccessible(anna);
  await answer.getByRole('button', { name: 'Отправить' }).click();
  await expect(anna.getByText('Письмо уйдёт через 10 секунд')).toBeVisible();
  await company.setClock('2026-11-27T09:02:00Z');
  await expect.poll(async () => (await mail.lettersIn(department.client)).length).toBe(1);
  const [received = ''] = await mail.lettersIn(department.client);
  expect(readable(received).text).toContain('Куда везти?');
  await mail.deliver(
    department.mailbox,
    answerTo(received, department.client, department.mailbox, 'Везите в Москву, на Тверскую.'),
  );
  await expect(anna.getByText('Везите в Москву, на Тверскую.').first()).toBeVisible();
}

/** 1.2.2, 1.2.4: the deal's card; the head's board shows it. */
async function dealIsOnTheBoard({ anna, head }: Story): Promise<number> {
  await anna.getByRole('link', { name: 'Открыть сделку' }).click();
  await expect(anna.getByRole('heading', { level: 1 })).toContainText('кружки');
  await expect(anna.getByRole('link', { name: 'Ромашка' })).toBeVisible();
  await expect(anna.getByText('Подготовить и отправить КП').first()).toBeVisible();
  await expectAccessible(anna);
  await head.goto('/deals?scope=all');
  await expect(cardIn(head, 'Новый лид')).toBeVisible();
  await expectAccessible(head);
  return Number(/deals\/(\d+)/.exec(anna.url())?.[1]);
}
const cardIn = (page: Page, stage: string) =>
  page.getByRole('region', { name: stage, exact: true }).getByRole('button', { name: /кружки/i });

/** 1.3.1, 1.3.1.1: products are picked for the deal, the quote is made of them and priced. */
async function quoteIsMade({ anna, department }: Story, deal: number): Promise<number> {
  await readFeed(department.head.api);
  await anna.goto('/catalog');
  for (const words of ['белая кружка', 'ручка']) {
    await anna.getByLabel('Поиск товаров').fill(words);
    const [product] = (
      await department.anna.api.get(`/api/products?text=${encodeURIComponent(words)}`)
    ).body.items;
    await anna.getByRole('button', { name: `В подборку: ${product.name}` }).click();
    await expect(region(anna, 'Подборка').getByText(product.name)).toBeVisible();
  }
  await expectAccessible(anna);
  await anna.getByRole('button', { name: 'В КП', exact: true }).click();
  const dialog = anna.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Сделка' }).fill('ромашка');
  await anna.getByRole('option', { name: /Ромашка/ }).click();
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await anna.getByRole('button', { name: 'В КП', exact: true }).click();
  await expect(anna).toHaveURL(/\/quotes\/\d+/);
  const quote = Number(/quotes\/(\d+)/.exec(anna.url())?.[1]);
  const card = (await department.anna.api.get(`/api/quotes/${quote}`)).body;
  expect(card.deal_id).toBe(deal);
  await expect(anna.getByText('Уважаемая Ольга Сергеевна!')).toBeVisible();
  await expectAccessible(anna);

  // Each line has the runs and the imprint that were asked of it; its price and a margin are typed.
  await expect(anna.getByText('деколь, 2 цвета').first()).toBeVisible();
  await expect(anna.getByRole('button', { name: /^Убрать тираж/ })).toHaveCount(2);
  await anna.locator('[data-column="imprint"]').first().click();
  for (const price of ['30', '25']) {
    await anna.keyboard.type(price);
    await anna.keyboard.press('Enter');
  }
  const margin = anna.locator('[data-column="rule"]').first();
  await margin.click();
  await anna.keyboard.type('40');
  await anna.keyboard.press('Enter');
  await expect(anna.getByText('Сохранено')).toBeVisible();
  await expect
    .poll(async () => {
      const saved = (await department.anna.api.get(`/api/quotes/${quote}`)).body;
      const [line] = saved.draft.lines;
      return [line.options.length, line.options[0].rule_basis_points];
    })
    .toEqual([2, 4000]);
  return quote;
}

/** 1.2.4.2: sent by letter; the card moves on the head's board by itself. */
async function quoteIsSent({ company, mail, department, anna, head }: Story, at: string) {
  const before = (await mail.lettersIn(department.client)).length;
  await anna.getByRole('button', { name: 'Отправить', exact: true }).click();
  const dialog = anna.getByRole('dialog');
  await expect(dialog.getByLabel('Кому (e-mail)')).toHaveValue(department.client);
  for (const box of await dialog.getByRole('checkbox', { name: /^Цена/ }).all()) await box.check();
  await expectAccessible(anna);
  await dialog.getByRole('button', { name: 'Отправить письмо' }).click();
  await expect(anna.getByText('Письмо поставлено в отправку')).toBeVisible();
  const side = anna.getByRole('complementary', { name: 'У клиента' });
  await expect(side.getByText('в очереди отправки')).toBeVisible({ timeout: 60_000 });
  await company.setClock(at);
  await expect(side.getByText('ушло').first()).toBeVisible({ timeout: 60_000 });
  await expect(cardIn(head, 'Отправил КП')).toBeVisible();
  await expect(cardIn(head, 'Новый лид')).toHaveCount(0);
  await expect.poll(async () => (await mail.lettersIn(department.client)).length).toBe(before + 1);
  const letter = readable((await mail.lettersIn(department.client)).at(-1) ?? '');
  expect(letter.pdf.subarray(0, 5).toString()).toBe('%PDF-');
  return /\/q\/[a-z2-7]{26}/.exec(letter.text)?.[0] ?? 'no link';
}

/** 1.3.1.2, 1.2.4.3: what the client does with only a link is seen at once. */
async function clientAsks({ anna }: Story, client: Page, link: string) {
  await client.goto(link);
  await expect(client.getByRole('heading', { level: 1 })).toHaveText('Уважаемая Ольга Сергеевна!');
  await expectAccessible(client);
  const side = anna.getByRole('complementary', { name: 'У клиента' });
  await expect(side.getByText('Страницу ещё не открывали.')).toBeVisible();
  await client.mouse.move(200, 200);
  await expect(side.getByText('Открыл страницу')).toBeVisible();
  await client.getByLabel('Вопрос менеджеру').fill('А дешевле можно?');
  await client.getByRole('button', { name: 'Задать вопрос' }).click();
  await expect(side.getByText('А дешевле можно?')).toBeVisible();
  await expectAccessible(anna);
}

async function objectionIsAnsweredByANewVersion({ anna }: Story) {
  await anna.getByRole('button', { name: 'Ещё', exact: true }).click();
  await anna.getByRole('menuitem', { name: 'Возражения' }).click();
  const side = anna.getByRole('complementary', { name: 'Возражения' });
  await side.getByRole('button', { name: 'Записать возражение' }).click();
  const dialog = anna.getByRole('dialog');
  await dialog.getByLabel('Слова клиента').fill('А дешевле можно?');
  await dialog.getByRole('button', { name: 'Взять' }).first().click();
  await expectAccessible(anna);
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await expect(side.getByText('А дешевле можно?')).toBeVisible();
  await anna.getByRole('button', { name: 'Новая версия', exact: true }).click();
  const discount = anna.locator('[data-column="discount"]').first();
  await discount.click();
  await anna.keyboard.type('5');
  await anna.keyboard.press('Enter');
  await expect(anna.getByText('Сохранено')).toBeVisible();
}

async function clientAgrees(story: Story, client: Page, quote: number, link: string) {
  const { anna, department } = story;
  const side = anna.getByRole('complementary', { name: 'У клиента' });
  await client.goto(link);
  await client.mouse.move(200, 200);
  await client.getByLabel('300 шт.').check();
  await expect(client.locator('#total')).toContainText('Итого:');
  await client.getByText('Комментарий к этой позиции').first().click();
  const comment = client.getByLabel('Комментарий', { exact: true }).first();
  await comment.fill('Синюю, пожалуйста');
  await client.getByRole('button', { name: 'Отправить комментарий' }).first().click();
  await expect(side.getByText('Синюю, пожалуйста')).toBeVisible();
  await client.getByLabel('Ваше имя').fill('Ольга Петрова');
  await client.getByRole('button', { name: 'Согласовать предложение' }).click();
  await expect(client.getByText('Мы отправили код на')).toBeVisible();
  await client.getByLabel('Код из письма').fill(await codeIn(story.mail, department.client));
  await client.getByRole('button', { name: 'Подтвердить' }).click();
  await expect(client.getByText('Вы согласились с предложением: Ольга Петрова')).toBeVisible();
  await expect(side.getByText('Согласовал(а) Ольга Петрова')).toBeVisible();
  await expectAccessible(client);
  await expectAccessible(anna);
  const card = (await department.anna.api.get(`/api/quotes/${quote}`)).body;
  expect(card).toMatchObject({ state: 'accepted', sum: { complete: true } });
}

async function dealTellsTheWholeStory({ company, anna, head }: Story, deal: number) {
  await company.setClock('2026-11-30T07:00:00Z');
  await anna.goto(`/deals/${deal}`);
  const told = ['открыл(а) страницу КП', 'вопрос по КП', 'записано возражение', 'КП согласовано'];
  for (const text of told) await expect(anna.getByText(text).first()).toBeVisible();
  await expectAccessible(anna);
  await anna.goto('/day');
  await expect(anna.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(anna);
  await head.goto('/');
  await expect(standsAt(head, '1.2.4.2')).toHaveText('1');
  await expectAccessible(head);
}

test('ALetterBecomesADealAndThreePeopleWalkItToTheYes', async ({
  page,
  browser,
  company,
  mail,
  department,
  server,
  complaints,
}) => {
  test.setTimeout(300_000);
  const head = await newPerson(browser, server.url);
  const client = await newPerson(browser, server.url);
  complaints.watch(head);
  complaints.watch(client);
  await signIn(page, 'anna', department.anna.password);
  await signIn(head, 'elena', department.head.password);
  const story: Story = { company, mail, department, anna: page, head };
  await test.step('a letter becomes a deal', () => letterBecomesADeal(story));
  await test.step('the conversation goes on', () => conversationGoesOn(story));
  const deal = await test.step('the deal is on the board', () => dealIsOnTheBoard(story));
  const quote = await test.step('the quote is made', () => quoteIsMade(story, deal));
  const sent = '2026-11-27T10:00:00Z';
  const link = await test.step('it is sent', () => quoteIsSent(story, sent));
  await test.step('the client asks', () => clientAsks(story, client, link));
  await test.step('a new version answers', () => objectionIsAnsweredByANewVersion(story));
  const second = await test.step('it is sent', () => quoteIsSent(story, '2026-11-27T11:00:00Z'));
  await test.step('the client agrees', () => clientAgrees(story, client, quote, second));
  await test.step('all of it is told', () => dealTellsTheWholeStory(story, deal));
});
