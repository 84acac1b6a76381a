import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { address_of } from './addresses';

// The name of a thing, leading to it if it has a screen.
export function Thing(props: { noun: string; id: number; children: ReactNode }) {
  const address = address_of(props.noun, props.id);
  if (!address) return <span>{props.children}</span>;
  return <Link to={address as '/'}>{props.children}</Link>;
}
