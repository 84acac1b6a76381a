import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { DealCard } from './deals';
import DetailsDialog from './details_dialog';

const deal = (version: number, title: string) =>
  ({
    id: 17,
    version,
    title,
    company_name: '',
    contact_name: '',
    channel: 'mail',
    note: '',
  }) as DealCard;

afterEach(() => vi.unstubAllGlobals());

test('news from a colleague does not turn my save into an overwrite', async () => {
  const sent: { version: number }[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    if (request.method === 'GET') return Response.json({ items: [] });
    sent.push(await request.json());
    const theirs = deal(4, 'Зонты от коллеги');
    return Response.json(
      { code: 'deal_changed', message: 'Сделку уже изменили', details: { theirs } },
      { status: 409 },
    );
  });
  const client = new QueryClient();
  const page = (shown: DealCard) => (
    <MantineProvider>
      <QueryClientProvider client={client}>
        <DetailsDialog deal={shown} onClose={() => {}} />
      </QueryClientProvider>
    </MantineProvider>
  );
  const { rerender } = render(page(deal(3, 'Зонты')));
  const title = await screen.findByLabelText(/Название/);
  fireEvent.change(title, { target: { value: 'Зонты мои' } });
  rerender(page(deal(4, 'Зонты от коллеги')));
  fireEvent.submit(title.closest('form') as HTMLFormElement);
  await screen.findByText('Это уже изменили');
  expect(sent[0]?.version).toBe(3);
  expect(screen.getByText('Зонты от коллеги')).toBeTruthy();
  fireEvent.click(screen.getByText('Записать моё'));
  await waitFor(() => expect(sent[1]?.version).toBe(4));
});
