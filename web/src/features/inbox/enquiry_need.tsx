// The need beside the letter (1.1.2.1): what was read stands in the fields, the words light up with
// their field; one key makes contact, company and deal of it (1.2.1).
import { type UseFormReturnType, useForm } from '@mantine/form';
import { useEffect, useMemo, useRef, useState } from 'react';
import { api } from '../../api/client';
import { refresh } from '../../api/live';
import { as_problem } from '../../api/problem';
import { Thing } from '../../app/thing';
import { deals } from '../../texts/deals';
import { inbox as t } from '../../texts/inbox';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/fields';
import { FormProblem, field_errors } from '../../ui/form';
import { leave } from '../../ui/keys';
import { toast } from '../../ui/toast';
import { empty_item, NeedItemFields, NeedRest } from '../deals/need_fields';
import { SimilarCustomers } from '../deals/similar_customers';
import { type EnquiryCard, is_open, state_words } from './enquiries';
import classes from './inbox.module.css';
import {
  body_of,
  form_errors,
  group_of,
  type NeedValues,
  spans_by_group,
  type Taken,
  values_of,
} from './need_values';

interface EnquiryNeedProps {
  card: EnquiryCard;
  active: string | undefined;
  onPoint: (group: string | undefined) => void;
  onAttach: () => void;
  make: { current: () => void }; // filled here, so that a key on the screen can do it
}

export function EnquiryNeed(props: EnquiryNeedProps) {
  const { card } = props;
  if (card.deal_id) return <Became card={card} />;
  if (!is_open(card) || !card.allowed.includes('make_deal'))
    return (
      <div className={classes.need_scroll}>
        <p className="quiet">{say_reason(card)}</p>
      </div>
    );
  return <NeedForm {...props} />;
}

function say_reason(card: EnquiryCard): string {
  const words: Record<string, string> = {
    spam: t('as_spam'),
    supplier: t('as_supplier'),
    automatic: t('as_automatic'),
    personal: t('as_personal'),
    other: t('as_other'),
  };
  const as = words[card.dismissed_as];
  return [state_words(card.state).text, as].filter(Boolean).join(': ');
}

function Became({ card }: { card: EnquiryCard }) {
  const text = card.state === 'became_deal' ? t('became_deal') : t('is_attached');
  return (
    <div className={`${classes.need_scroll} ${classes.became}`}>
      <p>{text}</p>
      <Thing noun="deal" id={card.deal_id ?? 0}>
        {t('open_deal')}
      </Thing>
      {card.contact_id && card.contact_title && (
        <Thing noun="contact" id={card.contact_id}>
          {card.contact_title}
        </Thing>
      )}
      {card.company_id && card.company_title && (
        <Thing noun="company" id={card.company_id}>
          {card.company_title}
        </Thing>
      )}
    </div>
  );
}

const taken_of = (id: number | null | undefined, title: string): Taken | undefined =>
  id && title ? { id, title } : undefined;

