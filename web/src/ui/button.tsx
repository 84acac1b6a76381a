import { ActionIcon, Button as MantineButton } from '@mantine/core';
import type { MouseEvent, ReactNode, Ref } from 'react';
import { Icon, type IconName } from './icons';

interface ButtonProps {
  children: ReactNode;
  kind?: 'main' | 'plain' | 'quiet' | 'danger'; // one main button on a screen
  icon?: IconName;
  keys?: string; // the key that does the same, shown beside the words
  busy?: boolean;
  disabled?: boolean;
  wide?: boolean;
  submit?: boolean;
  form?: string; // id of the form it submits, when it stands outside
  big?: boolean;
  onClick?: (event: MouseEvent<HTMLButtonElement>) => void;
  ref?: Ref<HTMLButtonElement>; // with the props that a menu gives its target
}

// Mantine's own red is too pale to read.
const danger = { '--button-color': 'var(--late)', '--button-bd': '1px solid var(--late)' };

export function Button(props: ButtonProps) {
  const { kind = 'plain', children, icon, keys, busy, disabled, ...more } = props;
  const { wide, submit, form, big, onClick, ref, ...given } = more;
  const variant = { main: 'filled', plain: 'default', quiet: 'subtle', danger: 'outline' }[kind];
  return (
    <MantineButton
      {...given}
      ref={ref}
      variant={variant}
      color={kind === 'danger' ? 'red' : kind === 'quiet' ? 'gray' : undefined}
      vars={() => ({ root: kind === 'danger' ? danger : {} })}
      size={big ? 'sm' : 'xs'}
      leftSection={icon && <Icon name={icon} />}
      rightSection={keys && <kbd aria-hidden="true">{keys}</kbd>}
      loading={busy}
      disabled={disabled}
      fullWidth={wide}
      type={submit ? 'submit' : 'button'}
      form={form}
      onClick={onClick}
    >
      {children}
    </MantineButton>
  );
}

interface IconButtonProps {
  icon: IconName;
  label: string; // said by readers and shown on hover
  onClick?: (event: MouseEvent<HTMLButtonElement>) => void;
  disabled?: boolean;
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>; // with the props that a menu gives its target
}

export function IconButton({ icon, label, onClick, disabled, busy, ...rest }: IconButtonProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      disabled={disabled}
      loading={busy}
      onClick={onClick}
      {...rest}
    >
      <Icon name={icon} />
    </ActionIcon>
  );
}
