// A company's card (1.2.1.1): who works there, its deals and letters, what happened; beside it the
// requisites, how to reach it, whose it is, the files.
import { useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useSession } from '../../app/session';
import { Thing } from '../../app/thing';
import { customers as t } from '../../texts/customers';
import { files } from '../../texts/files';
import { journal } from '../../texts/journal';
import { Button } from '../../ui/button';
import { day } from '../../ui/format';
import { useKeys } from '../../ui/keys';
import { Facts, Screen as Frame, Section } from '../../ui/screen';
import { Loaded } from '../../ui/states';
import { Tag } from '../../ui/tag';
import { ThingFiles } from '../files/thing_files';
import { ThingTimeline } from '../journal/thing_timeline';
import { CompanyOwner, CustomerDeals, CustomerDuplicates, CustomerLetters } from './customer_parts';
import { type CompanyCard, useCompany } from './customers';
import classes from './customers.module.css';
import { Points } from './points';

const CompanyDialog = lazy(() => import('./company_dialog'));
const NewCustomer = lazy(() => import('./new_customer'));

export function Screen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const company = useCompany(Number(id));
  const [editing, set_editing] = useState(false);
  const card = company.data;
  const edit = () => card?.may_change && set_editing(true);
  useKeys(t('company'), [{ keys: 'e', text: t('edit'), run: edit }]);
  return (
    <Frame
      title={card?.title ?? t('company')}
      note={card && t('added_on', { day: day(card.created_at) })}
      actions={
        card?.may_change && (
          <Button icon="edit" keys="E" onClick={edit}>
            {t('edit')}
          </Button>
        )
      }
    >
      <Loaded query={company} rows={12}>
        {(data) => <Card company={data} />}
      </Loaded>
      <Suspense>
        {editing && card && <CompanyDialog company={card} onClose={() => set_editing(false)} />}
      </Suspense>
    </Frame>
  );
}

function Card({ company }: { company: CompanyCard }) {
  const { may } = useSession();
  const merged_points = company.merged.flatMap((part) => part.points);
  const points = [...company.points, ...merged_points];
  const emails = company.people
    .filter((each) => each.email)
    .map((each) => ({ kind: 'email' as const, value: each.email, extension: '', note: '' }));
  return (
    <div className={classes.card}>
      <div>
        {company.merged_into && (
          <p className={classes.merged}>
            {t('is_merged')}{' '}
            <Thing noun="company" id={company.merged_into.id}>
              {company.merged_into.title}
            </Thing>
          </p>
        )}
        <div className={classes.top}>
          <CompanyOwner company={company} />
          {company.line_of_business && <span className="quiet">{company.line_of_business}</span>}
        </div>
        <People company={company} may_add={company.may_change && may('customers_change')} />
        <CustomerDeals noun="company" id={company.id} />
        <CustomerLetters
          points={[...points, ...emails.map((each) => ({ ...each, preferred: false }))]}
        />
        <Section title={journal('title')}>
          <ThingTimeline noun="company" id={company.id} />
        </Section>
      </div>
      <div>
        <Section title={t('points')}>
          <Points points={points} />
        </Section>
        <Section title={t('requisites')}>
          <Requisites company={company} />
        </Section>
        <Groups company={company} />
        <CustomerDuplicates noun="company" card={company} />
        <Section title={files('title')}>
          <ThingFiles noun="company" id={company.id} may_change={company.may_change} />
        </Section>
        <p className="quiet">
          {company.owner_id ? t('seen_by') : t('seen_by_all')}
          {!company.may_change && `. ${t('only_reading')}`}
        </p>
      </div>
    </div>
  );
}

function People({ company, may_add }: { company: CompanyCard; may_add: boolean }) {
  const navigate = useNavigate();
  const [adding, set_adding] = useState(false);
  return (
    <Section
      title={t('people')}
      actions={
        may_add && (
          <Button kind="quiet" icon="plus" onClick={() => set_adding(true)}>
            {t('add_person')}
          </Button>
        )
      }
    >
      {company.people.length === 0 ? (
        <p className="quiet">{t('no_people_here')}</p>
      ) : (
        <ul className={classes.rows}>
          {company.people.map((each) => (
            <li key={each.contact_id} className={each.left_at ? classes.gone : undefined}>
              <span>
                <Thing noun="contact" id={each.contact_id}>
                  {each.title}
                </Thing>
                <span className={classes.row_note}>
                  {[each.position, each.left_at && t('left_on', { day: day(each.left_at) })]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <span>{each.phone}</span>
              <span>{each.email}</span>
            </li>
          ))}
        </ul>
      )}
      <Suspense>
        {adding && (
          <NewCustomer
            company={{ id: company.id, title: company.title }}
            onClose={() => set_adding(false)}
            onAdded={(_company, contact_id) => {
              set_adding(false);
              if (contact_id) void navigate({ href: `/people/${contact_id}` });
            }}
          />
        )}
      </Suspense>
    </Section>
  );
}

function Requisites({ company }: { company: CompanyCard }) {
  const accounts = [...company.accounts, ...company.merged.flatMap((part) => part.accounts)];
  const site = company.site && (
    <a
      href={/^https?:/.test(company.site) ? company.site : `https://${company.site}`}
      target="_blank"
      rel="noreferrer"
    >
      {company.site}
    </a>
  );
  return (
    <Facts
      rows={[
        [t('legal_name'), company.legal_name],
        [t('inn'), company.inn],
        [t('kpp'), company.kpp],
        [t('ogrn'), company.ogrn],
        [t('legal_address'), company.legal_address],
        [t('delivery_address'), company.delivery_address],
        [t('site'), site],
        ...accounts.map((each): [string, React.ReactNode] => [
          `${t('account')} ${each.account.slice(-4)}`,
          <span key={each.account}>
            {each.account}
            <span className={classes.row_note}>
              {[each.bank, `${t('bik')} ${each.bik}`].filter(Boolean).join(', ')}
            </span>
          </span>,
        ]),
        [
          t('brand_colour'),
          company.brand_colour && (
            <>
              <span className={classes.colour} style={{ background: company.brand_colour }} />
              {company.brand_colour}
            </>
          ),
        ],
        [t('note'), company.note && <span className={classes.note}>{company.note}</span>],
      ]}
    />
  );
}

function Groups({ company }: { company: CompanyCard }) {
  return (
    <>
      {company.group_id && (
        <Section title={`${t('group')}: ${company.group_name}`}>
          <ul className={classes.rows}>
            {company.group_companies.map((each) => (
              <li key={each.id}>
                <Thing noun="company" id={each.id}>
                  {each.title}
                </Thing>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {company.merged.length > 0 && (
        <Section title={t('merged_parts')}>
          <ul className={classes.rows}>
            {company.merged.map((each) => (
              <li key={each.id}>
                <span>{each.title}</span>
                {each.inn && <Tag>{`${t('inn')} ${each.inn}`}</Tag>}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
