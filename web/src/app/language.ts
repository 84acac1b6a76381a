// The language belongs to the person, not to the browser: the server's texts come in it too.
import type { QueryClient } from '@tanstack/react-query';
import { api, send } from '../api/client';
import { type Language, set_language } from '../texts/catalogue';
import { toast_problem } from '../ui/toast';

export async function choose_language(language: Language, client: QueryClient) {
  try {
    const { data } = await send.PATCH('/api/session', { body: { language } });
    client.setQueryData(api.queryOptions('get', '/api/session', {}).queryKey, data);
    set_language(language);
  } catch (error) {
    toast_problem(error);
  }
}
