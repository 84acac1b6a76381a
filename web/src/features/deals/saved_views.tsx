// Filters with a name: one's own, and those that everybody may use.
import { Menu } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useId, useState } from 'react';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import type { components } from '../../api/schema.gen';
import { deals as t } from '../../texts/deals';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { CheckField, TextField } from '../../ui/fields';
import { FormProblem, field_errors } from '../../ui/form';
import { Icon } from '../../ui/icons';
import { toast } from '../../ui/toast';
import type { DealFilter } from './deals';

type SavedView = components['schemas']['SavedView'];

interface SavedViewsProps {
  filter: DealFilter;
  onChoose: (filter: DealFilter) => void;
}

export default function SavedViews({ filter, onChoose }: SavedViewsProps) {
  const views = api.useQuery('get', '/api/saved-views', { params: { query: { noun: 'deal' } } });
  const [saving, set_saving] = useState(false);
  const forget = api.useMutation('delete', '/api/saved-views/{id}', {
    onSuccess: () => refresh('saved-view'),
  });
  const items = views.data?.items ?? [];
  const remove = async (view: SavedView) => {
    await forget.mutateAsync({ params: { path: { id: view.id } } });
    toast(t('view_forgotten', { name: view.name }));
  };
  return (
    <>
      <Menu position="bottom-start" width={280}>
        <Menu.Target>
          <Button icon="list">{t('views')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {items.length === 0 && <Menu.Label>{t('no_views')}</Menu.Label>}
          {items.map((view) => (
            <Menu.Item key={view.id} onClick={() => onChoose(view.filter as DealFilter)}>
              {view.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<Icon name="plus" />} onClick={() => set_saving(true)}>
            {t('save_view')}
          </Menu.Item>
          {items
            .filter((view) => view.own)
            .map((view) => (
              <Menu.Item
                key={`forget ${view.id}`}
                leftSection={<Icon name="close" />}
                onClick={() => void remove(view).catch(() => {})}
              >
                {t('forget_view', { name: view.name })}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
      {saving && <SaveView filter={filter} onClose={() => set_saving(false)} />}
    </>
  );
}

function SaveView({ filter, onClose }: { filter: DealFilter; onClose: () => void }) {
  const form_id = useId();
  const form = useForm({ initialValues: { name: '', shared: false } });
  const save = api.useMutation('post', '/api/saved-views', {
    meta: { quiet: true },
    onError: (error) => form.setErrors(field_errors(error)),
    onSuccess: (view) => {
      refresh('saved-view');
      toast(t('view_saved', { name: view.name }));
      onClose();
    },
  });
  return (
    <Dialog
      title={t('save_view')}
      size="sm"
      onClose={onClose}
      actions={
        <Button kind="main" submit form={form_id} busy={save.isPending}>
          {ui('save')}
        </Button>
      }
    >
      <form
        id={form_id}
        className="fields"
        onSubmit={form.onSubmit((values) =>
          save.mutate({ body: { ...values, noun: 'deal', filter } }),
        )}
      >
        <FormProblem error={save.error} />
        <TextField label={t('view_name')} required data-autofocus {...form.getInputProps('name')} />
        <CheckField
          label={t('view_shared')}
          {...form.getInputProps('shared', { type: 'checkbox' })}
        />
      </form>
    </Dialog>
  );
}
