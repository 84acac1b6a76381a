// Clients (1.2.1): added from the keyboard, found, changed by two at once, merged and parted again.
import { expect, expectAccessible, signIn, test } from '../support/journey.ts';

const client = (name: string, phone: string, person = 'Ольга') => ({
  company: { name, legal_form: 'ООО', inn: '', kpp: '', site: '' },
  contact: {
    surname: 'Петрова',
    name: person,
    patronymic: '',
    position: 'Маркетолог',
    phones: [phone],
    emails: [],
  },
});

test('AClientIsAddedByKeysAloneAndFoundByHisPhone', async ({ page, signedIn }) => {
  const anna = await signedIn('sales_manager', 'anna');
  await anna.api.post('/api/customers', client('Вектор', '+79161110000'));
  await signIn(page, anna.login, anna.password);
  await page.goto('/companies');
  await expect(page.getByRole('table', { name: 'Компании' })).toContainText('Вектор');
  await expectAccessible(page);

  await page.keyboard.press('n');
  const form = page.getByRole('dialog');
  await expect(form.getByLabel('Название', { exact: true })).toBeFocused();
  await page.keyboard.type('Вектор');
  await expect(form.getByRole('status')).toContainText('ООО «Вектор»');
  await expectAccessible(page);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Ромашка');
  await page.keyboard.press('Tab');
  await page.keyboard.type('ООО');
  for (let field = 0; field < 4; field += 1) await page.keyboard.press('Tab');
  await page.keyboard.type('Иван');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Сидоров');
  for (let field = 0; field < 3; field += 1) await page.keyboard.press('Tab');
  await page.keyboard.type('8 916 222 33 44');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ООО «Ромашка»');
  await expect(page.getByRole('link', { name: 'Сидоров Иван' }).first()).toBeVisible();
  await expectAccessible(page);

  await page.goto('/people');
  await page.getByLabel('Имя, ИНН, телефон, почта').fill('222-33-44');
  const rows = page.getByRole('table', { name: 'Контакты' }).locator('tbody tr');
  await expect(rows).toHaveCount(1);
  await expectAccessible(page);
  await rows.first().press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Сидоров Иван');
  await expect(page.getByRole('link', { name: '+7 916 222-33-44' })).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press('Control+K');
  await page.getByPlaceholder('Найти или сделать…').fill('Ромашка');
  await page.getByRole('button', { name: /^ООО «Ромашка»/ }).click();
  await expect(page).toHaveURL(/\/companies\/\d+$/);
});

test('TwoWhoEditOneCompanySeeBothValues', async ({ page, signedIn, complaints }) => {
  const anna = await signedIn('sales_manager', 'anna');
  const made = await anna.api.post('/api/customers', client('Вектор', '+79161110000'));
  const path = `/api/companies/${made.body.company_id}`;
  const form = (await anna.api.get(path)).body;
  await signIn(page, anna.login, anna.password);
  await page.goto(`/companies/${made.body.company_id}`);
  await page.getByRole('button', { name: 'Изменить' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Сайт').fill('vector.test');
  await dialog.getByLabel('Чем занимается').fill('мебель');
  await expectAccessible(page);
  const { note: _note, ...rest } = form;
  const theirs = Object.fromEntries(
    [
      'name legal_form legal_name inn kpp ogrn legal_address delivery_address line_of_business',
      'site logo_attachment_id brand_colour group_id owner_id accounts points version',
    ]
      .join(' ')
      .split(' ')
      .map((key) => [key, rest[key] ?? null]),
  );
  const saved = await anna.api.put(path, { ...theirs, site: 'vektor.test', note: 'звонить утром' });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  complaints.allow('409');
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  const conflict = page.getByRole('dialog').filter({ hasText: 'Это уже изменили' });
  await expect(conflict).toContainText('vector.test');
  await expect(conflict).toContainText('vektor.test');
  await expectAccessible(page);
  await conflict.getByRole('button', { name: 'Записать моё' }).click();
  await expect(page.getByRole('link', { name: 'vector.test' })).toBeVisible();
  // What only the other one changed stays his.
  expect((await anna.api.get(path)).body).toMatchObject({
    site: 'vector.test',
    line_of_business: 'мебель',
    note: 'звонить утром',
  });
  await page.getByRole('button', { name: 'Отменить' }).last().click();
  await expect.poll(async () => (await anna.api.get(path)).body.site).toBe('vektor.test');
});

test('DuplicatesAreComparedMergedAndPartedAgain', async ({ page, signedIn }) => {
  const anna = await signedIn('sales_manager', 'anna');
  const one = (await anna.api.post('/api/customers', client('Вектор', '+79161110000'))).body;
  const other = (
    await anna.api.post('/api/customers', {
      ...client('Вектор', '+79162220000', 'Мария'),
      company: { name: 'Вектор', legal_form: 'АО', inn: '', kpp: '', site: 'vector.test' },
    })
  ).body;
  await signIn(page, anna.login, anna.password);
  await page.goto('/duplicates');
  const rows = page.getByRole('table', { name: 'Дубли' }).locator('tbody tr');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('похожее имя');
  await expectAccessible(page);
  await rows.first().press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Останется: ООО «Вектор»');
  await dialog.getByLabel('Форма: оставить «АО»').check();
  await expect(dialog.getByLabel('Сайт: оставить «vector.test»')).toBeChecked();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Объединить' }).click();
  await expect(page.getByText('Дублей не видно')).toBeVisible();
  const card = async (id: number) => (await anna.api.get(`/api/companies/${id}`)).body;
  const merged = await card(one.company_id);
  expect([merged.legal_form, merged.site]).toEqual(['АО', 'vector.test']);
  expect(merged.people.map((each: { title: string }) => each.title).sort()).toEqual([
    'Петрова Мария',
    'Петрова Ольга',
  ]);
  expect((await card(other.company_id)).merged_into.id).toBe(one.company_id);

  await page.getByRole('button', { name: 'Отменить' }).click();
  await expect(rows).toHaveCount(1);
  await expect.poll(async () => (await card(one.company_id)).legal_form).toBe('ООО');
  expect((await card(other.company_id)).merged_into).toBeNull();

  await page.goto(`/companies/${one.company_id}`);
  await page.getByRole('button', { name: 'Сравнить' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Объединить' }).click();
  await expect(page.getByText(/объединено: /).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('main').getByRole('button', { name: 'Отменить' }).first().click();
  await expect.poll(async () => (await card(other.company_id)).merged_into).toBeNull();
});
