// A letter becomes a deal (1.1.2, 1.1.2.1, 1.2.1) over a real Dovecot and Postfix, by keys alone.
import { expect, expectAccessible, test as journey, signIn } from '../support/journey.ts';
import { MailSystem } from '../support/mail.ts';
import { connect, enquiryLetter, type Post, wanted } from '../support/post.ts';
import type { Person } from '../support/test.ts';

interface Fixtures {
  post: Post;
  anna: Person;
}
const test = journey.extend<Fixtures, { mail: MailSystem }>({
  mail: [
    async ({}, use) => {
      const mail = await MailSystem.start();
      await use(mail);
      await mail.stop();
    },
    { scope: 'worker' },
  ],
  anna: async ({ signedIn }, use) => {
    await use(await signedIn('sales_manager', 'anna'));
  },
  post: async ({ mail, signedIn, anna }, use) => {
    expect(anna.login).toBe('anna'); // she is there before the first letter comes
    await use(await connect(mail, await signedIn('administrator')));
  },
});

test('ALetterBecomesADealByKeysAloneAndTheAnswersJoin', async ({
  page,
  company,
  mail,
  post,
  anna,
}) => {
  await signIn(page, anna.login, anna.password);
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(page.getByRole('heading', { name: 'Входящие', level: 1 })).toBeVisible();
  await expect(page.getByText('Входящие разобраны')).toBeVisible();
  await expectAccessible(page);

  await mail.deliver(post.mailbox, enquiryLetter(post, 'Kruzhki', wanted));
  const row = page.getByRole('list', { name: 'Обращения' }).getByRole('button');
  await expect(row).toContainText('Ирина Петрова', { timeout: 5000 });
  await page.keyboard.press('j');
  const letter = page.getByRole('article', { name: 'Ирина Петрова' });
  await expect(letter.locator('mark', { hasText: 'к 8 марта' })).toBeVisible();
  await expect(page.getByLabel('Продукт')).toHaveValue('кружки белые');
  await expect(page.getByLabel('Тираж')).toHaveValue('100, 300');
  await expect(page.getByLabel('Компания', { exact: true })).toHaveValue('Незабудка');
  await expectAccessible(page);

  // The field and its words know each other.
  await page.keyboard.press('e');
  await expect(page.getByLabel('Продукт')).toBeFocused();
  await expect(letter.locator('mark', { hasText: 'кружки' }).first()).toHaveAttribute(
    'data-active',
    'true',
  );
  await expect(page.getByText('в письме: «кружки белые»')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('100, 300, 1000');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Обращение стало сделкой')).toBeVisible();
  await expectAccessible(page);
  const [deal] = (await anna.api.get('/api/deals')).body.items;
  const card = (await anna.api.get(`/api/deals/${deal.id}`)).body;
  expect(card.need.items[0].runs).toEqual([100, 300, 1000]);
  expect(card).toMatchObject({ company_name: 'Незабудка', contact_name: 'Петрова Ирина' });

  await page.keyboard.press('r');
  const text = page.getByLabel('Текст письма');
  await expect(text).toBeFocused();
  await expect(text).toHaveValue(/^Уважаемая Ирина!/);
  await expect(text).toHaveValue(/> Нужны кружки белые/);
  await page.keyboard.type('Спасибо за письмо! ');
  await expect(page.getByText('Черновик сохранён')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('отправится через несколько секунд')).toBeVisible();
  await company.moveClock(11_000);
  await expect(page.getByText('отправлено', { exact: true })).toBeVisible();
  await expect.poll(async () => (await mail.lettersIn(post.client)).length).toBe(1);
  await expect.poll(async () => (await mail.lettersIn(post.mailbox, 'Sent')).length).toBe(1);

  const received = (await mail.lettersIn(post.client))[0] ?? '';
  const id = /^Message-Id: (<.*>)/im.exec(received)?.[1];
  await mail.deliver(
    post.mailbox,
    enquiryLetter(post, 'Re: Kruzhki', 'Отлично, ждём КП.', `In-Reply-To: ${id}\n`),
  );
  await expect(page.getByRole('article').getByText('Отлично, ждём КП.')).toBeVisible();
  await page.keyboard.press('o');
  await expect(page).toHaveURL(new RegExp(`/deals/${deal.id}$`));
  await expect(page.getByText('Отлично, ждём КП.')).toBeVisible();
  await expect(page.getByText('обращение стало сделкой')).toBeVisible();
  await expectAccessible(page);
});

test('ADraftOutlivesACutOfTheNetworkAndAReload', async ({
  page,
  context,
  mail,
  post,
  anna,
  complaints,
}) => {
  complaints.allow('ERR_INTERNET_DISCONNECTED');
  await signIn(page, anna.login, anna.password);
  await mail.deliver(post.mailbox, enquiryLetter(post, 'Kruzhki', wanted));
  await page.goto('/inbox');
  await page.getByRole('button', { name: /Ирина Петрова/ }).click();
  await page.getByRole('button', { name: 'Ответить' }).click();
  const text = page.getByLabel('Текст письма');
  await expect(text).toHaveValue(/Здравствуйте/);
  await context.setOffline(true);
  await text.fill('Ответ без связи');
  await expect(page.getByText('текст хранится в этом браузере')).toBeVisible();
  await page.getByRole('button', { name: 'Отправить' }).click();
  await expect(page.getByText('текст хранится в этом браузере')).toBeVisible();
  await expect(text).toHaveValue('Ответ без связи');
  await context.setOffline(false);
  await page.reload();
  await expect(text).toHaveValue('Ответ без связи');
  await expect(page.getByText('Черновик сохранён')).toBeVisible();
  await page.getByRole('button', { name: 'Отправить' }).click();
  await expect(page.getByText('отправится через несколько секунд')).toBeVisible();
  await page.getByRole('button', { name: 'Отменить отправку' }).click();
  await expect(page.getByText('отправка отменена')).toBeVisible();
  await page.getByRole('button', { name: 'Вернуть в черновики' }).click();
  await expect(text).toHaveValue('Ответ без связи');
});

test('TwoAtOneEnquiryAreToldAndWhatIsNoneCanBeTakenBack', async ({
  page,
  mail,
  post,
  anna,
  signedIn,
  complaints,
}) => {
  complaints.allow('409');
  complaints.allow('/api/live'); // cut on purpose: the page must not hear of the colleague
  const head = await signedIn('head', 'elena');
  await page.route('**/api/live', (route) => route.abort());
  await signIn(page, head.login, head.password);
  await mail.deliver(post.mailbox, enquiryLetter(post, 'Kruzhki', wanted));
  await expect.poll(async () => (await head.api.get('/api/enquiries')).body.items.length).toBe(1);
  await page.goto('/inbox');
  await page.getByRole('button', { name: /Ирина Петрова/ }).click();
  await expect(page.getByLabel('Продукт')).toHaveValue('кружки белые');
  const [enquiry] = (await anna.api.get('/api/enquiries')).body.items;
  const taken = await anna.api.post(`/api/enquiries/${enquiry.id}/taking`, {
    version: enquiry.version,
  });
  expect(taken.status).toBe(200);
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.getByRole('button', { name: 'Завести сделку' }).click();
  await expect(page.getByRole('alert')).toContainText('в работе, Анна Смирнова');
  expect((await head.api.get('/api/deals')).body.items).toEqual([]);

  await page.keyboard.press('x');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('2');
  await expect(page.getByText('Отмечено: не обращение')).toBeVisible();
  await page.getByRole('button', { name: 'Отменить', exact: true }).click();
  await expect(page.getByText('Отменено')).toBeVisible();
  await expect
    .poll(async () => (await head.api.get(`/api/enquiries/${enquiry.id}`)).body.state)
    .toBe('in_work');
});

test('ALetterIsWrittenFromTheDealAndTheAnswerComesThere', async ({
  page,
  company,
  mail,
  post,
  anna,
}) => {
  const { body: deal } = await anna.api.post('/api/deals', {
    channel: 'call',
    thread_ids: [],
    contact: {
      surname: 'Петрова',
      name: 'Ирина',
      patronymic: '',
      position: '',
      phones: [],
      emails: [post.client],
    },
  });
  await signIn(page, anna.login, anna.password);
  await page.goto(`/deals/${deal.id}`);
  await page.getByRole('button', { name: 'Написать письмо' }).click();
  const text = page.getByLabel('Текст письма');
  await expect(text).toBeFocused();
  await expect(page.getByLabel('Кому')).toHaveValue(`Петрова Ирина <${post.client}>`);
  await page.getByLabel('Тема').fill('Образцы');
  await text.fill('Образцы готовы.');
  await page.getByRole('button', { name: 'Приложить файлы' }).click();
  await page
    .getByRole('region', { name: 'Ваш ответ' })
    .locator('input[type=file]')
    .setInputFiles({
      name: 'Макет.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4 test'),
    });
  await expect(page.getByRole('link', { name: 'Макет.pdf' })).toBeVisible();
  await text.press('Control+Enter');
  await expect(page.getByText('отправится через несколько секунд')).toBeVisible();
  await company.moveClock(11_000);
  await expect(page.getByText('отправлено', { exact: true })).toBeVisible();
  await expect(page.getByText('отправлено письмо клиенту')).toBeVisible();
  await expect.poll(async () => (await mail.lettersIn(post.client)).length).toBe(1);
  const received = (await mail.lettersIn(post.client))[0] ?? '';
  expect(received).toContain('application/pdf');
  const id = /^Message-Id: (<.*>)/im.exec(received)?.[1];
  await mail.deliver(
    post.mailbox,
    enquiryLetter(post, 'Re: Obrazcy', 'Приедем завтра.', `In-Reply-To: ${id}\n`),
  );
  await expect(page.getByRole('article').getByText('Приедем завтра.')).toBeVisible();
  await expect(page.getByText('пришло письмо от клиента')).toBeVisible();
  expect((await anna.api.get('/api/enquiries')).body.items).toEqual([]);
  await expectAccessible(page);
});

