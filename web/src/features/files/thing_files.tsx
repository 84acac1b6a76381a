// The files of one thing: dropped, chosen, opened, removed (which can be undone).
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import type { components } from '../../api/schema.gen';
import { upload } from '../../api/upload';
import { files as t } from '../../texts/files';
import { ui } from '../../texts/ui';
import { IconButton } from '../../ui/button';
import { Ago } from '../../ui/clock';
import { DropZone } from '../../ui/drop_zone';
import { file_size } from '../../ui/format';
import { Icon } from '../../ui/icons';
import { Loaded } from '../../ui/states';
import { toast } from '../../ui/toast';
import { undo_event } from '../journal/undo';
import classes from './files.module.css';

type Attachment = components['schemas']['Attachment'];

export const file_address = (id: number, inline = false) =>
  `/api/attachments/${id}${inline ? '?inline=1' : ''}`;
const can_be_seen = (file: Attachment) =>
  file.media_type.startsWith('image/') || file.media_type === 'application/pdf';

interface ThingFilesProps {
  noun: string;
  id: number;
  may_change?: boolean;
}

export function ThingFiles({ noun, id, may_change = true }: ThingFilesProps) {
  const query = { noun, subject_id: id };
  const list = api.useQuery('get', '/api/attachments', { params: { query } });
  const remove = api.useMutation('delete', '/api/attachments/{id}', {
    onSuccess: () => refresh(noun, id),
  });
  const take_away = async (file: Attachment) => {
    const answer = await remove.mutateAsync({ params: { path: { id: file.id } } });
    toast(t('removed', { name: file.name }), async () => {
      await undo_event(answer.event_id);
      refresh(noun, id);
    });
  };
  const send = async (file: File, on_progress: (share: number) => void, signal: AbortSignal) => {
    const place = new URLSearchParams({ noun, subject_id: String(id), name: file.name });
    await upload(`/api/attachments?${place}`, file, on_progress, signal);
    refresh(noun, id);
  };
  return (
    <div className={classes.files}>
      <Loaded query={list} rows={2}>
        {({ items }) => (
          <ul>
            {items.map((file) => (
              <li key={file.id} className={classes.file}>
                <Icon name="file" />
                <a
                  href={file_address(file.id, can_be_seen(file))}
                  target="_blank"
                  rel="noreferrer"
                  className={classes.name}
                >
                  {file.name}
                </a>
                <span className="number quiet">{file_size(file.bytes)}</span>
                <span className={classes.when}>
                  <Ago at={file.created_at} />
                </span>
                {may_change && (
                  <IconButton
                    icon="close"
                    label={`${ui('remove')}: ${file.name}`}
                    onClick={() => void take_away(file)}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {may_change && <DropZone send={send} />}
    </div>
  );
}
