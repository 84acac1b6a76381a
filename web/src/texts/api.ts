import { catalogue } from './catalogue';

export const api_texts = catalogue({
  unreachable: [
    'Нет связи с сервером. Ничего из набранного не потеряно: повторите, когда связь появится.',
    'The server cannot be reached. Nothing you typed is lost: try again when it is back.',
  ],
  server_failed: [
    'Сервер не справился, ничего не сохранено. Повторите через минуту.',
    'The server failed, nothing was saved. Try again in a minute.',
  ],
  strange: ['Неожиданный ответ сервера ({{status}}).', 'Unexpected answer ({{status}}).'],
  upload_stopped: ['Загрузка прервана', 'The upload was stopped'],
});
