// What a person sees when a screen of ours breaks, and when an address leads nowhere.
import { Component, type ReactNode } from 'react';
import { as_problem } from '../api/problem';
import { app } from '../texts/app';
import { Button } from '../ui/button';
import { Empty } from '../ui/states';

export function Broken({ error }: { error: unknown }) {
  return (
    <div role="alert">
      <Empty
        icon="warning"
        title={app('broken_title')}
        text={
          <>
            {app('broken_text')}
            <br />
            <code>{as_problem(error).message}</code>
          </>
        }
        action={<Button onClick={() => location.reload()}>{app('reload')}</Button>}
      />
    </div>
  );
}

export function NotFound() {
  return (
    <Empty
      icon="question"
      title={app('not_found_title')}
      text={app('not_found_text')}
      action={<a href="/">{app('to_start')}</a>}
    />
  );
}

// The last net, around everything.
export class Guarded extends Component<{ children: ReactNode }, { error?: unknown }> {
  override state: { error?: unknown } = {};
  static getDerivedStateFromError(error: unknown) {
    return { error };
  }
  override render() {
    return this.state.error ? <Broken error={this.state.error} /> : this.props.children;
  }
}
