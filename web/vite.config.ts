import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// The browsers of spring 2024 and newer. Older CSS targets break Mantine's light-dark().
const browsers = ['chrome125', 'firefox125', 'safari17.5'];

// In development the page comes from Vite and asks the server behind it (bin/dev).
const server = process.env.TIRAZH_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    target: browsers,
    cssTarget: browsers,
    outDir: 'dist',
    assetsDir: 'assets',
    assetsInlineLimit: 0, // the content security policy allows no data: scripts or styles
    manifest: true,
    reportCompressedSize: false, // compress.mjs prints the real sizes against the budgets
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': server, '/p': server } },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/app/test_setup.ts'],
    restoreMocks: true,
    testTimeout: 20_000,
  },
});
