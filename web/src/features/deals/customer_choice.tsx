// Picks a company or a contact that is known, by the words of its name, phone, ИНН.
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { api } from '../../api/client';

export interface Chosen {
  id: number;
  title: string;
}
interface CustomerChoiceProps {
  noun: 'company' | 'contact';
  label: ReactNode;
  value?: Chosen | null;
  onChange: (value: Chosen | null) => void;
  error?: ReactNode;
}

export function CustomerChoice({ noun, label, value, onChange, error }: CustomerChoiceProps) {
  const [typed, set_typed] = useState(value?.title ?? '');
  const [words] = useDebouncedValue(typed.trim(), 150);
  const found = api.useQuery(
    'get',
    '/api/search',
    { params: { query: { text: words, noun, limit: 10 } } },
    { enabled: words.length > 1 && words !== value?.title, placeholderData: (before) => before },
  );
  const hits = (found.data?.items ?? []).filter((hit) => hit.id !== value?.id);
  const data = [
    ...(value ? [{ value: String(value.id), label: value.title }] : []),
    ...hits.map((hit) => ({ value: String(hit.id), label: hit.title })),
  ];
  return (
    <Select
      label={label}
      error={error}
      searchable
      clearable
      filter={({ options }) => options}
      data={data}
      value={value ? String(value.id) : null}
      searchValue={typed}
      onSearchChange={set_typed}
      onChange={(id) => {
        const one = data.find((each) => each.value === id);
        onChange(one ? { id: Number(one.value), title: one.label } : null);
      }}
    />
  );
}
