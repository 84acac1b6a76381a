// A secret that is shown once: a fresh password, a token.
import { accounts as t } from '../../texts/accounts';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { toast } from '../../ui/toast';
import classes from './accounts.module.css';

interface SecretProps {
  title: string;
  note: string;
  secret: string;
  onClose: () => void;
}

export function Secret({ title, note, secret, onClose }: SecretProps) {
  const copy = async () => {
    await navigator.clipboard.writeText(secret);
    toast(t('copied'));
  };
  // Browsers lend the clipboard only to pages over TLS or from this computer.
  const can_copy = typeof navigator.clipboard !== 'undefined';
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <Button kind="main" onClick={onClose}>
          {ui('ok')}
        </Button>
      }
    >
      <p className="quiet">{note}</p>
      <div className={classes.secret}>
        <code>{secret}</code>
        {can_copy && <Button onClick={() => void copy()}>{t('copy')}</Button>}
      </div>
    </Dialog>
  );
}
