// Money, phones, dates and spans of time as Russians write them (and their English counterparts).
// Pure functions; instants are ISO 8601 texts or milliseconds, calendar dates are "YYYY-MM-DD".
import { language } from '../texts/catalogue';
import { ui } from '../texts/ui';

const nbsp = '\u00a0';

let zone = 'Europe/Moscow';
// The company's time zone: what the server says, not where the browser stands.
export function set_zone(name: string) {
  zone = name;
}
export const company_zone = () => zone;

export function grouped(value: number): string {
  const digits = String(Math.abs(Math.trunc(value)));
  const separator = language() === 'ru' ? nbsp : ',';
  const text = digits.replace(/\B(?=(\d{3})+$)/g, separator);
  return value < 0 ? `−${text}` : text;
}

// 12200000 kopecks -> "122 000,00 ₽"
export function money(kopecks: number, currency = 'RUB'): string {
  const sign = kopecks < 0 ? '−' : '';
  const whole = Math.abs(kopecks);
  const fraction = String(whole % 100).padStart(2, '0');
  const point = language() === 'ru' ? ',' : '.';
  const symbol = { RUB: '₽', USD: '$', EUR: '€', CNY: '¥' }[currency] ?? currency;
  return `${sign}${grouped(Math.floor(whole / 100))}${point}${fraction}${nbsp}${symbol}`;
}

// For heads of columns: no kopecks, millions shortened. 122000000 -> "1,22 млн ₽"
export function money_short(kopecks: number): string {
  const roubles = Math.round(Math.abs(kopecks) / 100);
  const sign = kopecks < 0 ? '−' : '';
  if (roubles < 1_000_000) return `${sign}${grouped(roubles)}${nbsp}₽`;
  const millions = String(Number((roubles / 1_000_000).toFixed(roubles < 100_000_000 ? 2 : 0)));
  const text = language() === 'ru' ? millions.replace('.', ',') : millions;
  return `${sign}${text}${nbsp}${ui('million')}${nbsp}₽`;
}

// "122 000,5" -> 12200050; nothing if it is no sum.
export function parse_money(text: string): number | undefined {
  const plain = text.replace(/[\s₽р.]*$/u, '').replace(/\s/gu, '');
  const match = /^([-−]?)(\d{1,13})(?:[.,](\d{1,2}))?$/u.exec(plain);
  if (!match) return undefined;
  const kopecks = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] ? -kopecks : kopecks;
}

// "+79161234567" -> "+7 916 123-45-67"; foreign numbers keep their digits.
export function phone(number: string): string {
  const match = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(number);
  if (!match) return number;
  return `+7${nbsp}${match[1]}${nbsp}${match[2]}-${match[3]}-${match[4]}`;
}

// What a person types -> "+7…" as the server stores it; nothing if it cannot be a phone.
export function parse_phone(text: string): string | undefined {
  const digits = text.replace(/\D/g, '');
  if (text.trim().startsWith('+') && !digits.startsWith('7'))
    return digits.length >= 8 && digits.length <= 15 ? `+${digits}` : undefined;
  if (digits.length === 11 && /^[78]/.test(digits)) return `+7${digits.slice(1)}`;
  if (digits.length === 10) return `+7${digits}`;
  return undefined;
}

