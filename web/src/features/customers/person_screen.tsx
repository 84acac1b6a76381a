// A contact's card (1.2.1.2): where he works, his deals and letters, what happened; beside it how
// to reach and to address him.
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { Thing } from '../../app/thing';
import { customers as t } from '../../texts/customers';
import { files } from '../../texts/files';
import { journal } from '../../texts/journal';
import { Button } from '../../ui/button';
import { day } from '../../ui/format';
import { useKeys } from '../../ui/keys';
import { Person } from '../../ui/person';
import { Facts, Screen as Frame, Section } from '../../ui/screen';
import { Loaded } from '../../ui/states';
import { Tag } from '../../ui/tag';
import { ThingFiles } from '../files/thing_files';
import { ThingTimeline } from '../journal/thing_timeline';
import { CustomerDeals, CustomerDuplicates, CustomerLetters } from './customer_parts';
import { type ContactCard, useContact } from './customers';
import classes from './customers.module.css';
import { Points } from './points';

const ContactDialog = lazy(() => import('./contact_dialog'));

export function Screen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const contact = useContact(Number(id));
  const [editing, set_editing] = useState(false);
  const card = contact.data;
  const edit = () => card?.may_change && set_editing(true);
  useKeys(t('contact'), [{ keys: 'e', text: t('edit'), run: edit }]);
  return (
    <Frame
      title={card?.title ?? t('contact')}
      note={card && t('added_on', { day: day(card.created_at) })}
      actions={
        card?.may_change && (
          <Button icon="edit" keys="E" onClick={edit}>
            {t('edit')}
          </Button>
        )
      }
    >
      <Loaded query={contact} rows={12}>
        {(data) => <Card contact={data} />}
      </Loaded>
      <Suspense>
        {editing && card && <ContactDialog contact={card} onClose={() => set_editing(false)} />}
      </Suspense>
    </Frame>
  );
}

function Card({ contact }: { contact: ContactCard }) {
  const points = [...contact.points, ...contact.merged.flatMap((part) => part.points)];
  return (
    <div className={classes.card}>
      <div>
        {contact.merged_into && (
          <p className={classes.merged}>
            {t('is_merged')}{' '}
            <Thing noun="contact" id={contact.merged_into.id}>
              {contact.merged_into.title}
            </Thing>
          </p>
        )}
        <div className={classes.top}>
          {contact.owner_name ? <Person name={contact.owner_name} /> : <Tag>{t('nobody')}</Tag>}
        </div>
        <Section title={t('places')}>
          {contact.companies.length === 0 ? (
            <p className="quiet">—</p>
          ) : (
            <ul className={classes.rows}>
              {contact.companies.map((each) => (
                <li key={each.company_id} className={each.left_at ? classes.gone : undefined}>
                  <span>
                    <Thing noun="company" id={each.company_id}>
                      {each.title}
                    </Thing>
                    <span className={classes.row_note}>
                      {[each.position, each.left_at && t('left_on', { day: day(each.left_at) })]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                  </span>
                  {each.is_main && contact.companies.length > 1 && <Tag>{t('place_main')}</Tag>}
                </li>
              ))}
            </ul>
          )}
        </Section>
        <CustomerDeals noun="contact" id={contact.id} />
        <CustomerLetters points={points} />
        <Section title={journal('title')}>
          <ThingTimeline noun="contact" id={contact.id} />
        </Section>
      </div>
      <div>
        <Section title={t('points')}>
          <Points points={points} />
        </Section>
        <Section title={t('details')}>
          <Facts
            rows={[
              [t('greeting'), contact.greeting],
              [
                t('consent'),
                contact.consent_at
                  ? t('consent_at', { day: day(contact.consent_at) })
                  : t('consent_none'),
              ],
              [t('note'), contact.note && <span className={classes.note}>{contact.note}</span>],
            ]}
          />
        </Section>
        {contact.merged.length > 0 && (
          <Section title={t('merged_parts')}>
            <ul className={classes.rows}>
              {contact.merged.map((each) => (
                <li key={each.id}>{each.title}</li>
              ))}
            </ul>
          </Section>
        )}
        <CustomerDuplicates noun="contact" card={contact} />
        <Section title={files('title')}>
          <ThingFiles noun="contact" id={contact.id} may_change={contact.may_change} />
        </Section>
        <p className="quiet">
          {contact.owner_id ? t('seen_by') : t('seen_by_all')}
          {!contact.may_change && `. ${t('only_reading')}`}
        </p>
      </div>
    </div>
  );
}
