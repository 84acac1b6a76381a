// A contact's form (1.2.1.2–1.2.1.4): the name, how to address him, where he works, how to reach
// him.
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import { customers as t } from '../../texts/customers';
import { ui } from '../../texts/ui';
import { Button, IconButton } from '../../ui/button';
import { ConflictDialog } from '../../ui/conflict_dialog';
import { SideDrawer } from '../../ui/dialog';
import { CheckField, LongTextField, TextField } from '../../ui/fields';
import { FormProblem, field_errors } from '../../ui/form';
import { toast } from '../../ui/toast';
import { CustomerChoice } from '../deals/customer_choice';
import { undo_latest } from '../journal/undo';
import { type CustomerConflict, conflict_of } from './conflict';
import { contact_form } from './contact_form';
import type { ContactCard, ContactForm } from './customers';
import classes from './customers.module.css';
import { PointFields } from './points';

export default function ContactDialog({
  contact,
  onClose,
}: {
  contact: ContactCard;
  onClose: () => void;
}) {
  const form_id = useId();
  const client = useQueryClient();
  const [before] = useState(() => contact_form(contact));
  const [version] = useState(contact.version);
  const [titles, set_titles] = useState<Record<number, string>>(() =>
    Object.fromEntries(contact.companies.map((each) => [each.company_id, each.title])),
  );
  const [conflict, set_conflict] = useState<CustomerConflict<ContactForm>>();
  const form = useForm<ContactForm>({ initialValues: before });
  const save = api.useMutation('put', '/api/contacts/{id}', {
    meta: { quiet: true },
    onError: (error, { body }) => {
      const found = conflict_of<ContactForm>(error, before, body);
      if (found && found.rows.length === 0) submit(found.merged, found.version);
      else set_conflict(found);
      form.setErrors(field_errors(error));
    },
    onSuccess: (card) => {
      const key = { params: { path: { id: card.id } } };
      client.setQueryData(api.queryOptions('get', '/api/contacts/{id}', key).queryKey, card);
      refresh('contact', card.id);
      toast(t('saved'), () => undo_latest('contact', card.id, 'changed'));
      onClose();
    },
  });
  const submit = (values: ContactForm, seen = version) =>
    save.mutate({
      params: { path: { id: contact.id } },
      body: {
        ...values,
        places: values.places.filter((place) => place.company_id > 0),
        version: seen,
      },
    });
  const make_main = (index: number) =>
    form.setFieldValue(
      'places',
      form.values.places.map((place, at) => ({ ...place, is_main: at === index })),
    );

  return (
    <SideDrawer
      title={contact.title}
      size="lg"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button kind="main" submit form={form_id} busy={save.isPending}>
            {ui('save')}
          </Button>
        </>
      }
    >
      <form id={form_id} className="fields" onSubmit={form.onSubmit((values) => submit(values))}>
        <FormProblem error={conflict ? undefined : save.error} />
        <div className="pair">
          <TextField label={t('surname')} data-autofocus {...form.getInputProps('surname')} />
          <TextField label={t('first_name')} {...form.getInputProps('name')} />
        </div>
        <div className="pair">
          <TextField label={t('patronymic')} {...form.getInputProps('patronymic')} />
          <TextField
            label={t('address_form')}
            placeholder={contact.greeting}
            description={t('address_form_note')}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            {...form.getInputProps('address_form')}
          />
        </div>
        <h3>{t('points')}</h3>
        <PointFields form={form} />
        <h3>{t('places')}</h3>
        {form.values.places.map((place, index) => (
          <div key={index} className={classes.place}>
            <div className={classes.place_row}>
              <CustomerChoice
                noun="company"
                label={t('company')}
                error={form.errors[`places.${index}.company_id`]}
                value={
                  place.company_id
                    ? { id: place.company_id, title: titles[place.company_id] ?? '' }
                    : null
                }
                onChange={(chosen) => {
                  if (chosen) set_titles((all) => ({ ...all, [chosen.id]: chosen.title }));
                  form.setFieldValue(`places.${index}.company_id`, chosen?.id ?? 0);
                }}
              />
              <TextField
                label={t('position')}
                {...form.getInputProps(`places.${index}.position`)}
              />
              <IconButton
                icon="close"
                label={t('remove_place', { company: titles[place.company_id] ?? '' })}
                onClick={() => form.removeListItem('places', index)}
              />
            </div>
            <div className={classes.checks}>
              <CheckField
                label={t('main_place')}
                checked={place.is_main}
                onChange={() => make_main(index)}
              />
              <CheckField
                label={t('left')}
                checked={Boolean(place.left_at)}
                onChange={(event) =>
                  form.setFieldValue(
                    `places.${index}.left_at`,
                    event.currentTarget.checked ? new Date().toISOString() : null,
                  )
                }
              />
            </div>
          </div>
        ))}
        <div>
          <Button
            icon="plus"
            onClick={() =>
              form.insertListItem('places', {
                company_id: 0,
                position: '',
                is_main: form.values.places.length === 0,
                left_at: null,
              })
            }
          >
            {t('add_place')}
          </Button>
        </div>
        <CheckField
          label={t('consent_given')}
          checked={Boolean(form.values.consent_at)}
          onChange={(event) =>
            form.setFieldValue(
              'consent_at',
              event.currentTarget.checked ? (before.consent_at ?? new Date().toISOString()) : null,
            )
          }
        />
        <LongTextField
          label={t('note')}
          autosize
          minRows={2}
          maxRows={10}
          {...form.getInputProps('note')}
        />
      </form>
      {conflict && (
        <ConflictDialog
          rows={conflict.rows}
          onMine={() => {
            set_conflict(undefined);
            submit(conflict.merged, conflict.version);
          }}
          onTheirs={() => {
            refresh('contact', contact.id);
            onClose();
          }}
        />
      )}
    </SideDrawer>
  );
}
