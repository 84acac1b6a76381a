import { catalogue } from './catalogue';

export const journal = catalogue({
  title: ['История', 'Timeline'],
  nothing: ['Пока ничего не произошло', 'Nothing happened yet'],
  undone: ['отменено', 'undone'],
  program: ['Программа', 'The program'],
  about: ['{{what}}: {{title}}', '{{what}}: {{title}}'],

  created: ['создано', 'created'],
  changed: ['изменено', 'changed'],
  removed: ['удалено', 'removed'],
  took_back: ['отменено действие', 'took an action back'],
  unknown: ['{{noun}}: {{verb}}', '{{noun}}: {{verb}}'],

  task_created: ['поставлена задача', 'set a task'],
  task_changed: ['изменена задача', 'changed a task'],
  task_snoozed: ['задача отложена', 'put a task off'],
  task_done: ['задача выполнена', 'finished a task'],
  task_cancelled: ['задача снята', 'cancelled a task'],
  file_added: ['добавлен файл', 'added a file'],
  file_removed: ['удалён файл', 'removed a file'],
});