export type Moment = string | number | Date;
const instant = (moment: Moment) => new Date(moment);
const formats = new Map<string, Intl.DateTimeFormat>();
function format(options: Intl.DateTimeFormatOptions, time_zone = zone): Intl.DateTimeFormat {
  const key = `${language()}|${time_zone}|${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) {
    const locale = language() === 'ru' ? 'ru-RU' : 'en-GB';
    found = new Intl.DateTimeFormat(locale, { ...options, timeZone: time_zone });
    formats.set(key, found);
  }
  return found;
}

// A calendar date is no instant: it is formatted as the day it names, in no zone.
const noon = (date: string) => new Date(`${date}T12:00:00Z`);
const is_date = (value: Moment): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
function parts(value: Moment, options: Intl.DateTimeFormatOptions): string {
  return is_date(value)
    ? format(options, 'UTC').format(noon(value))
    : format(options).format(instant(value));
}

// The calendar date of an instant in the company's zone: "2026-11-24".
export function date_of(moment: Moment): string {
  if (is_date(moment)) return moment;
  const options = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const at = new Intl.DateTimeFormat('en-CA', { ...options, timeZone: zone });
  return at.format(instant(moment));
}

// Minutes since midnight in the company's zone: 14:05 is 845.
export function minute_of(moment: Moment): number {
  const at = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const [hours = 0, minutes = 0] = at.format(instant(moment)).split(':').map(Number);
  return hours * 60 + minutes;
}

// The instant of a day and a minute in the company's zone, as the server wants it.
export function instant_of(date: string, minute: number): string {
  const as_if_utc = new Date(`${date}T00:00:00Z`).getTime() + minute * 60_000;
  const ahead = (at: number) => {
    const minutes_away = days_between(new Date(at).toISOString().slice(0, 10), date_of(at)) * 1440;
    const utc_minute = Math.floor((at % 86_400_000) / 60_000);
    return (minutes_away + minute_of(at) - utc_minute) * 60_000;
  };
  return new Date(as_if_utc - ahead(as_if_utc - ahead(as_if_utc))).toISOString();
}

// "пн, 24 нояб."; with the year when it is another one.
export function day(value: Moment, now: Moment = Date.now()): string {
  const other_year = date_of(value).slice(0, 4) !== date_of(now).slice(0, 4);
  return parts(value, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(other_year ? { year: 'numeric' } : {}),
  }).replace(/\s?г\.$/u, '');
}
// "24 нояб."
export const short_day = (value: Moment) => parts(value, { day: 'numeric', month: 'short' });
// "24.11.2026"
export const date = (value: Moment) =>
  parts(value, { day: '2-digit', month: '2-digit', year: 'numeric' }).replaceAll('/', '.');
// "24 ноября 2026"
export const long_date = (value: Moment) =>
  parts(value, { day: 'numeric', month: 'long', year: 'numeric' }).replace(/\s?г\.$/u, '');
// "14:05"
export const clock = (value: Moment) => parts(value, { hour: '2-digit', minute: '2-digit' });

export function days_between(from: string, to: string): number {
  return Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000);
}

// "сегодня, 14:05" · "вчера, 9:10" · "пн, 24 нояб., 14:05"
export function day_and_time(value: Moment, now: Moment = Date.now()): string {
  return `${near_day(value, now)}, ${clock(value)}`;
}
// "сегодня" · "завтра" · "пн, 24 нояб."
export function near_day(value: Moment, now: Moment = Date.now()): string {
  const away = days_between(date_of(now), date_of(value));
  if (away === 0) return ui('today');
  if (away === -1) return ui('yesterday');
  if (away === 1) return ui('tomorrow');
  return day(value, now);
}

// "только что" · "5 минут назад" · "3 часа назад" · "вчера, 14:05" · "пн, 24 нояб., 14:05"
export function ago(value: Moment, now: Moment = Date.now()): string {
  const minutes = Math.floor((instant(now).getTime() - instant(value).getTime()) / 60_000);
  // What has just happened may lie a moment after what the page takes for now.
  if (minutes < -2) return day_and_time(value, now);
  if (minutes < 1) return ui('now');
  if (minutes < 60) return ui('minutes_ago', { count: minutes });
  if (minutes < 6 * 60) return ui('hours_ago', { count: Math.floor(minutes / 60) });
  return day_and_time(value, now);
}

// "2 ч 10 мин" · "45 мин" · "3 дня"
export function span(milliseconds: number): string {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
  if (minutes >= 48 * 60) return ui('days', { count: Math.floor(minutes / (24 * 60)) });
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return ui('minutes_short', { minutes });
  if (minutes % 60 === 0 || hours >= 12) return ui('hours_short', { hours });
  return ui('hours_minutes', { hours, minutes: minutes % 60 });
}

// One colour, one meaning: late is red, waits for us is amber, done is green.
export type Tone = 'late' | 'waiting' | 'done' | 'calm';

const soon = 4 * 3_600_000;
export function countdown(
  deadline: Moment,
  now: Moment,
  done_at?: Moment | null,
): { text: string; tone: Tone } {
  const due = instant(deadline).getTime();
  if (done_at) {
    const late = instant(done_at).getTime() - due;
    return late > 0
      ? { text: ui('late_by', { time: span(late) }), tone: 'late' }
      : { text: ui('due_done'), tone: 'done' };
  }
  const left = due - instant(now).getTime();
  if (left < 0) return { text: ui('late_by', { time: span(left) }), tone: 'late' };
  return { text: ui('left', { time: span(left) }), tone: left < soon ? 'waiting' : 'calm' };
}

// "1,4 МБ"
export function file_size(bytes: number): string {
  const units = language() === 'ru' ? ['Б', 'КБ', 'МБ', 'ГБ'] : ['B', 'KB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const text = unit === 0 || value >= 10 ? String(Math.round(value)) : value.toFixed(1);
  return `${language() === 'ru' ? text.replace('.', ',') : text}${nbsp}${units[unit]}`;
}
