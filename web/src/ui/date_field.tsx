// The calendar is heavy, so it is loaded with the first form that asks for a date (see fields.tsx).
import '@mantine/dates/styles.css';
import 'dayjs/locale/ru';
import { DateInput } from '@mantine/dates';
import dayjs from 'dayjs';
import parse_format from 'dayjs/plugin/customParseFormat';
import { language } from '../texts/catalogue';
import { ui } from '../texts/ui';
import type { DateFieldProps } from './fields';
import { Icon } from './icons';

dayjs.extend(parse_format);

// "24.11", "24.11.26", "24.11.2026" -> a date; without a year the next such day.
export function parse_day(text: string, today = dayjs()): string | null {
  const match = /^\s*(\d{1,2})[./-](\d{1,2})(?:[./-](\d{2}|\d{4}))?\s*$/.exec(text);
  if (!match) return null;
  const [, day = '', month = '', typed_year] = match;
  const year = typed_year?.length === 2 ? `20${typed_year}` : (typed_year ?? today.format('YYYY'));
  const found = dayjs(
    `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
    'YYYY-MM-DD',
    true,
  );
  if (!found.isValid()) return null;
  const passed = !typed_year && found.isBefore(today, 'day');
  return (passed ? found.add(1, 'year') : found).format('YYYY-MM-DD');
}

export default function Calendar({ earliest, value, onChange, ...rest }: DateFieldProps) {
  return (
    <DateInput
      {...rest}
      value={value ?? null}
      onChange={onChange}
      valueFormat="DD.MM.YYYY"
      dateParser={(text) => parse_day(text)}
      locale={language()}
      firstDayOfWeek={1}
      minDate={earliest}
      clearable={!rest.required}
      clearButtonProps={{ 'aria-label': ui('clear') }}
      placeholder={rest.placeholder ?? ui('pick_date')}
      leftSection={<Icon name="day" />}
      ariaLabels={{
        previousMonth: ui('previous_month'),
        nextMonth: ui('next_month'),
      }}
      popoverProps={{ shadow: 'md' }}
    />
  );
}
