// The readers of what comes from outside, as whole programs: time less that of an empty run, and how
// it grows with the length. Twice the length may take twice the time, not four times.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from './server.mjs';

// Seconds of processor time, the least of so many runs.
async function cost(args, runs = 5) {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i += 1) {
    const found = await new Promise((done, failed) => {
      execFile(
        '/bin/bash',
        ['-c', 'TIMEFORMAT="%U %S"; time "$@" > /dev/null', 'x', ...args],
        { maxBuffer: 1 << 24 },
        (error, _, stderr) => (stderr ? done(stderr) : failed(error)),
      );
    });
    const [user, system] = found.trim().split('\n').at(-1).split(' ').map(Number);
    best = Math.min(best, user + system);
  }
  return best;
}

const sentence =
  'Добрый день! Нужны кружки белые керамические с логотипом, 300 и 500 шт., деколь в 2 цвета, ' +
  'на боку, до 15 декабря. Бюджет 90 тысяч рублей. С уважением, Анна Петрова, ООО «Ромашка».\n';
const filler =
  'Мы проводим встречу партнёров и хотим, чтобы подарки всем понравились и были полезны в работе.\n';
const hostile = {
  'names only': 'Анна Петрова\n',
  'digits only': '100 ',
  'quotes only': '> > > ',
  'phones only': '+7 916 123-45-67\n',
  'dates only': '15 декабря ',
};
const lengthOf = (text, bytes) =>
  text.repeat(Math.ceil(bytes / Buffer.byteLength(text))).slice(0, bytes);

function feed(offers) {
  const rows = [];
  for (let i = 0; i < offers; i += 1) {
    rows.push(
      `<offer id="${i}" available="true"><name>Кружка ${i} белая</name><price>${100 + (i % 900)}` +
        `</price><currencyId>RUR</currencyId><categoryId>1</categoryId><vendorCode>A-${i}</vendorCode>` +
        `<description>Кружка керамическая, 330 мл, для деколи. ${'Хороша в подарок. '.repeat(12)}` +
        `</description><param name="Цвет">белый</param><param name="Материал">керамика</param></offer>`,
    );
  }
  return (
    '<?xml version="1.0" encoding="UTF-8"?><yml_catalog date="2026-11-25 10:00"><shop><name>S</name>' +
    '<currencies><currency id="RUR" rate="1"/></currencies><categories><category id="1">Кружки' +
    `</category></categories><offers>${rows.join('\n')}</offers></shop></yml_catalog>`
  );
}

export async function parseFigures(line) {
  const folder = mkdtempSync(join(tmpdir(), 'tirazh-bench-'));
  const file = (name, text) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const net = async (args, empty) => Math.max(0, (await cost([program, ...args])) - empty);
  try {
    const empty = await cost([program, 'parse', 'letter', file('empty', 'да\n')]);
    line('a run with nothing to read', empty * 1000, 'ms');
    const letter = async (text) => (await net(['parse', 'letter', file('l', text)], empty)) * 1000;
    const usual = await letter(sentence + lengthOf(filler, 4096));
    line('need in a letter of 4 KB', usual, 'ms');
    const eight = await letter(sentence + lengthOf(filler, 8 * 4096));
    line('the same, eight times as long', eight, 'ms');
    for (const [name, text] of Object.entries(hostile)) {
      const once = await letter(lengthOf(text, 12_000));
      const more = await letter(lengthOf(text, 96_000));
      line(`${name}, 12 KB`, once, 'ms');
      line(`${name}, 96 KB`, more, 'ms');
    }
    const html = (rows) =>
      `From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n` +
      `<html><body>${'<div style="color:red"><p onclick="x()">Кружки <b>белые</b></p>'.repeat(rows)}`;
    const short = await letter(html(500));
    const long = await letter(html(4000));
    line('HTML of a letter, 40 KB', short, 'ms');
    line('HTML of a letter, 320 KB', long, 'ms');
    for (const offers of [5_000, 40_000]) {
      const text = feed(offers);
      const path = file('feed.xml', text);
      const seconds = await net(['parse', 'yml', path], empty);
      const megabytes = Buffer.byteLength(text) / 2 ** 20;
      line(`feed of ${megabytes.toFixed(0)} MB`, megabytes / seconds, 'MB/s');
      line(`feed of ${megabytes.toFixed(0)} MB, memory`, await peak([program, 'parse', 'yml', path]), 'MB');
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// The most memory of a program, looked up while it runs.
function peak([command, ...args]) {
  return new Promise((done) => {
    let most = 0;
    const child = spawn(command, args, { stdio: 'ignore' });
    const look = setInterval(() => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
        most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
      } catch {
        // it has just ended
      }
    }, 10);
    child.once('exit', () => {
      clearInterval(look);
      done(most);
    });
  });
}
