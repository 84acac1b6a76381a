// One of a few, all in sight: a row of native radio buttons, so that the keyboard works by itself.
import { useId } from 'react';
import classes from './choice.module.css';

interface ChoiceProps<Value extends string> {
  label: string; // for readers
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string }[];
  wide?: boolean;
}

export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={props.label}
      className={classes.choice}
      data-wide={props.wide || undefined}
    >
      {props.options.map((option) => (
        <label key={option.value} data-chosen={option.value === props.value || undefined}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === props.value}
            onChange={() => props.onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
