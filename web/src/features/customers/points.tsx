// How to reach a client (1.2.1.4): shown, and typed.
import type { UseFormReturnType } from '@mantine/form';
import { customers as t } from '../../texts/customers';
import { Button, IconButton } from '../../ui/button';
import { CheckField, SelectField, TextField } from '../../ui/fields';
import { phone } from '../../ui/format';
import { Tag } from '../../ui/tag';
import { type CustomerPoint, empty_point, kind_name, point_kinds } from './customers';
import classes from './customers.module.css';

export function point_text(point: CustomerPoint): string {
  const value = point.kind === 'phone' ? phone(point.value) : point.value;
  return point.extension ? `${value}, ${t('extension').toLowerCase()} ${point.extension}` : value;
}

function address_of_point({ kind, value, extension }: CustomerPoint): string | undefined {
  const plain = value.replace(/^@/, '');
  if (kind === 'phone') return `tel:${value}${extension ? `,${extension}` : ''}`;
  if (kind === 'email') return `mailto:${encodeURI(value)}`;
  if (kind === 'telegram' && /^\w+$/.test(plain)) return `https://t.me/${plain}`;
  if (kind === 'whatsapp' && /^\+\d+$/.test(value)) return `https://wa.me/${value.slice(1)}`;
  return undefined;
}

export function Points({ points }: { points: readonly CustomerPoint[] }) {
  if (points.length === 0) return <p className="quiet">{t('no_points')}</p>;
  return (
    <ul className={classes.points}>
      {points.map((point) => {
        const address = address_of_point(point);
        return (
          <li key={`${point.kind} ${point.value} ${point.extension}`}>
            <span>{kind_name(point.kind)}</span>
            <span>
              {address ? (
                <a href={address} target="_blank" rel="noreferrer">
                  {point_text(point)}
                </a>
              ) : (
                point_text(point)
              )}{' '}
              {point.preferred && <Tag>{t('preferred')}</Tag>}
              {point.note && <span className={classes.row_note}>{point.note}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

// biome-ignore lint/suspicious/noExplicitAny: any form that has points
export function PointFields({ form }: { form: UseFormReturnType<any> }) {
  const points = form.values.points as CustomerPoint[];
  const prefer = (index: number, preferred: boolean) =>
    form.setFieldValue(
      'points',
      points.map((each, place) => {
        if (place === index) return { ...each, preferred };
        const same = each.kind === points[index]?.kind;
        return same && preferred ? { ...each, preferred: false } : each;
      }),
    );
  return (
    <>
      {points.map((point, index) => (
        <div key={index} className={classes.point}>
          <div className={classes.repeated}>
            <SelectField
              aria-label={t('point_kind')}
              allowDeselect={false}
              data={point_kinds.map((value) => ({ value, label: kind_name(value) }))}
              {...form.getInputProps(`points.${index}.kind`)}
            />
            <TextField
              aria-label={`${t('point_value')}: ${kind_name(point.kind)}`}
              placeholder={t('point_value')}
              {...form.getInputProps(`points.${index}.value`)}
            />
            <IconButton
              icon="close"
              label={t('remove_point', { value: point.value || kind_name(point.kind) })}
              onClick={() => form.removeListItem('points', index)}
            />
          </div>
          <div className={classes.extra}>
            <TextField
              aria-label={t('extension')}
              placeholder={t('extension')}
              disabled={point.kind !== 'phone'}
              {...form.getInputProps(`points.${index}.extension`)}
            />
            <TextField
              aria-label={t('point_note')}
              placeholder={t('point_note')}
              {...form.getInputProps(`points.${index}.note`)}
            />
            <CheckField
              label={t('preferred')}
              checked={point.preferred}
              onChange={(event) => prefer(index, event.currentTarget.checked)}
            />
          </div>
        </div>
      ))}
      <div>
        <Button icon="plus" onClick={() => form.insertListItem('points', empty_point())}>
          {t('add_point')}
        </Button>
      </div>
    </>
  );
}
