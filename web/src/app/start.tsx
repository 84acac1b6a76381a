// The page begins here: styles, the nonce of the security policy, the parts around every screen.
import '../ui/mantine.css';
import '../ui/tokens.css';
import { MantineProvider } from '@mantine/core';
import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { Fragment, StrictMode, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { worth_retrying } from '../api/client';
import { language, on_language } from '../texts/catalogue';
import { theme } from '../ui/theme';
import { toast_problem } from '../ui/toast';
import { Guarded } from './failure';
import { router } from './router';
import { WithSession } from './session';

const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';
setNonce(nonce);
document.documentElement.lang = language();

// A screen that was built anew on the server meanwhile: its old file is gone, so take the new page.
addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem('tirazh.reloaded') ?? 0);
  if (Date.now() - last < 60_000) return;
  sessionStorage.setItem('tirazh.reloaded', String(Date.now()));
  location.reload();
});

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000, // live events tell what is new sooner
      retry: worth_retrying,
      networkMode: 'always', // an office server needs no internet
      refetchOnWindowFocus: false,
    },
    mutations: { networkMode: 'always' },
  },
  // A form that shows its errors itself says so: meta: { quiet: true }.
  mutationCache: new MutationCache({
    onError: (error, _variables, _result, mutation) => {
      if (!mutation.meta?.quiet) toast_problem(error);
    },
  }),
});

// Another language: everything is drawn anew, so that a text is a plain call (texts/catalogue.ts).
function Page() {
  const current = useSyncExternalStore(on_language, language);
  return (
    <Fragment key={current}>
      <Guarded>
        <WithSession>
          <RouterProvider router={router} />
        </WithSession>
      </Guarded>
    </Fragment>
  );
}

// The screen's file comes while the server says who is signed in.
void router.load();

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
        <QueryClientProvider client={queries}>
          <Page />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
