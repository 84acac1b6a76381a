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
}

export function Button(props: ButtonProps) {
  const { kind = 'plain' } = props;
  const variant = { main: 'filled', plain: 'default', quiet: 'subtle', danger: 'outline' }[kind];
  return (
    <MantineButton
      variant={variant}
      color={kind === 'danger' ? 'red' : kind === 'quiet' ? 'gray' : undefined}
      size={props.big ? 'sm' : 'xs'}
      leftSection={props.icon && <Icon name={props.icon} />}
      rightSection={props.keys && <kbd aria-hidden="true">{props.keys}</kbd>}
      loading={props.busy}
      disabled={props.disabled}
      fullWidth={props.wide}
      type={props.submit ? 'submit' : 'button'}
      form={props.form}
      onClick={props.onClick}
    >
      {props.children}
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
