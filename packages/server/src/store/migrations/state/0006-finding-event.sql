-- What was done, said and noticed about findings. Only added to: where a finding stands is what its events say in their order.
CREATE TABLE finding_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- kind:touchpoint: outlives rebuilds and changed models.
  finding text NOT NULL,
  -- Made by whoever asks: the same answer sent twice counts once.
  asked text NOT NULL UNIQUE,
  did text NOT NULL CHECK (did IN ('see', 'accept', 'dismiss', 'work', 'close', 'reopen', 'say', 'found', 'gone', 'back', 'grown')),
  -- Null: the ledger noticed it. The name is that of the time: models change.
  actor text,
  actor_name text,
  said text NOT NULL DEFAULT '',
  -- What the ledger said at that moment of what is at stake, and of the finding itself where it was found.
  stake json,
  told json,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX finding_event_of ON finding_event (finding, id);
