// bin/bench: see there.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { mixed, readings, scout } from './cases.mjs';
import { drive, measure } from './load.mjs';
import { Person, Server } from './server.mjs';
import { noteCalls, saveLongQuote } from './writing.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    config: { type: 'string' },
    logins: { type: 'string' },
    seconds: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    save: { type: 'string' },
    compare: { type: 'string' },
    page: { type: 'boolean', default: false },
  },
});
const seconds = Number(options.seconds);
const earlier = options.compare ? JSON.parse(readFileSync(options.compare, 'utf8')) : {};
const figures = {};

const number = (value, digits) => value.toFixed(digits).padStart(9);
function row(name, result) {
  figures[name] = result;
  const before = earlier[name];
  const ratio = before ? `  ×${(result.cpuUs / before.cpuUs).toFixed(2)}` : '';
  const failed = result.failed ? `  ${result.failed} FAILED` : '';
  console.log(
    name.padEnd(34) +
      number(result.perSecond, 0) +
      number(result.p50, 2) +
      number(result.p99, 1) +
      number(result.cpuUs, 0) +
      number(result.bytes / 1024, 1) +
      ratio +
      failed,
  );
}
function line(name, value, unit) {
  figures[name] = { value };
  const before = earlier[name] ? `  (${earlier[name].value.toFixed(1)})` : '';
  console.log(`${name.padEnd(34)}${number(value, 1)} ${unit}${before}`);
}
function heading() {
  const names = ['req/s', 'p50 ms', 'p99 ms', 'CPU µs', 'KB'];
  const ratio = options.compare ? '  CPU against before' : '';
  console.log(''.padEnd(34) + names.map((name) => name.padStart(9)).join('') + ratio);
}
const wanted = (name) => name.includes(options.only);

async function serverFigures() {
  const where = options.config ? ['--config', options.config] : ['--data', options.data];
  const logins = JSON.parse(readFileSync(options.logins, 'utf8'));
  const server = await Server.start(where);
  try {
    line('start to first answer', server.coldStartMs, 'ms');
    if (options.data) {
      line('database', statSync(`${options.data}/tirazh.db`).size / 2 ** 20, 'MB');
    }
    line('memory after the start', server.memory().rss, 'MB');
    const people = [];
    for (const login of logins.slice(0, 30)) people.push(await Person.signIn(server.url, login));
    const head = people.find((person) => person.role === 'head');
    const manager = people.find((person) => person.role === 'sales_manager');
    heading();
    for (const person of [head, manager]) await oneByOne(server, person);
    await together(server, people);
    if (wanted('quote of 60 lines saved')) {
      row('quote of 60 lines saved', await drive(server, await saveLongQuote(manager, 4), seconds));
    }
    if (wanted('call noted')) row('call noted', await drive(server, noteCalls(people, 16), seconds));
    line('memory at the end', server.memory().rss, 'MB');
    line('memory of its own', server.memory().anonymous, 'MB');
    if (options.page) {
      const { pageFigures } = await import('./page.mjs');
      await pageFigures(server.url, logins.find((one) => one.role === 'head'), line);
    }
  } finally {
    await server.stop();
  }
}

async function oneByOne(server, person) {
  for (const [name, paths] of readings(await scout(person))) {
    const title = `${name} (${person.role})`;
    if (!wanted(title)) continue;
    const requests = paths.map((path) => ({ path, headers: person.headers() }));
    row(title, await measure(server, requests, { seconds, connections: 4 }));
  }
}

async function together(server, people) {
  if (!wanted('thirty people')) return;
  const requests = [];
  for (const person of people) {
    if (person.role === 'administrator') continue;
    const found = new Map(readings(await scout(person)));
    for (const [name, times] of mixed) {
      const paths = found.get(name) ?? [];
      if (paths.length === 0 || !(await person.ask('GET', paths[0])).ok) continue; // not his work
      for (let i = 0; i < times && paths.length > 0; i += 1) {
        requests.push({ path: paths[(i * 7) % paths.length], headers: person.headers() });
      }
    }
  }
  row('thirty people, mixed', await measure(server, requests, { seconds: seconds * 3, connections: 30 }));
}

if (positionals[0] === 'parse') {
  const { parseFigures } = await import('./parse.mjs');
  await parseFigures(line);
} else {
  if (!options.logins || !(options.data || options.config)) {
    console.error('usage: bin/bench --data FOLDER --logins FILE, or bin/bench parse');
    process.exit(1);
  }
  await serverFigures();
}
if (options.save) writeFileSync(options.save, JSON.stringify(figures, null, 1));