function NeedForm({ card, active, onPoint, onAttach, make }: EnquiryNeedProps) {
  const [seen, set_seen] = useState(card.version); // what the fields were filled from
  const [contact, set_contact] = useState(taken_of(card.contact_id, card.contact_title));
  const [company, set_company] = useState(taken_of(card.company_id, card.company_title));
  const [conflict, set_conflict] = useState<EnquiryCard>();
  const form = useForm<NeedValues>({ initialValues: values_of(card) });
  const element = useRef<HTMLFormElement>(null);
  const spans = useMemo(() => spans_by_group(card), [card]);

  const take_over = () => {
    form.setValues(values_of(card));
    form.resetDirty(values_of(card));
    set_contact(taken_of(card.contact_id, card.contact_title));
    set_company(taken_of(card.company_id, card.company_title));
    set_seen(card.version);
    set_conflict(undefined);
  };
  // Live news fill the fields anew only while nobody has typed into them.
  const news = card.version !== seen;
  const untouched = !form.isDirty();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each version
  useEffect(() => {
    if (news && untouched && !conflict) take_over();
  }, [card.version]);

  const open = api.useMutation('post', '/api/enquiries/{id}/deal', {
    meta: { quiet: true },
    onError: (error) => {
      const problem = as_problem(error);
      if (problem.code === 'enquiry_changed') set_conflict(problem.details as EnquiryCard);
      if (problem.status === 409) refresh('enquiry', card.id);
      form.setErrors(form_errors(field_errors(error)));
      // The field may stand below the fold: whoever pressed a key is led to it.
      requestAnimationFrame(() =>
        element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      );
    },
    onSuccess: (made) => {
      refresh('enquiry', card.id);
      refresh('deal', made.deal_id);
      refresh('contact', made.contact_id);
      if (made.company_id) refresh('company', made.company_id);
      toast(t('deal_made'));
    },
  });
  const submit = (values: NeedValues) => {
    if (open.isPending) return;
    const version = conflict ? card.version : seen;
    open.mutate({
      params: { path: { id: card.id } },
      body: body_of(values, version, contact, company),
    });
  };
  make.current = () => form.onSubmit(submit)();

  const linked = link(form, spans, active, onPoint);
  const field = (path: string) => ({ ...linked.getInputProps(path) });
  const { read } = card;
  return (
    <form
      ref={element}
      className={classes.need}
      onSubmit={form.onSubmit(submit)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') leave(event);
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        form.onSubmit(submit)();
      }}
    >
      <section className={classes.need_scroll} aria-label={t('need')}>
        {conflict && (
          <p className={classes.notice} role="alert">
            {t('changed', {
              state: state_words(conflict.state).text,
              owner: conflict.owner_name || t('nobody'),
            })}
          </p>
        )}
        {news && !untouched && !conflict && (
          <p className={classes.notice} role="status">
            {t('news')}{' '}
            <Button kind="quiet" onClick={take_over}>
              {t('show_news')}
            </Button>
          </p>
        )}
        <FormProblem
          error={conflict ? undefined : open.error}
          shown={Object.keys(form.errors).length > 0}
        />
        <KnownSender card={card} onAttach={onAttach} />
        {/* at the top: one key makes a deal, and nobody sees what is below the fold */}
        <SimilarCustomers
          values={for_similar(form.values)}
          contact={contact}
          company={company}
          onContact={set_contact}
          onCompany={set_company}
        />
        <p className="quiet">{spans.size > 0 ? t('proposed') : t('nothing_read')}</p>
        {read && read.missing.length > 0 && (
          <p className={classes.missing}>
            <strong>{t('missing')}</strong>: {read.missing.map(missing_word).join(', ')}.{' '}
            {t('missing_note')}
          </p>
        )}
        {read?.warnings.map((warning) => (
          <p key={warning} className={classes.missing}>
            {t(`warning_${warning}`)}
          </p>
        ))}
        <h3>{t('what')}</h3>
        <div className="fields">
          {form.values.need.items.map((_, index) => (
            <NeedItemFields
              key={index}
              form={linked}
              at="need."
              items={form.values.need.items}
              index={index}
            />
          ))}
          <div>
            <Button
              kind="quiet"
              icon="plus"
              onClick={() => form.insertListItem('need.items', empty_item())}
            >
              {deals('add_item')}
            </Button>
          </div>
          <NeedRest form={linked} at="need." />
        </div>
        <h3>{t('contact')}</h3>
        <div className="fields">
          {contact && (
            <p className={classes.known}>
              {t('known_contact', { title: contact.title })}
              <Button kind="quiet" onClick={() => set_contact(undefined)}>
                {t('other')}
              </Button>
            </p>
          )}
          {!contact && (
            <>
              <div className="pair">
                <TextField label={deals('first_name')} {...field('contact.name')} />
                <TextField label={deals('surname')} {...field('contact.surname')} />
              </div>
              <TextField label={deals('position')} {...field('contact.position')} />
            </>
          )}
          <div className="pair">
            <TextField label={t('phones')} {...field('contact.phones')} />
            <TextField label={t('emails')} {...field('contact.emails')} />
          </div>
        </div>
        <h3>{t('company')}</h3>
        <div className="fields">
          {company ? (
            <p className={classes.known}>
              {t('known_company', { title: company.title })}
              <Button kind="quiet" onClick={() => set_company(undefined)}>
                {t('other')}
              </Button>
            </p>
          ) : (
            <>
              <TextField label={deals('company')} {...field('company.name')} />
              <div className="pair">
                <TextField label={t('legal_form')} {...field('company.legal_form')} />
                <TextField label={deals('inn')} inputMode="numeric" {...field('company.inn')} />
              </div>
            </>
          )}
        </div>
      </section>
      <footer className={classes.foot}>
        <p className={classes.read_words} role="status">
          {read_words(spans.get(active ?? '') ?? [])}
        </p>
        <Button kind="main" big submit keys="D" busy={open.isPending}>
          {t('make_deal')}
        </Button>
      </footer>
    </form>
  );
}

// Who writes is known already: what runs with him stands first.
function KnownSender({ card, onAttach }: { card: EnquiryCard; onAttach: () => void }) {
  if (!card.contact_title) return null;
  const count = card.open_deals.length;
  return (
    <p className={classes.known}>
      <strong>{[card.contact_title, card.company_title].filter(Boolean).join(' · ')}</strong>
      {count > 0 && (
        <Button kind="quiet" icon="deals" onClick={onAttach}>
          {t('open_deals', { count })}
        </Button>
      )}
    </p>
  );
}

type Spans = ReturnType<typeof spans_by_group>;

// The form whose fields know the words they were read from.
function link(
  form: UseFormReturnType<NeedValues>,
  spans: Spans,
  active: string | undefined,
  onPoint: (group: string | undefined) => void,
): UseFormReturnType<NeedValues> {
  const getInputProps = (path: string) => {
    const props = form.getInputProps(path);
    const group = group_of(path);
    const read = spans.get(group);
    if (!read) return props;
    return {
      ...props,
      'data-read': group,
      'data-unsure': read.some((span) => span.confidence < 60) || undefined,
      'data-lit': group === active || undefined,
      onMouseEnter: () => onPoint(group),
      onMouseLeave: () => onPoint(undefined),
      onFocus: (event: unknown) => {
        onPoint(group);
        props.onFocus?.(event);
      },
    };
  };
  return { ...form, getInputProps: getInputProps as typeof form.getInputProps };
}

function read_words(spans: NonNullable<ReturnType<Spans['get']>>): string {
  return spans
    .map((span) => {
      const words = { words: span.words };
      const place =
        span.source === 'text'
          ? t('read_words', words)
          : span.source === 'subject'
            ? t('read_subject', words)
            : t('read_sender', words);
      return span.confidence < 60 ? `${place} — ${t('unsure')}` : place;
    })
    .join(' · ');
}

function missing_word(part: NonNullable<EnquiryCard['read']>['missing'][number]): string {
  return t(`missing_${part}`);
}

// The first phone and address are enough to find who it is.
const first = (text: string) => text.split(/[,;]/)[0]?.trim() ?? '';
const for_similar = ({ contact, company }: NeedValues) => ({
  contact: { ...contact, phone: first(contact.phones), email: first(contact.emails) },
  company,
});
