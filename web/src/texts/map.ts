import { catalogue, counted } from './catalogue';

export const map = catalogue({
  map: ['Карта отдела', 'Map of the department'],
  scope: ['Чья работа', 'Whose work'],
  mine: ['Моя', 'Mine'],
  helping: ['Где участвую', 'Where I take part'],
  team: ['Команды', 'The team’s'],
  all: ['Всего отдела', 'Everybody’s'],
  ...counted(
    'late_now',
    ['{{count}} просрочка', '{{count}} просрочки', '{{count}} просрочек'],
    ['{{count}} late', '{{count}} late'],
  ),
  waiting: ['ждёт: {{count}}', 'waiting: {{count}}'],
  late: ['просрочено: {{count}}', 'late: {{count}}'],
  many: ['99+', '99+'],
  whose: ['Чья работа: {{roles}}', 'Whose work: {{roles}}'],
  head: ['руководитель', 'head of sales'],
  sales_manager: ['менеджер', 'sales manager'],
  account_manager: ['аккаунт', 'account manager'],
  assistant: ['ассистент', 'assistant'],
  administrator: ['администратор', 'administrator'],
  not_built: ['ещё не построено', 'not built yet'],
  not_built_note: [
    'Пунктиром — части, которых в программе ещё нет.',
    'Dashed: parts that the program does not have yet.',
  ],
  late_note: ['Красным — сколько из этого просрочено.', 'Red: how much of it is late.'],
  none: ['В процессе нет узлов карты', 'The process has no nodes'],
});
