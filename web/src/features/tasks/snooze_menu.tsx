import { Menu } from '@mantine/core';
import { tasks as t } from '../../texts/tasks';
import { IconButton } from '../../ui/button';

interface SnoozeMenuProps {
  onHour: () => void;
  onDay: () => void;
  onClose: () => void;
}

export default function SnoozeMenu({ onHour, onDay, onClose }: SnoozeMenuProps) {
  return (
    <Menu opened onClose={onClose}>
      <Menu.Target>
        <IconButton icon="clock" label={t('snooze')} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('snooze')}</Menu.Label>
        <Menu.Item onClick={onHour}>{t('snooze_hour')}</Menu.Item>
        <Menu.Item onClick={onDay}>{t('snooze_day')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
