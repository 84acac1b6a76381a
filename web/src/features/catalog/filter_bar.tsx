// The second line of the catalogue: words, filters, and chips that say what is filtered.
import { Popover } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { components } from '../../api/schema.gen';
import { catalog as t } from '../../texts/catalog';
import { say } from '../../texts/catalogue';
import { Button } from '../../ui/button';
import { MoneyField, NumberField, SelectField, TextField } from '../../ui/fields';
import { Icon } from '../../ui/icons';
import { useKeys } from '../../ui/keys';
import classes from './catalog.module.css';
import { chips_of, type Looked, type Names, nothing_looked, type Order } from './product_filter';
import { Dot } from './words';

export type Choices = components['schemas']['CatalogChoices'];

interface FilterBarProps {
  looked: Looked;
  choices: Choices | undefined;
  onChange: (change: Partial<Looked>) => void;
}

const names_of = (choices: Choices | undefined): Names => {
  const words = (list: readonly { key: string; words: { ru: string; en: string } }[] = []) => {
    const known = new Map(list.map((each) => [each.key, say(each.words)]));
    return (key: string) => known.get(key) ?? key;
  };
  return {
    colour: words(choices?.colours),
    material: words(choices?.materials),
    supplier: (id) => choices?.feeds.find((feed) => feed.id === id)?.name ?? '',
  };
};

export function FilterBar({ looked, choices, onChange }: FilterBarProps) {
  const [open, set_open] = useState(false);
  const chips = chips_of(looked, names_of(choices));
  return (
    <div className={classes.filters}>
      <div className={classes.filter_line}>
        <Words text={looked.text ?? ''} onChange={(text) => onChange({ text })} />
        <button
          type="button"
          className={classes.more_filters}
          aria-expanded={open}
          onClick={() => set_open(!open)}
        >
          <Icon name="filter" />
          {t('filters')}
        </button>
        <div className={classes.fields} data-open={open || undefined}>
          <Fields looked={looked} choices={choices} onChange={onChange} />
        </div>
      </div>
      {chips.length > 0 && (
        <div className={classes.chips}>
          {chips.map((chip) => (
            <button
              key={chip.key}
              type="button"
              className={classes.chip}
              aria-label={t('without', { name: chip.text })}
              onClick={() => onChange(chip.without)}
            >
              {chip.text}
              <Icon name="close" size={11} />
            </button>
          ))}
          <Button kind="quiet" onClick={() => onChange(nothing_looked)}>
            {t('reset')}
          </Button>
        </div>
      )}
    </div>
  );
}

// What is typed goes out after a short pause.
function Words(props: { text: string; onChange: (text: string | undefined) => void }) {
  const { text, onChange } = props;
  const [typed, set_typed] = useState(text);
  const input = useRef<HTMLInputElement>(null);
  const change = useRef(onChange);
  change.current = onChange;
  const sent = useRef(text);
  useKeys(t('title'), [{ keys: '/', text: t('search_label'), run: () => input.current?.select() }]);
  // Changed from outside: a link, the Back button, "Reset".
  useEffect(() => {
    if (text !== sent.current) set_typed(text);
    sent.current = text;
  }, [text]);
  useEffect(() => {
    if (typed === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = typed;
      change.current(typed.trim() || undefined);
    }, 220);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <TextField
      ref={input}
      className={classes.words}
      size="xs"
      type="search"
      aria-label={t('search_label')}
      placeholder={t('search')}
      leftSection={<Icon name="search" size={14} />}
      value={typed}
      onChange={(event) => set_typed(event.currentTarget.value)}
    />
  );
}

