// Sends one file, says how far it is, and can be stopped. XMLHttpRequest, because fetch does not
// tell the progress of what it sends.
import { api_texts } from '../texts/api';
import { language } from '../texts/catalogue';
import { Problem, problem_of, unreachable } from './problem';

export function upload<Answer>(
  path: string,
  file: File,
  on_progress: (share: number) => void,
  signal?: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('x-requested-with', 'tirazh');
    request.setRequestHeader('accept-language', language());
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) on_progress(event.loaded / event.total);
    };
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new Problem(0, 'stopped', api_texts('upload_stopped')));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText || 'null') as Answer);
        return;
      }
      const { status, responseText } = request;
      void problem_of(new Response(responseText, { status })).then(reject);
    };
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
