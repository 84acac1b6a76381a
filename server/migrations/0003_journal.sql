-- The timeline: every fact about a client, a deal, a letter; and what is needed to undo it.

CREATE TABLE events (
    id {{id}},
    at BIGINT NOT NULL,
    actor_id BIGINT,                   -- nothing: the program itself, or somebody outside
    actor_name TEXT NOT NULL,          -- as it was; «Тираж» for the program
    noun TEXT NOT NULL,                -- what it happened to
    subject_id BIGINT NOT NULL,
    verb TEXT NOT NULL,                -- "stage_changed"
    details TEXT NOT NULL DEFAULT '{}',  -- JSON without personal values
    undo TEXT NOT NULL,                -- reversible, compensated, final
    undone_by BIGINT,                  -- the event that undid it
    undoes BIGINT,                     -- the event that this one undid
    process_version BIGINT             -- the version of the process in force (stages)
);
CREATE INDEX events_at ON events (at);

-- Personal values of an event stand apart, so that 152-ФЗ can clear them.
CREATE TABLE event_personal (
    event_id BIGINT PRIMARY KEY REFERENCES events (id),
    details TEXT NOT NULL,             -- JSON
    undo_data TEXT NOT NULL DEFAULT '' -- JSON: old values and the versions they belong to
);

-- Whose timelines show the event: the subject itself and others (a deal's event at its company).
CREATE TABLE event_subjects (
    noun TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    event_id BIGINT NOT NULL REFERENCES events (id),
    PRIMARY KEY (noun, subject_id, event_id)
);
CREATE INDEX event_subjects_event ON event_subjects (event_id);
