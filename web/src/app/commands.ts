// What Ctrl+K can do besides going to a screen and finding things: one entry for each command.
import type { IconName } from '../ui/icons';

export interface Command {
  key: string;
  title: () => string;
  icon: IconName;
  to: string; // where it leads
  permission?: string;
}

const commands: readonly Command[] = [];

export const all_commands = () => commands;
