// The page's budgets in Debian's Chromium: a throttled processor (4×) and network (10 Mbit/s, 40 ms),
// the least of some runs. What they should be stands in docs/performance.md.
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../tests/package.json', import.meta.url))(
  '@playwright/test',
);
const runs = 3;

const watch = `
  window.__tasks = 0;
  window.__events = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.__tasks += Math.max(0, entry.duration - 50);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.interactionId) window.__events.push(entry.duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
`;

async function throttled(context) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 40,
    downloadThroughput: 1.25e6,
    uploadThroughput: 1.25e6,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  let bytes = 0;
  session.on('Network.loadingFinished', (event) => {
    bytes += event.encodedDataLength;
  });
  await page.addInitScript(watch);
  return { page, session, bytes: () => bytes };
}

async function interaction(page, act) {
  await page.evaluate('window.__events.length = 0');
  const from = performance.now();
  await act();
  await page.waitForTimeout(300);
  const worst = await page.evaluate('Math.max(0, ...window.__events)');
  return { inp: worst, took: performance.now() - from - 300 };
}

async function visit(browser, url, login) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const signedIn = await context.request.post(`${url}/api/session`, {
    data: { login: login.login, password: login.password },
    headers: { 'x-requested-with': 'tirazh' },
  });
  if (!signedIn.ok()) throw new Error(`${login.login} cannot sign in in the browser`);
  const { page, session, bytes } = await throttled(context);
  const from = performance.now();
  await page.goto(`${url}/deals?view=board`);
  const card = page.locator('[data-card]').first();
  await card.waitFor({ timeout: 60_000 });
  const found = { usable: performance.now() - from, bytes: bytes() / 1024 };
  await page.waitForTimeout(1500);
  found.paint = await page.evaluate(
    "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0",
  );
  found.blocked = await page.evaluate('window.__tasks');
  found.nodes = await page.evaluate("document.querySelectorAll('*').length");
  await session.send('HeapProfiler.collectGarbage');
  found.heap = await page.evaluate('performance.memory.usedJSHeapSize / 2 ** 20');
  found.palette = (await interaction(page, () => page.keyboard.press('Control+k'))).inp;
  await page.keyboard.press('Escape');
  const opened = await interaction(page, () => card.click());
  found.card = opened.inp;
  await context.close();
  return found;
}

export async function pageFigures(url, login, line) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--enable-precise-memory-info'],
  });
  try {
    const all = [];
    for (let i = 0; i < runs; i += 1) all.push(await visit(browser, url, login));
    const least = (name) => Math.min(...all.map((one) => one[name]));
    line('page: all bytes of the board', least('bytes'), 'KB');
    line('page: first contentful paint', least('paint'), 'ms (1200)');
    line('page: board usable', least('usable'), 'ms (1800)');
    line('page: total blocking time', least('blocked'), 'ms (700)');
    line('page: heap', least('heap'), 'MB (12)');
    line('page: nodes', least('nodes'), '(4000)');
    line('page: palette (INP)', least('palette'), 'ms (100)');
    line('page: card pressed (INP)', least('card'), 'ms (300)');
  } finally {
    await browser.close();
  }
}
