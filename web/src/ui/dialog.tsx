import { Drawer, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { ui } from '../texts/ui';
import classes from './dialog.module.css';

interface DialogProps {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  actions?: ReactNode; // buttons at the bottom, the main one last
  size?: 'sm' | 'md' | 'lg' | 'xl';
}

// Shown while it is mounted: {open && <Dialog …/>}
export function Dialog({ title, onClose, children, actions, size = 'md' }: DialogProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      closeButtonProps={{ 'aria-label': ui('close') }}
      classNames={{ title: classes.title, content: classes.content, overlay: classes.overlay }}
    >
      {children}
      {actions && <div className={classes.actions}>{actions}</div>}
    </Modal>
  );
}

// Beside the list it was opened from; on a phone the whole screen.
export function SideDrawer({ title, onClose, children, actions, size = 'lg' }: DialogProps) {
  return (
    <Drawer
      opened
      onClose={onClose}
      title={title}
      size={size}
      closeButtonProps={{ 'aria-label': ui('close') }}
      classNames={{ title: classes.title, body: classes.drawer, overlay: classes.overlay }}
    >
      <div className={classes.scroll}>{children}</div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </Drawer>
  );
}