function Fields({ looked, choices, onChange }: FilterBarProps) {
  const categories = (choices?.categories ?? []).map((category) => {
    const parts = category.path.split(' / ');
    return {
      value: category.path,
      label: `${'\u2003'.repeat(parts.length - 1)}${parts.at(-1)} · ${category.products}`,
    };
  });
  const materials = (choices?.materials ?? []).map((each) => ({
    value: each.key,
    label: say(each.words),
  }));
  const feeds = (choices?.feeds ?? []).map((feed) => ({
    value: String(feed.id),
    label: feed.name,
  }));
  const orders: [Order, string][] = [
    ['best', t('order_best')],
    ['cheap', t('order_cheap')],
    ['expensive', t('order_expensive')],
    ['newest', t('order_newest')],
  ];
  return (
    <>
      <SelectField
        size="xs"
        w={180}
        searchable
        clearable
        maxDropdownHeight={420}
        aria-label={t('category')}
        placeholder={t('category')}
        data={categories}
        value={looked.category ?? null}
        onChange={(value) => onChange({ category: value ?? undefined })}
      />
      <ColourChoice looked={looked} choices={choices} onChange={onChange} />
      <SelectField
        size="xs"
        w={140}
        searchable
        clearable
        aria-label={t('material')}
        placeholder={t('material')}
        data={materials}
        value={looked.material ?? null}
        onChange={(value) => onChange({ material: value ?? undefined })}
      />
      <Settled
        key={`${looked.from} ${looked.to} ${looked.run}`}
        looked={looked}
        onChange={onChange}
      />
      {feeds.length > 1 && (
        <SelectField
          size="xs"
          w={150}
          clearable
          aria-label={t('supplier')}
          placeholder={t('supplier')}
          data={feeds}
          value={looked.supplier ? String(looked.supplier) : null}
          onChange={(value) => onChange({ supplier: value ? Number(value) : undefined })}
        />
      )}
      <SelectField
        size="xs"
        w={180}
        allowDeselect={false}
        aria-label={t('order')}
        data={orders.map(([value, label]) => ({ value, label }))}
        value={looked.order ?? 'best'}
        onChange={(value) => onChange({ order: value === 'best' ? undefined : (value as Order) })}
      />
    </>
  );
}

// Numbers count when their field is left or Enter is pressed, not with every digit.
function Settled(props: { looked: Looked; onChange: (change: Partial<Looked>) => void }) {
  const { looked, onChange } = props;
  const [from, set_from] = useState<number | null>(looked.from ?? null);
  const [to, set_to] = useState<number | null>(looked.to ?? null);
  const [run, set_run] = useState<number | null>(looked.run ?? null);
  const settle = () => {
    const next = { from: from || undefined, to: to || undefined, run: run || undefined };
    if (next.from !== looked.from || next.to !== looked.to || next.run !== looked.run)
      onChange(next);
  };
  return (
    <form
      className={classes.numbers}
      onSubmit={(event) => {
        event.preventDefault();
        settle();
      }}
      onBlur={settle}
    >
      <span className={classes.small_money}>
        <MoneyField
          aria-label={t('price_from')}
          placeholder={t('price_from')}
          value={from}
          onChange={set_from}
        />
      </span>
      <span className={classes.small_money}>
        <MoneyField
          aria-label={t('price_to')}
          placeholder={t('price_to')}
          value={to}
          onChange={set_to}
        />
      </span>
      <span className={classes.small_number} title={t('in_stock_note')}>
        <NumberField
          aria-label={t('in_stock_note')}
          placeholder={t('in_stock')}
          value={run}
          onChange={set_run}
        />
      </span>
      <button type="submit" className="for-readers" tabIndex={-1}>
        {t('filters')}
      </button>
    </form>
  );
}

function ColourChoice({ looked, choices, onChange }: FilterBarProps) {
  const [open, set_open] = useState(false);
  const chosen = looked.colour ?? [];
  const toggle = (key: string) => {
    const next = chosen.includes(key) ? chosen.filter((each) => each !== key) : [...chosen, key];
    onChange({ colour: next.length ? next : undefined });
  };
  const colours = choices?.colours ?? [];
  return (
    <Popover opened={open} onChange={set_open} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.colour_button}
          aria-label={t('colour')}
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => set_open(!open)}
        >
          {chosen.length === 0 && t('colour')}
          {chosen.map((key) => (
            <Dot key={key} sample={colours.find((each) => each.key === key)?.sample ?? ''} />
          ))}
          <Icon name="down" size={12} />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className={classes.swatches}>
          {colours.map((colour) => (
            <li key={colour.key}>
              <button
                type="button"
                aria-pressed={chosen.includes(colour.key)}
                onClick={() => toggle(colour.key)}
              >
                <Dot sample={colour.sample} />
                {say(colour.words)}
              </button>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
