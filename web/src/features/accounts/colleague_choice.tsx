// Whose list is shown: for those who may see more than their own.
import { api } from '../../api/client';
import { useSession } from '../../app/session';
import { accounts as t } from '../../texts/accounts';
import { SelectField } from '../../ui/fields';

interface ColleagueChoiceProps {
  label: string;
  value: number;
  onChange: (person_id: number) => void;
}

export default function ColleagueChoice({ label, value, onChange }: ColleagueChoiceProps) {
  const { person } = useSession();
  const colleagues = api.useQuery('get', '/api/colleagues');
  return (
    <SelectField
      aria-label={label}
      size="xs"
      w={190}
      searchable
      allowDeselect={false}
      data={(colleagues.data?.items ?? [])
        .filter((each) => each.active)
        .map((each) => ({
          value: String(each.id),
          label: each.id === person.id ? `${each.name} · ${t('it_is_me')}` : each.name,
        }))}
      value={String(value)}
      onChange={(id) => onChange(Number(id))}
    />
  );
}
