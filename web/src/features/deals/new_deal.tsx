// A deal by hand (1.2.1): one form, keyboard only, in half a minute. Who came, from which company,
// what is needed; known clients are found while typing.
import { useForm } from '@mantine/form';
import { useEffect, useId, useState } from 'react';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import type { components } from '../../api/schema.gen';
import { useSession } from '../../app/session';
import { deals as t } from '../../texts/deals';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import {
  DateField,
  LongTextField,
  MoneyField,
  PhoneField,
  SelectField,
  TextField,
  TimeField,
} from '../../ui/fields';
import { FormProblem, field_errors } from '../../ui/form';
import { instant_of } from '../../ui/format';
import { useKeys } from '../../ui/keys';
import { ListField } from '../../ui/list_field';
import { toast } from '../../ui/toast';
import { channel_name, channels, type NeedItem } from './deals';
import classes from './deals.module.css';
import { empty_item, empty_need, need_of, read_runs } from './need_fields';
import { SimilarCustomers } from './similar_customers';

type NewDealForm = components['schemas']['NewDealForm'];
export interface Taken {
  id: number;
  title: string;
}

export interface NewDealValues {
  contact: {
    surname: string;
    name: string;
    patronymic: string;
    position: string;
    phone: string;
    email: string;
  };
  company: { name: string; inn: string };
  item: NeedItem;
  imprint: string;
  in_hands_on: string | null;
  budget_kopecks: number | null;
  channel: string;
  quote_on: string | null;
  quote_minute: number | null;
  owner_id: string;
  note: string;
}

function body_of(
  values: NewDealValues,
  company: Taken | undefined,
  contact: Taken | undefined,
): NewDealForm {
  const person = values.contact;
  const named = person.surname || person.name || person.phone || person.email;
  const need = need_of({
    ...empty_need(),
    items: [
      {
        ...values.item,
        imprints: values.imprint
          ? [{ method: values.imprint, colours: null, place: '', size: '' }]
          : [],
      },
    ],
    in_hands_on: values.in_hands_on,
    budget_kopecks: values.budget_kopecks,
  });
  return {
    thread_ids: [],
    channel: values.channel,
    owner_id: Number(values.owner_id),
    note: values.note || null,
    need,
    ...(company
      ? { company_id: company.id }
      : values.company.name
        ? { company: { ...values.company, legal_form: '', kpp: '', site: '' } }
        : {}),
    ...(contact
      ? { contact_id: contact.id }
      : named
        ? {
            contact: {
              surname: person.surname,
              name: person.name,
              patronymic: person.patronymic,
              position: person.position,
              phones: person.phone ? [person.phone] : [],
              emails: person.email ? [person.email] : [],
            },
          }
        : {}),
    ...(values.quote_on
      ? { quote_due_at: instant_of(values.quote_on, values.quote_minute ?? 1080) }
      : {}),
  };
}

// The server names "contact.phones[0]", the form has one phone.
function errors_of(error: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(field_errors(error)).map(([path, text]) => [
      path
        .replace(/^(contact|company)_id$/, '$1.name') // of a condition that lacks one
        .replace(/^contact\.phones.*/, 'contact.phone')
        .replace(/^contact\.emails.*/, 'contact.email')
        .replace(/^need\.items\.0\./, 'item.')
        .replace(/^need\./, ''),
      text,
    ]),
  );
}

interface NewDealProps {
  company_id?: number; // from a client's card
  contact_id?: number;
  onClose: () => void;
  onOpened: (id: number) => void;
}

