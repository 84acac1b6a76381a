import { fireEvent, render } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { useKeys } from './keys';

const run = vi.fn();
const save = vi.fn();
function Page() {
  useKeys('page', [
    { keys: 'g d', text: 'deals', run },
    { keys: 'Ctrl+Enter', text: 'save', run: save },
  ]);
  return (
    <>
      <input aria-label="name" />
      <div role="dialog">
        <button type="button">inside</button>
      </div>
    </>
  );
}
const press = (target: Element, code: string, key: string, more = {}) =>
  fireEvent.keyDown(target, { code, key, ...more });

test('one key after the other, in the Russian layout too', () => {
  run.mockClear();
  render(<Page />);
  press(document.body, 'KeyG', 'п');
  press(document.body, 'KeyD', 'в');
  expect(run).toHaveBeenCalledOnce();
  press(document.body, 'KeyD', 'в');
  expect(run).toHaveBeenCalledOnce();
});

test('letters typed into a field are no commands, Ctrl+Enter is', () => {
  run.mockClear();
  const { getByLabelText } = render(<Page />);
  const field = getByLabelText('name');
  press(field, 'KeyG', 'g');
  press(field, 'KeyD', 'd');
  expect(run).not.toHaveBeenCalled();
  press(field, 'Enter', 'Enter', { ctrlKey: true });
  expect(save).toHaveBeenCalledOnce();
});

test('keys of the page are quiet while a dialog has the focus', () => {
  run.mockClear();
  const { getByText } = render(<Page />);
  press(getByText('inside'), 'KeyG', 'g');
  press(getByText('inside'), 'KeyD', 'd');
  expect(run).not.toHaveBeenCalled();
});
