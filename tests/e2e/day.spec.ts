// My day (1.2.3): a task is set, put off, finished; each is taken back by «Отменить».
import { expect, expectAccessible, signIn, test } from '../support/journey.ts';

test('ATaskIsSetPutOffFinishedAndTakenBack', async ({ page, company, signedIn }) => {
  await company.setClock('2026-11-24T08:00:00Z'); // a Tuesday, 11:00 in Moscow
  const anna = await signedIn('sales_manager', 'anna');
  await signIn(page, anna.login, anna.password);
  await page.goto('/day');
  await expect(page.getByText('На сегодня всё')).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press('n');
  const form = page.getByRole('dialog');
  await form.getByLabel('Что сделать').fill('Позвонить Ольге');
  await form.getByLabel('День', { exact: true }).fill('24.11.2026');
  await expectAccessible(page);
  await form.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Задача поставлена')).toBeVisible();
  const part = (name: RegExp) =>
    page.locator('section').filter({ has: page.getByRole('heading', { name }) });
  const today = part(/^Сегодня/);
  const tomorrow = part(/^Завтра/);
  const task = today.getByRole('listitem').filter({ hasText: 'Позвонить Ольге' });
  await expect(task).toBeVisible();
  await expectAccessible(page);

  await task.getByRole('button', { name: 'Отложить' }).click();
  await page.getByRole('menuitem', { name: 'На следующий рабочий день' }).click();
  await expect(tomorrow.getByText('Позвонить Ольге')).toBeVisible();
  await expect(task).toHaveCount(0);
  const undo = page.getByRole('button', { name: 'Отменить' });
  await undo.last().click();
  await expect(task).toBeVisible();

  await task.getByRole('button', { name: 'Выполнить: Позвонить Ольге' }).click();
  await expect(page.getByText('Выполнено: Позвонить Ольге')).toBeVisible();
  await expect(task).toHaveCount(0);
  await undo.last().click();
  await expect(task).toBeVisible();
  await page.reload();
  await expect(task).toBeVisible();
});