export default function NewDeal({ company_id, contact_id, onClose, onOpened }: NewDealProps) {
  const form_id = useId();
  const { person, may } = useSession();
  const colleagues = api.useQuery('get', '/api/colleagues');
  const [company, set_company] = useState<Taken>();
  const [contact, set_contact] = useState<Taken>();
  const from_company = api.useQuery(
    'get',
    '/api/companies/{id}',
    { params: { path: { id: company_id ?? 0 } } },
    { enabled: company_id !== undefined },
  ).data;
  const from_contact = api.useQuery(
    'get',
    '/api/contacts/{id}',
    { params: { path: { id: contact_id ?? 0 } } },
    { enabled: contact_id !== undefined },
  ).data;
  useEffect(() => {
    if (from_company) set_company({ id: from_company.id, title: from_company.title });
  }, [from_company]);
  useEffect(() => {
    if (!from_contact) return;
    set_contact({ id: from_contact.id, title: from_contact.title });
    const place = from_contact.companies[0];
    if (place) set_company({ id: place.company_id, title: place.title });
  }, [from_contact]);
  const form = useForm<NewDealValues>({
    initialValues: {
      contact: { surname: '', name: '', patronymic: '', position: '', phone: '', email: '' },
      company: { name: '', inn: '' },
      item: empty_item(),
      imprint: '',
      in_hands_on: null,
      budget_kopecks: null,
      channel: 'call',
      quote_on: null,
      quote_minute: null,
      owner_id: String(person.id),
      note: '',
    },
  });
  const open = api.useMutation('post', '/api/deals', {
    meta: { quiet: true },
    onError: (error) => form.setErrors(errors_of(error)),
    onSuccess: (card) => {
      refresh('deal', card.id);
      toast(t('opened'));
      onOpened(card.id);
    },
  });
  const submit = (values: NewDealValues) =>
    open.mutate({ body: body_of(values, company, contact) });

  useKeys(t('new_deal'), [
    {
      keys: 'Ctrl+Enter',
      text: t('open_deal'),
      run: () => form.onSubmit(submit)(),
      inside: true,
    },
  ]);

  const field = (path: string) => ({ ...form.getInputProps(path) });
  return (
    <Dialog
      title={t('new_deal')}
      size="xl"
      onClose={onClose}
      actions={
        <Button kind="main" big submit form={form_id} keys="Ctrl Enter" busy={open.isPending}>
          {t('open_deal')}
        </Button>
      }
    >
      <form id={form_id} onSubmit={form.onSubmit(submit)}>
        <FormProblem error={open.error} />
        <div className={classes.new_deal}>
          <section className="fields">
            <h3>{t('who')}</h3>
            {contact ? (
              <p className={classes.taken}>
                {t('similar_taken', { title: contact.title })}
                <Button kind="quiet" onClick={() => set_contact(undefined)}>
                  {t('similar_other')}
                </Button>
              </p>
            ) : (
              <>
                <div className="pair">
                  <TextField label={t('first_name')} data-autofocus {...field('contact.name')} />
                  <TextField label={t('surname')} {...field('contact.surname')} />
                </div>
                <div className="pair">
                  <PhoneField
                    label={t('phone')}
                    {...field('contact.phone')}
                    onChange={(value) => form.setFieldValue('contact.phone', value ?? '')}
                  />
                  <TextField label={t('email')} type="email" {...field('contact.email')} />
                </div>
                <TextField label={t('position')} {...field('contact.position')} />
              </>
            )}
            {company ? (
              <p className={classes.taken}>
                {t('similar_taken', { title: company.title })}
                <Button kind="quiet" onClick={() => set_company(undefined)}>
                  {t('similar_other')}
                </Button>
              </p>
            ) : (
              <div className="pair">
                <TextField label={t('company')} {...field('company.name')} />
                <TextField label={t('inn')} inputMode="numeric" {...field('company.inn')} />
              </div>
            )}
            <SimilarCustomers
              values={form.values}
              contact={contact}
              company={company}
              onContact={set_contact}
              onCompany={set_company}
            />
          </section>
          <section className="fields">
            <h3>{t('what')}</h3>
            <div className={classes.row2}>
              <TextField label={t('product')} {...field('item.product')} />
              <ListField
                label={t('runs')}
                placeholder="100, 300"
                wrong={t('runs_wrong')}
                read={read_runs}
                {...field('item.runs')}
              />
            </div>
            <div className="pair">
              <TextField label={t('imprint')} {...field('imprint')} />
              <DateField label={t('in_hands')} {...field('in_hands_on')} />
            </div>
            <div className="pair">
              <MoneyField label={t('budget')} {...field('budget_kopecks')} />
              <SelectField
                label={t('channel')}
                allowDeselect={false}
                data={channels.map((value) => ({ value, label: channel_name(value) }))}
                {...field('channel')}
              />
            </div>
            <div className="pair">
              <DateField
                label={t('quote_due')}
                description={t('quote_due_default')}
                {...field('quote_on')}
              />
              <TimeField label={t('quote_time')} {...field('quote_minute')} />
            </div>
            {may('deals_see_all') && (
              <SelectField
                label={t('owner')}
                searchable
                allowDeselect={false}
                data={(colleagues.data?.items ?? [])
                  .filter((each) => each.active)
                  .map((each) => ({ value: String(each.id), label: each.name }))}
                {...field('owner_id')}
              />
            )}
            <LongTextField label={t('note')} autosize minRows={1} {...field('note')} />
          </section>
        </div>
      </form>
    </Dialog>
  );
}
