// The catalogue and a selection (1.3): found by words, filtered, taken into a selection, taken out.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, expectAccessible, signIn, test } from '../support/journey.ts';

const feed = join(import.meta.dirname, '../fixtures/feeds/demo/demo.xml');

test('AProductIsFoundFilteredAndTakenIntoASelection', async ({ page, server, signedIn }) => {
  const head = await signedIn('head');
  const made = await head.api.post('/api/feeds', { name: 'Демо-сувенир' });
  expect(made.status).toBe(200);
  const sent = await fetch(`${server.url}/api/feeds/${made.body.id}/file?name=demo.xml`, {
    method: 'POST',
    headers: { ...head.api.credentials(), 'x-requested-with': 'tirazh' },
    body: await readFile(feed),
  });
  expect(sent.status, await sent.text()).toBe(200);
  const products = async () => (await head.api.get('/api/products?limit=5')).body.items.length;
  await expect.poll(products, { timeout: 60_000 }).toBe(5);

  const anna = await signedIn('sales_manager', 'anna');
  await signIn(page, anna.login, anna.password);
  await page.goto('/catalog');
  const found = page.getByRole('list', { name: 'Товары' }).getByRole('listitem');
  await expect(found.first()).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel('Поиск товаров').fill('кружка');
  await expect(page).toHaveURL(/text=/);
  await expect(found.first()).toContainText(/кружка/i);
  const before = (await anna.api.get('/api/products?text=кружка&price_to_kopecks=25000&limit=100'))
    .body.items;
  await page.getByLabel('Цена до').fill('250');
  await page.getByLabel('Цена до').blur();
  await expect(page).toHaveURL(/price_to|to=/);
  await expect(found).toHaveCount(before.length);
  await expectAccessible(page);

  const name = before[0].name as string;
  const first = found.filter({ hasText: name }).first();
  await first.getByRole('button', { name: `В подборку: ${name}` }).click();
  const selection = page.getByRole('region', { name: 'Подборка' });
  await expect(selection.getByText(name)).toBeVisible();
  await expectAccessible(page);
  await selection.getByRole('button', { name: `Убрать из подборки: ${name}` }).click();
  await expect(selection.getByText('В подборке пусто')).toBeVisible();
  await page.getByRole('button', { name: 'Отменить' }).last().click();
  await expect(selection.getByText(name)).toBeVisible();
  const kept = (await anna.api.get('/api/selections')).body.items[0];
  expect(kept.items).toBe(1);
});
