// A letter's text cut into pieces: what was quoted folds away, words from which a value was read
// are marked. Pure.
export interface Highlight {
  field: string; // "items[0].runs[1]"
  begin: number; // UTF-16 units
  end: number;
  confidence: number;
}
export interface Piece {
  text: string;
  fields: string[]; // groups of the values that were read here; none: plain text
  unsure: boolean;
}

// "items[0].runs[1]" and "items[0].runs[0]" are one field of the form.
export const field_group = (field: string) => field.replace(/\[\d+\]$/, '');

export function pieces_of(text: string, highlights: readonly Highlight[]): Piece[] {
  const marks = highlights.filter((each) => each.end > each.begin && each.begin < text.length);
  const places = new Set([0, text.length]);
  for (const mark of marks) {
    places.add(mark.begin);
    places.add(Math.min(mark.end, text.length));
  }
  const sorted = [...places].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  for (let index = 0; index + 1 < sorted.length; index++) {
    const [begin, end] = [sorted[index] as number, sorted[index + 1] as number];
    const here = marks.filter((mark) => mark.begin <= begin && mark.end >= end);
    pieces.push({
      text: text.slice(begin, end),
      fields: [...new Set(here.map((mark) => field_group(mark.field)))],
      unsure: here.some((mark) => mark.confidence < 60),
    });
  }
  return pieces;
}

const quoted_line = /^\s*(>|$)/;
const quote_heading = /(пишет|написал|написала|написал\(а\)|wrote):\s*$/i;
const forwarded_heading =
  /^\s*(-{2,}.*(original message|исходное сообщение|пересылаемое сообщение)|(от|from):\s.*@)/i;

// Where the quoted part at the end begins; the text's length if there is none. A quote that is
// answered between its lines is not at the end, and stays in sight.
export function quote_start(text: string): number {
  const lines = text.split('\n');
  let at = 0;
  let own_words = false;
  for (const [index, line] of lines.entries()) {
    const rest_is_quoted = () => lines.slice(index + 1).every((each) => quoted_line.test(each));
    const begins =
      forwarded_heading.test(line) ||
      ((quote_heading.test(line) || /^\s*>/.test(line)) && rest_is_quoted());
    if (begins && own_words) return at;
    own_words ||= line.trim() !== '';
    at += line.length + 1;
  }
  return text.length;
}
