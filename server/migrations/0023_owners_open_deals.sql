-- What is open of one owner or team, among all that they had over the years.

CREATE INDEX deals_owner_open ON deals (owner_id, created_at DESC, id DESC)
    WHERE outcome = 'open';
CREATE INDEX deals_team_open ON deals (team_id, created_at DESC, id DESC)
    WHERE outcome = 'open';
