// Files dropped or chosen; each shows how far it is and can be stopped. `send` uploads one file.
import { type DragEvent, useRef, useState } from 'react';
import { as_problem } from '../api/problem';
import { ui } from '../texts/ui';
import { Button, IconButton } from './button';
import classes from './drop_zone.module.css';
import { file_size } from './format';

interface Sending {
  key: string;
  file: File;
  share: number;
  problem?: string;
  stop: AbortController;
}

interface DropZoneProps {
  send: (file: File, on_progress: (share: number) => void, signal: AbortSignal) => Promise<unknown>;
  limit_megabytes?: number;
  accept?: string;
}

export function DropZone({ send, limit_megabytes = 100, accept }: DropZoneProps) {
  const [sending, set_sending] = useState<Sending[]>([]);
  const [over, set_over] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const change = (key: string, values: Partial<Sending>) =>
    set_sending((all) => all.map((each) => (each.key === key ? { ...each, ...values } : each)));
  const drop = (key: string) => set_sending((all) => all.filter((each) => each.key !== key));

  async function start(item: Sending) {
    const { key, file, stop } = item;
    change(key, { problem: undefined, share: 0 });
    try {
      await send(file, (share) => change(key, { share }), stop.signal);
      drop(key);
    } catch (error) {
      if (stop.signal.aborted) drop(key);
      else change(key, { problem: as_problem(error).message });
    }
  }

  function add(files: FileList | null) {
    for (const file of files ?? []) {
      const key = `${file.name} ${Math.random()}`;
      const item: Sending = { key, file, share: 0, stop: new AbortController() };
      const too_large = file.size > limit_megabytes * 1_000_000;
      if (too_large)
        item.problem = ui('file_too_large', { name: file.name, limit: limit_megabytes });
      set_sending((all) => [...all, item]);
      if (!too_large) void start(item);
    }
  }

  const accept_drop = (event: DragEvent) => {
    event.preventDefault();
    set_over(false);
    add(event.dataTransfer.files);
  };

  return (
    <div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same */}
      <div
        className={classes.zone}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          set_over(true);
        }}
        onDragLeave={() => set_over(false)}
        onDrop={accept_drop}
      >
        <span>{over ? ui('drop_release') : ui('drop_here')}</span>
        <Button kind="quiet" icon="upload" onClick={() => input.current?.click()}>
          {ui('drop_or')}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          accept={accept}
          hidden
          onChange={(event) => {
            add(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
      </div>
      <ul aria-live="polite">
        {sending.map((item) => (
          <li key={item.key} className={classes.file}>
            <span className={classes.name}>
              {item.problem ? item.problem : ui('uploading', { name: item.file.name })}
            </span>
            {item.problem ? (
              <Button onClick={() => void start(item)}>{ui('retry')}</Button>
            ) : (
              <progress value={item.share} max={1} aria-label={item.file.name} />
            )}
            <span className="number quiet">{file_size(item.file.size)}</span>
            <IconButton
              icon="close"
              label={ui('upload_cancel')}
              onClick={() => {
                item.stop.abort();
                drop(item.key);
              }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
