import { ui } from '../texts/ui';
import { Dialog } from './dialog';
import { key_groups } from './keys';
import classes from './keys.module.css';

// "g d" -> two keys, "Ctrl+K" -> two keys pressed together
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={classes.keys}>
      {keys.split(' ').map((step) => (
        <span key={step} className={classes.step}>
          {step.split(/\+(?=.)/).map((key) => (
            <kbd key={key}>
              {key === 'Space' ? ui('space') : key.length === 1 ? key.toUpperCase() : key}
            </kbd>
          ))}
        </span>
      ))}
    </span>
  );
}

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const groups = key_groups().filter((group) => group.bindings.some((b) => b.text));
  return (
    <Dialog title={ui('keys_title')} onClose={onClose} size="lg">
      <p className="quiet">{ui('keys_hint')}</p>
      <div className={classes.groups}>
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className={classes.title}>{group.title}</h3>
            <dl className={classes.list}>
              {group.bindings
                .filter((binding) => binding.text)
                .map((binding) => (
                  <div key={binding.keys} className={classes.row}>
                    <dt>{binding.text}</dt>
                    <dd>
                      <Keys keys={binding.keys} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
