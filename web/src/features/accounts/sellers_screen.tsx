import { useForm } from '@mantine/form';
import { useId, useState } from 'react';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import type { components } from '../../api/schema.gen';
import { accounts as t } from '../../texts/accounts';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { SideDrawer } from '../../ui/dialog';
import { FormProblem, field_errors } from '../../ui/form';
import { date } from '../../ui/format';
import { useKeys } from '../../ui/keys';
import { Screen as Frame } from '../../ui/screen';
import { type Column, Table } from '../../ui/table';
import { Tag } from '../../ui/tag';
import { toast } from '../../ui/toast';
import { empty_seller, SellerDetails, type SellerForm, SellerNames } from './seller_fields';

type Seller = components['schemas']['Seller'];

const regimes = () => ({
  general: t('vat_general'),
  simplified_none: t('vat_simplified_none'),
  simplified_5: t('vat_simplified_5'),
  simplified_7: t('vat_simplified_7'),
});

export function Screen() {
  const sellers = api.useQuery('get', '/api/sellers');
  const [open, set_open] = useState<Seller | 'new'>();
  useKeys(t('sellers'), [{ keys: 'n', text: t('new_seller'), run: () => set_open('new') }]);
  const latest = (seller: Seller) =>
    [...seller.vat].sort((a, b) => b.valid_from.localeCompare(a.valid_from))[0];
  const columns: Column<Seller>[] = [
    {
      key: 'name',
      title: t('seller_name'),
      cell: (row) => (
        <>
          {row.name} {row.is_default && <Tag>{t('default_mark')}</Tag>}
        </>
      ),
    },
    { key: 'inn', title: t('inn'), width: 130, cell: (row) => row.inn },
    { key: 'kpp', title: t('kpp'), width: 110, phone: false, cell: (row) => row.kpp },
    {
      key: 'vat',
      title: t('vat'),
      width: 220,
      phone: false,
      cell: (row) => {
        const vat = latest(row);
        return vat && `${regimes()[vat.regime]} ${t('vat_from', { date: date(vat.valid_from) })}`;
      },
    },
    {
      key: 'numbers',
      title: t('numbers_by'),
      width: 190,
      phone: false,
      cell: (row) => (row.numbers_by === 'onec' ? t('by_onec') : t('by_tirazh')),
    },
  ];
  return (
    <Frame
      title={t('sellers')}
      fixed
      actions={
        <Button kind="main" icon="plus" onClick={() => set_open('new')}>
          {t('new_seller')}
        </Button>
      }
    >
      <Table
        label={t('sellers')}
        columns={columns}
        rows={sellers.data?.items}
        row_key={(row) => row.id}
        onOpen={set_open}
        error={sellers.error}
        onRetry={() => void sellers.refetch()}
      />
      {open && (
        <SellerDrawer
          seller={open === 'new' ? undefined : open}
          onClose={() => set_open(undefined)}
        />
      )}
    </Frame>
  );
}

function SellerDrawer({ seller, onClose }: { seller: Seller | undefined; onClose: () => void }) {
  const form_id = useId();
  const initial = (): SellerForm => {
    if (!seller) return empty_seller();
    const { id: _id, ...form } = seller;
    return form;
  };
  const form = useForm<SellerForm>({ initialValues: initial() });
  const options = {
    meta: { quiet: true },
    onError: (error: unknown) => form.setErrors(field_errors(error)),
    onSuccess: () => {
      refresh('seller');
      toast(t('seller_saved'));
      onClose();
    },
  };
  const add = api.useMutation('post', '/api/sellers', options);
  const change = api.useMutation('put', '/api/sellers/{id}', options);
  const save = (body: SellerForm) =>
    seller ? change.mutate({ params: { path: { id: seller.id } }, body }) : add.mutate({ body });
  return (
    <SideDrawer
      title={seller ? seller.name : t('new_seller')}
      size="md"
      onClose={onClose}
      actions={
        <Button kind="main" submit form={form_id} busy={add.isPending || change.isPending}>
          {ui('save')}
        </Button>
      }
    >
      <form id={form_id} className="fields" onSubmit={form.onSubmit(save)}>
        <FormProblem error={add.error ?? change.error} />
        <SellerNames form={form} />
        <SellerDetails form={form} />
      </form>
    </SideDrawer>
  );
}
