import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// The browsers of spring 2024 and newer. Older CSS targets break Mantine's light-dark().
const browsers = ['chrome125', 'firefox125', 'safari17.5'];

// In development the page comes from Vite and asks the server behind it (bin/dev).
const server = process.env.TIRAZH_SERVER ?? 'http://127.0.0.1:8080';

// Few files instead of dozens of small ones: what every screen begins with, the heavier controls
// that forms and dialogs share, and each screen's own.
interface Modules {
  getModuleInfo: (id: string) => { importedIds: readonly string[] } | null;
}
const own = new Set<string>(); // our sources that the start imports
function collect(id: string, modules: Modules) {
  if (own.has(id) || id.includes('node_modules')) return;
  own.add(id);
  for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) collect(imported, modules);
}
const beginning = new RegExp(
  'node_modules/((react|react-dom|scheduler|clsx|get-nonce|use-sync-external-store|' +
    'openapi-fetch|openapi-react-query|openapi-typescript-helpers)/|' +
    '@tanstack/(?!.*virtual)|@mantine/(store/|hooks/|core/esm/core/|' +
    'core/esm/components/(Button|ActionIcon|UnstyledButton|Loader|Transition)/))',
);
function first_file(id: string, modules: Modules): string | null {
  if (own.size === 0) collect(resolve('src/app/start.tsx'), modules);
  return own.has(id) || beginning.test(id) ? 'first' : null;
}
const shared = new RegExp(
  'node_modules/(@floating-ui|@mantine/(form|core/esm/components)|react-(remove-scroll|style|' +
    'textarea|number)[a-z-]*)|/src/ui/(?!date_field)',
);
const lists = /@tanstack\/(react-)?virtual|\/src\/ui\/(board|table|screen|clock|choice|timeline)/;
function controls_file(id: string): string | null {
  if (lists.test(id)) return 'lists';
  return shared.test(id) ? 'controls' : null;
}
const advancedChunks = {
  includeDependenciesRecursively: false,
  groups: [
    { name: first_file, debugName: 'first', priority: 2 },
    { name: controls_file, debugName: 'controls', priority: 1 },
  ],
};

export default defineConfig({
  plugins: [react()],
  build: {
    target: browsers,
    cssTarget: browsers,
    outDir: 'dist',
    assetsDir: 'assets',
    assetsInlineLimit: 0, // the content security policy allows no data: scripts or styles
    reportCompressedSize: false, // compress.mjs prints the real sizes against the budgets
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { advancedChunks } },
  },
  server: { proxy: { '/api': server, '/q/': server } },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/app/test_setup.ts'],
    restoreMocks: true,
    testTimeout: 20_000,
  },
});