test('TheMailboxPageTellsTheTruthAndNeverThePassword', async ({ page, mail, post, signedIn }) => {
  const head = await signedIn('administrator', 'petr');
  await signIn(page, head.login, head.password);
  await page.goto('/settings/mailboxes');
  const row = page.getByRole('row', { name: new RegExp(post.mailbox) });
  await expect(row).toContainText('работает');
  await expectAccessible(page);
  await mail.deliver(post.mailbox, enquiryLetter(post, 'Kruzhki', wanted));
  await expect(row.getByRole('cell').nth(4)).toHaveText('1');
  await row.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Все письма, показанные сервером, сохранены.')).toBeVisible();
  const password = dialog.getByLabel('Пароль ящика');
  await expect(password).toHaveValue('');
  await expectAccessible(page);
  await password.fill('wrong');
  await dialog.getByRole('button', { name: 'Проверить связь' }).click();
  await expect(dialog.getByText(/^Приём: .*имя или пароль/)).toBeVisible();
  await password.fill(mail.password);
  await dialog.getByRole('button', { name: 'Проверить связь' }).click();
  await expect(dialog.getByText('Приём работает')).toBeVisible();
  await expect(dialog.getByText('Отправка работает')).toBeVisible();
  await dialog.getByLabel('Имя отправителя').fill('Отдел продаж');
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Ящик сохранён')).toBeVisible();
  const { body } = await head.api.get(`/api/mailboxes/${post.mailboxId}`);
  expect(body.settings).toMatchObject({ name: 'Отдел продаж', address: post.mailbox });
});
