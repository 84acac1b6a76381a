// The first start and signing in, as a person does it in a browser.
import { expect, expectAccessible, signIn, test } from '../support/journey.ts';

test('TheFirstStartIsThreeStepsByKeyboardAndLeadsToTheMailbox', async ({ page, server }) => {
  const code = /the code (\S+)/.exec(server.now.printed)?.[1] ?? '';
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Первый запуск' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Код с консоли').fill(code);
  await page.getByLabel('Название, как его говорят').fill('Сувенир Плюс');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'Продавец' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Название полностью').fill('ИП Смирнова Анна Петровна');
  await page.getByLabel('ИНН').fill('500100732259');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'Вы', exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Имя и фамилия').fill('Анна Смирнова');
  await page.getByLabel('Имя для входа').fill('anna');
  await page.getByLabel('Пароль', { exact: false }).first().fill('correct horse battery');
  await page.keyboard.press('Enter');

  const mailbox = page.getByRole('dialog', { name: 'Подключить ящик' });
  await expect(mailbox).toBeVisible(); // may be entered later as well
  await page.keyboard.press('Escape');
  await expect(mailbox).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Почтовые ящики' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Вы вошли как Анна Смирнова' })).toBeVisible();
});

test('SignsInAndOut', async ({ page, company, server, complaints }) => {
  const password = await company.addUser('anna', 'sales_manager', 'Анна Смирнова');
  await page.goto(server.url);
  await expectAccessible(page);
  complaints.allow('401'); // the wrong password
  await page.getByLabel('Имя для входа').fill('anna');
  await page.getByLabel('Пароль', { exact: true }).fill('a wrong password');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Неверный логин или пароль.')).toBeVisible();
  await signIn(page, 'anna', password);
  const me = page.getByRole('button', { name: 'Вы вошли как Анна Смирнова' });
  await expect(me).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await me.click();
  await page.getByRole('button', { name: 'Выйти' }).click();
  await expect(page.getByLabel('Имя для входа')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Имя для входа')).toBeVisible();
});
