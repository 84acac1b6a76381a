import { catalogue } from './catalogue';

export const files = catalogue({
  title: ['Файлы', 'Files'],
  removed: ['Файл «{{name}}» удалён', 'The file “{{name}}” is removed'],
  download: ['Скачать', 'Download'],
});
