-- A run or a line that is taken out of a quote is looked for in all clients' choices.

CREATE INDEX quote_choices_option ON quote_choices (option_id) WHERE option_id IS NOT NULL;
CREATE INDEX quote_choices_line ON quote_choices (line_id);
