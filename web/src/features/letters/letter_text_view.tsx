// The text of a letter: what a value was read from is marked and lights up with its field; a quote
// at the end is folded, unless something was read from it.
import { useMemo, useState } from 'react';
import { letters as t } from '../../texts/letters';
import { Button } from '../../ui/button';
import { type Highlight, pieces_of, quote_start } from './letter_text';
import classes from './letters.module.css';

// Between the text and the form beside it: which field is pointed at.
export interface Reading {
  highlights: readonly Highlight[];
  active: string | undefined;
  on_point: (field: string | undefined) => void;
  on_choose: (field: string) => void;
}

export function LetterTextView({ text, reading }: { text: string; reading?: Reading }) {
  const [unfolded, set_unfolded] = useState(false);
  const highlights = reading?.highlights ?? [];
  const start = useMemo(() => quote_start(text), [text]);
  const pieces = useMemo(() => pieces_of(text, highlights), [text, highlights]);
  if (text.trim() === '') return <p className="quiet">{t('no_text')}</p>;
  const folds = start < text.length && !highlights.some((each) => each.begin >= start);
  const shown = folds && !unfolded ? pieces_of(text.slice(0, start).trimEnd(), highlights) : pieces;
  return (
    <>
      <div className={classes.text}>
        {shown.map((piece, index) =>
          piece.fields.length === 0 ? (
            <span key={index}>{piece.text}</span>
          ) : (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field does the same by keys
            <mark
              key={index}
              className={classes.mark}
              data-active={piece.fields.includes(reading?.active ?? '') || undefined}
              data-unsure={piece.unsure || undefined}
              data-field={piece.fields[0]}
              onMouseEnter={() => reading?.on_point(piece.fields[0])}
              onMouseLeave={() => reading?.on_point(undefined)}
              onClick={() => reading?.on_choose(piece.fields[0] as string)}
            >
              {piece.text}
            </mark>
          ),
        )}
      </div>
      {folds && (
        <Button kind="quiet" onClick={() => set_unfolded(!unfolded)}>
          {unfolded ? t('hide_quote') : t('show_quote')}
        </Button>
      )}
    </>
  );
}
