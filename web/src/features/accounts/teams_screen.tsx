import { useForm } from '@mantine/form';
import { useId, useState } from 'react';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import type { components } from '../../api/schema.gen';
import { accounts as t } from '../../texts/accounts';
import { ui } from '../../texts/ui';
import { Button } from '../../ui/button';
import { confirm } from '../../ui/confirm';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/fields';
import { FormProblem, field_errors } from '../../ui/form';
import { useKeys } from '../../ui/keys';
import { Person } from '../../ui/person';
import { Screen as Frame } from '../../ui/screen';
import { Empty, Loaded } from '../../ui/states';
import { toast } from '../../ui/toast';
import classes from './teams.module.css';

type Team = components['schemas']['Team'];

export function Screen() {
  const teams = api.useQuery('get', '/api/teams');
  const colleagues = api.useQuery('get', '/api/colleagues');
  const [open, set_open] = useState<Team | 'new'>();
  useKeys(t('teams'), [{ keys: 'n', text: t('new_team'), run: () => set_open('new') }]);
  const members = (team: Team) =>
    colleagues.data?.items.filter((each) => each.team_id === team.id && each.active) ?? [];
  return (
    <Frame
      title={t('teams')}
      narrow
      actions={
        <Button kind="main" icon="plus" onClick={() => set_open('new')}>
          {t('new_team')}
        </Button>
      }
    >
      <Loaded query={teams}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon="team" />
          ) : (
            <ul>
              {items.map((team) => (
                <li key={team.id} className={classes.team}>
                  <h2>{team.name}</h2>
                  <div className={classes.members}>
                    {members(team).map((each) => (
                      <Person key={each.id} name={each.name} note={each.position} />
                    ))}
                  </div>
                  <Button kind="quiet" icon="edit" onClick={() => set_open(team)}>
                    {t('edit')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {open && (
        <TeamDialog team={open === 'new' ? undefined : open} onClose={() => set_open(undefined)} />
      )}
    </Frame>
  );
}

function TeamDialog({ team, onClose }: { team: Team | undefined; onClose: () => void }) {
  const form_id = useId();
  const form = useForm({ initialValues: { name: team?.name ?? '' } });
  const done = (text: string) => {
    refresh('team');
    toast(text);
    onClose();
  };
  const options = {
    meta: { quiet: true },
    onError: (error: unknown) => form.setErrors(field_errors(error)),
    onSuccess: () => done(t('team_saved')),
  };
  const add = api.useMutation('post', '/api/teams', options);
  const change = api.useMutation('put', '/api/teams/{id}', options);
  const remove = api.useMutation('delete', '/api/teams/{id}', {
    onSuccess: () => done(t('team_removed')),
  });
  const save = (values: { name: string }) =>
    team
      ? change.mutate({
          params: { path: { id: team.id } },
          body: { ...values, version: team.version },
        })
      : add.mutate({ body: values });
  const ask_remove = async () => {
    const yes = await confirm({
      title: ui('remove'),
      text: t('remove_team_text', { name: team?.name ?? '' }),
      action: ui('remove'),
      danger: true,
    });
    if (yes && team) remove.mutate({ params: { path: { id: team.id } } });
  };
  return (
    <Dialog
      title={team ? t('edit_team') : t('new_team')}
      size="sm"
      onClose={onClose}
      actions={
        <>
          {team && (
            <Button kind="danger" onClick={() => void ask_remove()}>
              {ui('remove')}
            </Button>
          )}
          <Button kind="main" submit form={form_id} busy={add.isPending || change.isPending}>
            {ui('save')}
          </Button>
        </>
      }
    >
      <form id={form_id} className="fields" onSubmit={form.onSubmit(save)}>
        <FormProblem error={add.error ?? change.error} />
        <TextField label={t('team_name')} required data-autofocus {...form.getInputProps('name')} />
      </form>
    </Dialog>
  );
}
