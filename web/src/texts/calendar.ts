import { catalogue, counted } from './catalogue';

export const calendar = catalogue({
  title: ['Календарь', 'Calendar'],
  year: ['Год {{year}}', 'Year {{year}}'],
  before: ['Предыдущий год', 'The year before'],
  after: ['Следующий год', 'The next year'],
  ...counted(
    'working_days',
    ['{{count}} рабочий день', '{{count}} рабочих дня', '{{count}} рабочих дней'],
    ['{{count}} working day', '{{count}} working days'],
  ),
  ...counted(
    'short_days',
    ['{{count}} короткий', '{{count}} коротких', '{{count}} коротких'],
    ['{{count}} short', '{{count}} short'],
  ),
  is_provisional: ['предварительный', 'provisional'],
  provisional: [
    'Предварительный: правительство ещё не утвердило',
    'Provisional: not published yet',
  ],
  provisional_note: [
    'Праздники по статье 112 ТК РФ. Даты переносов появятся, когда календарь утвердят.',
    'Holidays by the Labour Code, art. 112. Transfers come when the calendar is published.',
  ],
  how: [
    'Нажмите день, чтобы сменить: рабочий, короткий, выходной. Поставленные сроки не сдвигаются.',
    'Press a day to change it: working, short, off. Deadlines already set stay.',
  ],
  working: ['рабочий', 'working'],
  short_day: ['короткий, на час меньше', 'short, an hour less'],
  off: ['выходной', 'off'],
  day_is: ['{{day}}: {{kind}}', '{{day}}: {{kind}}'],
  ...counted(
    'changed',
    ['Изменён {{count}} день', 'Изменено {{count}} дня', 'Изменено {{count}} дней'],
    ['{{count}} day changed', '{{count}} days changed'],
  ),
  saved: ['Календарь {{year}} сохранён', 'The calendar of {{year}} is saved'],
  reset: ['Вернуть', 'Reset'],
  event_changed: ['календарь изменён', 'changed the calendar'],
});
