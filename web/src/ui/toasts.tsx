import { useEffect, useState, useSyncExternalStore } from 'react';
import { ui } from '../texts/ui';
import { Button, IconButton } from './button';
import { Icon } from './icons';
import { all_toasts, dismiss, type Toast, take_back, watch_toasts } from './toast';
import classes from './toast.module.css';

// The place of the news at the corner. It waits while the pointer or the focus is on it.
export function Toasts() {
  const toasts = useSyncExternalStore(watch_toasts, all_toasts);
  return (
    <div className={classes.place} role="log" aria-live="polite">
      {toasts.map((item) => (
        <One key={item.key} item={item} />
      ))}
    </div>
  );
}

function One({ item }: { item: Toast }) {
  const [held, set_held] = useState(false);
  useEffect(() => {
    if (held) return;
    const left = Math.max(2000, item.until - Date.now());
    const timer = setTimeout(() => dismiss(item.key), left);
    return () => clearTimeout(timer);
  }, [item, held]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only waits while somebody looks
    <div
      className={classes.toast}
      data-failed={item.failed || undefined}
      role={item.failed ? 'alert' : undefined}
      onPointerEnter={() => set_held(true)}
      onPointerLeave={() => set_held(false)}
      onFocus={() => set_held(true)}
      onBlur={() => set_held(false)}
    >
      {item.failed && <Icon name="warning" />}
      <span className={classes.text}>
        {item.text}
        {item.note && <span className={classes.note}>{item.note}</span>}
      </span>
      {item.undo && (
        <Button icon="undo" onClick={() => void take_back(item)}>
          {ui('undo')}
        </Button>
      )}
      <IconButton icon="close" label={ui('close')} onClick={() => dismiss(item.key)} />
    </div>
  );
}
