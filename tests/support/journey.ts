// What a browser journey begins with: the running server of a scenario and a page of a real browser
// that fails the test when it logs an error, throws, or breaks the content security policy.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test as scenario } from './test.ts';

interface Journey {
  /**
   * What the browser complained of; must be empty in the end. `allow` takes what is meant, `watch`
   * listens to another page too.
   */
  complaints: {
    texts: string[];
    allow: (part: string) => void;
    watch: (page: Page) => void;
  };
}

export const test = scenario.extend<Journey>({
  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
  complaints: [
    async ({ page }, use) => {
      const texts: string[] = [];
      const allowed: string[] = [];
      const watch = (watched: Page) => {
        watched.on('console', (message) => {
          if (message.type() === 'error' || message.type() === 'warning') {
            texts.push(`${message.text()} (${message.location().url})`);
          }
        });
        watched.on('pageerror', (error) => texts.push(error.message));
      };
      watch(page);
      await use({ texts, allow: (part) => allowed.push(part), watch });
      const left = texts.filter((text) => !allowed.some((part) => text.includes(part)));
      expect(left, 'what the browser complained of').toEqual([]);
    },
    { auto: true },
  ],
});

/** No violation of WCAG A or AA on what is shown now. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .options({ preload: false }) // its own fetching of stylesheets breaks a sandbox's policy
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const found = violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((node) => node.target).join(', ')}`,
  );
  expect(found).toEqual([]);
}

/** Signs in by the form, as a person does. */
export async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.goto('/');
  await page.getByLabel('Имя для входа').fill(login);
  await page.getByLabel('Пароль', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page.getByLabel('Имя для входа')).toHaveCount(0);
}

export { expect };
