// Form fields. Money is whole kopecks, a phone is "+7…", a date "YYYY-MM-DD", as the server wants,
// shown and typed as people write it. All take value and onChange, so Mantine's form.getInputProps
// fits them.
import { Loader, TextInput } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { ui } from '../texts/ui';
import { money, parse_money, parse_phone, phone } from './format';

export {
  Checkbox as CheckField,
  PasswordInput as PasswordField,
  Select as SelectField,
  Switch as SwitchField,
  Textarea as LongTextField,
  TextInput as TextField,
} from '@mantine/core';

interface FieldProps<Value> {
  label?: ReactNode;
  value?: Value | null;
  onChange: (value: Value | null) => void;
  error?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  description?: ReactNode;
  placeholder?: string;
  'aria-label'?: string;
  onBlur?: () => void;
  onFocus?: () => void;
}

// A text that stands for a value: what is typed stays as typed until the field is left; what cannot
// be understood stays too, with a word about it.
function ReadField<Value>(
  props: FieldProps<Value> & {
    read: (text: string) => Value | undefined;
    write: (value: Value) => string;
    wrong: string;
    numeric?: boolean;
    width?: number;
  },
) {
  const { read, write, wrong, numeric, value, onChange, onBlur, error, ...rest } = props;
  const [typed, set_typed] = useState<string>();
  const [misread, set_misread] = useState(false);
  const shown = typed ?? (value === null || value === undefined ? '' : write(value));
  return (
    <TextInput
      {...rest}
      value={shown}
      error={misread ? wrong : error}
      inputMode={numeric ? 'decimal' : 'tel'}
      styles={numeric ? { input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } } : {}}
      onChange={(event) => {
        const text = event.currentTarget.value;
        set_typed(text);
        set_misread(false);
        const next = text.trim() === '' ? null : read(text);
        if (next !== undefined) onChange(next);
      }}
      onBlur={() => {
        const unreadable = typed !== undefined && typed.trim() !== '' && read(typed) === undefined;
        set_misread(unreadable);
        if (!unreadable) set_typed(undefined);
        onBlur?.();
      }}
    />
  );
}

export function MoneyField(props: FieldProps<number>) {
  return (
    <ReadField {...props} numeric read={parse_money} write={money} wrong={ui('money_wrong')} />
  );
}

export function PhoneField(props: FieldProps<string>) {
  return <ReadField {...props} read={parse_phone} write={phone} wrong={ui('phone_wrong')} />;
}

const whole = (text: string) => {
  const plain = text.replace(/\s/gu, '');
  return /^\d{1,12}$/.test(plain) ? Number(plain) : undefined;
};
export function NumberField(props: FieldProps<number>) {
  return <ReadField {...props} numeric read={whole} write={String} wrong={ui('number_wrong')} />;
}

// Minutes of the day: 540 is "9:00". Browsers would ask for AM and PM by their own language.
export function read_time(text: string): number | undefined {
  const match = /^\s*(\d{1,2})(?:[:.\s-]?(\d{2}))?\s*$/.exec(text);
  const [hours, minutes] = [Number(match?.[1]), Number(match?.[2] ?? 0)];
  return match && hours < 24 && minutes < 60 ? hours * 60 + minutes : undefined;
}
export const write_time = (minutes: number) =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
export function TimeField(props: FieldProps<number>) {
  return (
    <ReadField {...props} numeric read={read_time} write={write_time} wrong={ui('time_wrong')} />
  );
}

const Calendar = lazy(() => import('./date_field'));
export type DateFieldProps = FieldProps<string> & { earliest?: string };
export function DateField(props: DateFieldProps) {
  return (
    <Suspense
      fallback={<TextInput label={props.label} disabled rightSection={<Loader size={12} />} />}
    >
      <Calendar {...props} />
    </Suspense>
  );
}
