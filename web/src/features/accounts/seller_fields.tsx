// The fields of a legal entity, in the settings and at the first start. The server checks digits.
import type { UseFormReturnType } from '@mantine/form';
import type { components } from '../../api/schema.gen';
import { accounts as t } from '../../texts/accounts';
import { Button, IconButton } from '../../ui/button';
import { CheckField, DateField, SelectField, TextField } from '../../ui/fields';
import { date_of } from '../../ui/format';
import { Section } from '../../ui/screen';
import classes from './accounts.module.css';

export type SellerForm = components['schemas']['SellerForm'];

export const empty_seller = (): SellerForm => ({
  name: '',
  legal_form: t('legal_form_ooo'),
  inn: '',
  kpp: '',
  ogrn: '',
  legal_address: '',
  director: '',
  accountant: '',
  number_prefix: '',
  numbers_by: 'tirazh',
  is_default: false,
  vat: [{ regime: 'general', valid_from: `${date_of(Date.now()).slice(0, 4)}-01-01` }],
  bank_accounts: [],
});

// `at` is where the seller stands in the form: "" or "seller.".
interface Part<Values> {
  form: UseFormReturnType<Values>;
  at?: string;
}

export function SellerNames<Values>({ form, at = '' }: Part<Values>) {
  const field = (name: keyof SellerForm) => ({ ...form.getInputProps(at + name) });
  return (
    <>
      <div className={classes.form_and_name}>
        <SelectField
          label={t('legal_form')}
          data={[t('legal_form_ooo'), t('legal_form_ip'), t('legal_form_ao')]}
          allowDeselect={false}
          {...field('legal_form')}
        />
        <TextField
          label={t('seller_name')}
          placeholder={t('seller_name_example')}
          required
          {...field('name')}
        />
      </div>
      <div className="pair">
        <TextField label={t('inn')} inputMode="numeric" required {...field('inn')} />
        <TextField label={t('kpp')} inputMode="numeric" {...field('kpp')} />
      </div>
      <TextField label={t('ogrn')} inputMode="numeric" {...field('ogrn')} />
      <TextField label={t('legal_address')} {...field('legal_address')} />
    </>
  );
}

export function VatRegime<Values>({ form, at = '', index }: Part<Values> & { index: number }) {
  const path = `${at}vat.${index}`;
  return (
    <div className="pair">
      <SelectField
        label={t('vat')}
        data={[
          { value: 'general', label: t('vat_general') },
          { value: 'simplified_none', label: t('vat_simplified_none') },
          { value: 'simplified_5', label: t('vat_simplified_5') },
          { value: 'simplified_7', label: t('vat_simplified_7') },
        ]}
        allowDeselect={false}
        {...form.getInputProps(`${path}.regime`)}
      />
      <DateField label={t('valid_from')} required {...form.getInputProps(`${path}.valid_from`)} />
    </div>
  );
}

export function SellerDetails({ form }: { form: UseFormReturnType<SellerForm> }) {
  const field = (name: string) => ({ ...form.getInputProps(name) });
  const { vat, bank_accounts } = form.values;
  return (
    <>
      <div className="pair">
        <TextField label={t('director')} {...field('director')} />
        <TextField label={t('accountant')} {...field('accountant')} />
      </div>
      <div className="pair">
        <TextField label={t('number_prefix')} {...field('number_prefix')} />
        <SelectField
          label={t('numbers_by')}
          data={[
            { value: 'tirazh', label: t('by_tirazh') },
            { value: 'onec', label: t('by_onec') },
          ]}
          allowDeselect={false}
          {...field('numbers_by')}
        />
      </div>
      <CheckField
        label={t('is_default_seller')}
        {...form.getInputProps('is_default', { type: 'checkbox' })}
      />
      <Section
        title={t('vat')}
        actions={
          <Button
            kind="quiet"
            icon="plus"
            onClick={() =>
              form.insertListItem('vat', { regime: 'general', valid_from: date_of(Date.now()) })
            }
          >
            {t('add_vat')}
          </Button>
        }
      >
        {vat.map((_, index) => (
          <div key={index} className={classes.repeated}>
            <VatRegime form={form} index={index} />
            {vat.length > 1 && (
              <IconButton
                icon="close"
                label={t('remove_row')}
                onClick={() => form.removeListItem('vat', index)}
              />
            )}
          </div>
        ))}
      </Section>
      <Section
        title={t('bank_accounts')}
        actions={
          <Button
            kind="quiet"
            icon="plus"
            onClick={() =>
              form.insertListItem('bank_accounts', {
                account: '',
                bik: '',
                bank: '',
                correspondent_account: '',
                is_default: bank_accounts.length === 0,
              })
            }
          >
            {t('add_account')}
          </Button>
        }
      >
        {bank_accounts.map((_, index) => (
          <div key={index} className={classes.repeated}>
            <div className="fields">
              <TextField
                label={t('account')}
                inputMode="numeric"
                required
                {...field(`bank_accounts.${index}.account`)}
              />
              <div className="pair">
                <TextField
                  label={t('bik')}
                  inputMode="numeric"
                  required
                  {...field(`bank_accounts.${index}.bik`)}
                />
                <TextField label={t('bank')} {...field(`bank_accounts.${index}.bank`)} />
              </div>
              <TextField
                label={t('correspondent_account')}
                inputMode="numeric"
                {...field(`bank_accounts.${index}.correspondent_account`)}
              />
              <CheckField
                label={t('is_default_account')}
                {...form.getInputProps(`bank_accounts.${index}.is_default`, { type: 'checkbox' })}
              />
            </div>
            <IconButton
              icon="close"
              label={t('remove_row')}
              onClick={() => form.removeListItem('bank_accounts', index)}
            />
          </div>
        ))}
      </Section>
    </>
  );
}
