import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { grouped } from './format';

interface ListFieldProps {
  label?: ReactNode;
  placeholder?: string;
  value?: readonly number[];
  onChange: (value: number[]) => void;
  read: (text: string) => number[] | undefined;
  wrong: string;
  error?: ReactNode;
  required?: boolean;
}

// Several whole numbers in one field: "100, 300, 1 000".
export function ListField({ value, onChange, read, wrong, error, ...rest }: ListFieldProps) {
  const [typed, set_typed] = useState<string>();
  const [misread, set_misread] = useState(false);
  return (
    <TextInput
      {...rest}
      inputMode="numeric"
      value={typed ?? (value ?? []).map(grouped).join(', ')}
      error={misread ? wrong : error}
      onChange={(event) => {
        const text = event.currentTarget.value;
        set_typed(text);
        set_misread(false);
        const numbers = read(text);
        if (numbers) onChange(numbers);
      }}
      onBlur={() => {
        const numbers = typed === undefined ? [] : read(typed);
        set_misread(!numbers);
        if (numbers) set_typed(undefined);
      }}
    />
  );
}
