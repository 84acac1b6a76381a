// After `vite build`: writes .br and .gz beside each asset (the server sends them as they are) and
// prints the sizes against the budgets of docs/performance.md. A broken budget fails the build.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = new URL('./dist/', import.meta.url).pathname;
const budgets = { first: 185, css: 40, chunk: 60, reports: 130, all: 600 }; // KB of brotli

function files(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

const sizes = new Map(); // path inside dist -> bytes of brotli
for (const path of files(dist)) {
  if (!/\.(js|css|html|svg|json|txt|webmanifest)$/.test(path) || path.includes('/.vite/')) continue;
  const bytes = readFileSync(path);
  const brotli = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  sizes.set(path.slice(dist.length), brotli.length);
  // index.html gets a nonce for each answer, so it is sent as it is.
  if (path.endsWith('index.html') || bytes.length < 1024) continue;
  writeFileSync(`${path}.br`, brotli);
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}

// What the browser must have before the first screen stands in the page itself.
const index = readFileSync(join(dist, 'index.html'), 'utf8');
const first = new Set(['index.html', ...index.matchAll(/assets\/[\w.-]+/g)].map(String));

const size = (name) => sizes.get(name) ?? 0;
const sum = (names) => [...names].reduce((total, name) => total + size(name), 0);
const lazy = [...sizes.keys()].filter((name) => name.endsWith('.js') && !first.has(name));
const reports = lazy.filter((name) => /report|chart/i.test(name));
const screens = lazy.filter((name) => !reports.includes(name));
const largest = (names) =>
  names.reduce((best, name) => (size(name) > size(best) ? name : best), '');

const rows = [
  ['before the first screen', sum(first), budgets.first],
  ['styles of the first screen', sum([...first].filter((n) => n.endsWith('.css'))), budgets.css],
  [`largest lazy chunk ${largest(screens)}`, size(largest(screens)), budgets.chunk],
  [`reports ${largest(reports)}`, size(largest(reports)), budgets.reports],
  ['all together', sum(sizes.keys()), budgets.all],
];
let broken = false;
for (const [what, bytes, limit] of rows) {
  const kilobytes = bytes / 1000;
  const over = kilobytes > limit;
  broken ||= over;
  console.log(
    `${kilobytes.toFixed(1).padStart(7)} of ${String(limit).padStart(3)} KB  ${what}` +
      (over ? '  OVER THE BUDGET' : ''),
  );
}
process.exit(broken ? 1 : 0);
