-- Days that differ from «Monday to Friday work, Saturday and Sunday off».

CREATE TABLE calendar_days (
    day TEXT PRIMARY KEY,              -- date
    kind TEXT NOT NULL,                -- off, short, working
    note TEXT NOT NULL DEFAULT ''
);

CREATE TABLE calendar_years (
    year BIGINT PRIMARY KEY,
    provisional BIGINT NOT NULL        -- 1: the government has not published it yet
);
