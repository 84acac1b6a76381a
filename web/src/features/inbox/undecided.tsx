// Letters of ours that did not go, or of which nobody knows: a person decides (1.1.2). Shown only
// while there are some.
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client';
import { inbox as t } from '../../texts/inbox';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Tag } from '../../ui/tag';
import { full_address, state_of } from '../letters/letters';
import classes from './inbox.module.css';

export function Undecided() {
  const [open, set_open] = useState(false);
  const navigate = useNavigate();
  const query = { kind: 'undecided', limit: 50 } as const;
  const found = api.useQuery('get', '/api/letters', { params: { query } });
  const items = found.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <>
      <Button icon="warning" kind="danger" onClick={() => set_open(true)}>
        {t('undecided', { count: items.length })}
      </Button>
      {open && (
        <Dialog title={t('undecided_title')} size="lg" onClose={() => set_open(false)}>
          <p className="quiet">{t('undecided_text')}</p>
          <ul className={classes.choices}>
            {items.map((letter) => (
              <li key={letter.id}>
                <Button
                  wide
                  onClick={() => {
                    set_open(false);
                    void navigate({ href: `/inbox?letter=${letter.id}` });
                  }}
                >
                  {letter.subject || t('no_subject')} · {letter.to.map(full_address).join(', ')}
                </Button>
                <p>
                  <Tag tone="late">{state_of(letter).text}</Tag> {letter.problem}
                </p>
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  );
}
