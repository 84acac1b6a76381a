// A question before what cannot be undone: if (await confirm({…})) …
// What can be undone asks nothing; its toast offers «Отменить».
import { lazy, Suspense, useEffect, useState } from 'react';
import { ui } from '../texts/ui';
import { Button } from './button';

const Dialog = lazy(() => import('./dialog').then((module) => ({ default: module.Dialog })));

interface Question {
  title: string;
  text: string; // what happens then
  action: string; // the verb on the button
  danger?: boolean;
}
type Asked = Question & { answer: (yes: boolean) => void };

let show: ((asked: Asked) => void) | undefined;
export function confirm(question: Question): Promise<boolean> {
  return new Promise((answer) => (show ? show({ ...question, answer }) : answer(false)));
}

// Stands once in the shell.
export function ConfirmPlace() {
  const [asked, set_asked] = useState<Asked>();
  useEffect(() => {
    show = set_asked;
    return () => {
      show = undefined;
    };
  }, []);
  if (!asked) return null;
  const finish = (yes: boolean) => {
    set_asked(undefined);
    asked.answer(yes);
  };
  return (
    <Suspense>
      <Dialog
        title={asked.title}
        size="sm"
        onClose={() => finish(false)}
        actions={
          <>
            <Button onClick={() => finish(false)}>{ui('cancel')}</Button>
            <Button kind={asked.danger ? 'danger' : 'main'} onClick={() => finish(true)}>
              {asked.action}
            </Button>
          </>
        }
      >
        <p>{asked.text}</p>
      </Dialog>
    </Suspense>
  );
}
