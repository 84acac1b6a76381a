// Deals on the board and in the list (1.2): the keyboard, losing and reopening, saved views, two
// people at one card.
import type { Locator, Page } from '@playwright/test';
import { makeDeal } from '../support/deals.ts';
import { expect, expectAccessible, signIn, test } from '../support/journey.ts';

const column = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true });
const card = (place: Page | Locator, title: string): Locator =>
  place.getByRole('button').filter({ hasText: title });

test('ACardGoesAcrossTheBoardByKeysAlone', async ({ page, signedIn, complaints }) => {
  const anna = await signedIn('sales_manager', 'anna');
  await makeDeal(anna.api, 'Кружки к празднику');
  const pens = await makeDeal(anna.api, 'Ручки на выставку', 'Вектор');
  await anna.api.post(`/api/deals/${pens.id}/outside-facts`, {
    fact: 'quote_sent',
    on: new Date().toISOString().slice(0, 10),
    note: 'отправили в мессенджере',
  });
  await signIn(page, anna.login, anna.password);
  await page.goto('/deals');
  await expect(card(column(page, 'Новый лид'), 'Кружки')).toBeVisible();
  await expectAccessible(page);

  // By hand: lifted, carried over a column, dropped. The focus stays on the card.
  await card(column(page, 'Отправил КП'), 'Ручки').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect(card(column(page, 'Обработка возражений'), 'Ручки')).toBeFocused();
  await expect(page.getByText('Ручки на выставку: Обработка возражений')).toBeVisible();
  await expect
    .poll(async () => (await anna.api.get(`/api/deals/${pens.id}`)).body.stage)
    .toBe('objections');
  await page.getByRole('button', { name: 'Отменить' }).click();
  await expect(card(column(page, 'Отправил КП'), 'Ручки')).toBeVisible();

  // What a fact opens cannot be had by dragging alone: the card comes back.
  complaints.allow('409');
  await card(column(page, 'Новый лид'), 'Кружки').focus();
  await page.keyboard.press('Alt+ArrowRight');
  const act = page.getByRole('dialog');
  await expect(act).toContainText('Этап открывается делом');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(card(column(page, 'Новый лид'), 'Кружки')).toBeVisible();
});

test('ADealIsLostWithAReasonAndOpenedAgain', async ({ page, signedIn }) => {
  const anna = await signedIn('sales_manager', 'anna');
  const deal = await makeDeal(anna.api, 'Кружки к празднику');
  await signIn(page, anna.login, anna.password);
  await page.goto(`/deals/${deal.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Кружки к празднику');
  await expect(page.getByRole('link', { name: 'Ромашка' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Слить', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Слить' })).toBeDisabled();
  await dialog.getByLabel('Нет бюджета').check();
  await dialog.getByLabel('Подробности').fill('перенесли на весну');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Слить' }).click();
  await expect(page.getByText('Слив: Нет бюджета').first()).toBeVisible();
  await page.getByRole('button', { name: 'Открыть снова' }).click();
  await expect(page.getByText('Сделка снова в работе')).toBeVisible();
  const again = (await anna.api.get(`/api/deals/${deal.id}`)).body;
  expect([again.outcome, again.stage]).toEqual(['open', 'new_lead']);
  await expect(page.getByText('сделка снова открыта')).toBeVisible();
});

test('TheListIsFilteredAndTheFilterIsKeptUnderAName', async ({ page, signedIn }) => {
  const anna = await signedIn('sales_manager', 'anna');
  await makeDeal(anna.api, 'Кружки к празднику');
  const pens = await makeDeal(anna.api, 'Ручки на выставку', 'Вектор', 'Ручки');
  await anna.api.post(`/api/deals/${pens.id}/loss`, { reason: 'price', note: null });
  await signIn(page, anna.login, anna.password);
  await page.goto('/deals?view=list');
  const table = page.getByRole('table', { name: 'Сделки' });
  await expect(table.getByText('Кружки к празднику')).toBeVisible();
  await expect(table.getByText('Ручки на выставку')).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Фильтр' }).click();
  await page.getByRole('combobox', { name: 'Исход' }).click();
  await page.getByRole('option', { name: 'Слив' }).click();
  await expect(table.getByText('Ручки на выставку')).toBeVisible();
  await expect(table.getByText('Кружки к празднику')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Виды' }).click();
  await page.getByRole('menuitem', { name: 'Сохранить вид' }).click();
  await page.getByLabel('Название вида').fill('Потерянные');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
  await expect(page.getByText('Вид «Потерянные» сохранён')).toBeVisible();
  await page.goto('/deals?view=list');
  await expect(table.getByText('Кружки к празднику')).toBeVisible();
  await page.getByRole('button', { name: 'Виды' }).click();
  await page.getByRole('menuitem', { name: 'Потерянные', exact: true }).click();
  await expect(table.getByText('Ручки на выставку')).toBeVisible();
  await expect(page).toHaveURL(/outcome=lost/);
});

test('TwoWhoEditOneDealSeeBothValues', async ({ page, signedIn, complaints }) => {
  const anna = await signedIn('sales_manager', 'anna');
  const deal = await makeDeal(anna.api, 'Кружки к празднику');
  await signIn(page, anna.login, anna.password);
  await page.goto(`/deals/${deal.id}`);
  await page.keyboard.press('Escape');
  const details = page.getByRole('heading', { name: 'Данные сделки' }).locator('..');
  await details.getByRole('button', { name: 'Изменить' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Название').fill('Кружки к юбилею');
  const theirs = { title: 'Кружки на 8 марта', version: deal.version, clear: [] };
  expect((await anna.api.patch(`/api/deals/${deal.id}`, theirs)).status).toBe(200);
  complaints.allow('409');
  await form.getByRole('button', { name: 'Сохранить' }).click();
  const conflict = page.getByRole('dialog').filter({ hasText: 'Это уже изменили' });
  await expect(conflict).toContainText('Кружки к юбилею');
  await expect(conflict).toContainText('Кружки на 8 марта');
  await expectAccessible(page);
  await conflict.getByRole('button', { name: 'Записать моё' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Кружки к юбилею');
  expect((await anna.api.get(`/api/deals/${deal.id}`)).body.title).toBe('Кружки к юбилею');
});
