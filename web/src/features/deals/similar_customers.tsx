// Duplicates while typing (1.2.1): a phone, an address, an ИНН, a name that is known already.
import { useDebouncedValue } from '@mantine/hooks';
import { api } from '../../api/client';
import { deals as t } from '../../texts/deals';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icons';
import { Tag } from '../../ui/tag';
import classes from './deals.module.css';
import type { NewDealValues, Taken } from './new_deal';

interface SimilarCustomersProps {
  values: Pick<NewDealValues, 'contact' | 'company'>;
  contact: Taken | undefined;
  company: Taken | undefined;
  onContact: (taken: Taken) => void;
  onCompany: (taken: Taken) => void;
}

export function SimilarCustomers(props: SimilarCustomersProps) {
  const { contact, company } = props.values;
  const typed = {
    surname: contact.surname || undefined,
    name: contact.name || undefined,
    phones: contact.phone ? [contact.phone] : [],
    emails: contact.email.includes('@') ? [contact.email] : [],
    company: company.name.length > 2 ? company.name : undefined,
    inn: company.inn.length >= 10 ? company.inn : undefined,
  };
  const [query] = useDebouncedValue(typed, 250);
  const enough = Boolean(
    query.surname || query.company || query.inn || query.phones[0] || query.emails[0],
  );
  const similar = api.useQuery(
    'get',
    '/api/customers/similar',
    { params: { query } },
    { enabled: enough, placeholderData: (before) => before },
  );
  const taken = { contact: props.contact, company: props.company };
  const items = (enough ? (similar.data?.items ?? []) : []).filter(
    (each) => !taken[each.noun as 'contact' | 'company'],
  );
  if (items.length === 0) return null;
  const reasons = {
    inn: t('reason_inn'),
    phone: t('reason_phone'),
    email: t('reason_email'),
    domain: t('reason_domain'),
    name: t('reason_name'),
  };
  return (
    <div className={classes.similar} role="status">
      <h3>{t('similar')}</h3>
      <ul>
        {items.slice(0, 5).map((each) => (
          <li key={`${each.noun} ${each.id}`}>
            <span>
              <Icon name={each.noun === 'company' ? 'company' : 'person'} size={14} />
              {` ${each.title} `}
              <Tag>{reasons[each.reason]}</Tag>
            </span>
            {each.hidden ? (
              <span className="quiet">{t('similar_owner', { name: each.owner_name })}</span>
            ) : (
              <Button
                onClick={() => {
                  const chosen = { id: each.id, title: each.title };
                  if (each.noun === 'company') props.onCompany(chosen);
                  else props.onContact(chosen);
                }}
              >
                {t('similar_use')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
