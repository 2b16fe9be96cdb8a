-- Live events: where they come from, what was accepted once, who is who, what each person holds and allows.

-- A source that sends. Its number is short, as every event that was ever accepted is remembered with it.
CREATE TABLE source (
  name text PRIMARY KEY,
  number int GENERATED ALWAYS AS IDENTITY UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- A write key is never kept, only its SHA-256; `hint` is its last four characters.
CREATE TABLE source_key (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL REFERENCES source (name),
  hash bytea NOT NULL UNIQUE,
  hint text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Where it was rotated, the old one still works until then.
  expires_at timestamptz,
  revoked_at timestamptz
);

-- What was accepted, for the whole retention: the first wins. `key` is the first 16 bytes of SHA-256 of the message id.
CREATE TABLE seen (
  source int NOT NULL,
  key uuid NOT NULL,
  day date NOT NULL DEFAULT current_date,
  PRIMARY KEY (source, key)
);

-- What was accepted and is not yet conducted. One row a commit, with the events of all requests that it answered.
CREATE TABLE inbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  accepted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Places in the body of what is new, from 0: first the events, then the rejects; null: all is.
  fresh int[],
  -- JSON: an InboxBody.
  body bytea NOT NULL
);
ALTER TABLE inbox ALTER COLUMN body SET STORAGE EXTERNAL;
-- Rows come and go here all day: without this the files grow by all that ever went through.
ALTER TABLE inbox SET (
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200, autovacuum_vacuum_cost_delay = 0,
  toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 2000, toast.autovacuum_vacuum_cost_delay = 0
);

-- Counted with the commit that they speak of. Rows of several shards, so that commits at once need not wait for each other.
CREATE TABLE accept_count (
  source int NOT NULL,
  shard smallint NOT NULL,
  accepted bigint NOT NULL DEFAULT 0,
  duplicates bigint NOT NULL DEFAULT 0,
  rejected bigint NOT NULL DEFAULT 0,
  last_at timestamptz,
  PRIMARY KEY (source, shard)
) WITH (fillfactor = 50);

-- How far the live road has come: one row. `processed`: events that have left the inbox, `suppressed` those among them that
-- were left out. `seq_to`: the last number given to a live event (0: none yet).
CREATE TABLE conducted (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  processed bigint NOT NULL DEFAULT 0,
  suppressed bigint NOT NULL DEFAULT 0,
  seq_to bigint NOT NULL DEFAULT 0,
  -- The last row that went into the outbox.
  outbox_to bigint NOT NULL DEFAULT 0,
  -- Events that were erased, or had come of age: so many rows less than numbers were given are no damage.
  erased bigint NOT NULL DEFAULT 0
);
INSERT INTO conducted DEFAULT VALUES;

-- Rows that a conducted batch makes in the fact store, until they have arrived there. Their events have seq in (seq_from, seq_to].
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  seq_from bigint NOT NULL,
  seq_to bigint NOT NULL,
  -- Null: no ledger has been built; only events and rejects are shipped.
  generation bigint,
  -- Those with the same one go to the fact store as one block a table: noted before it is first sent, so that it is sent again as it was.
  block bigint,
  -- What is to be corrected once the rows are there: who moved to whom, whose rights changed.
  corrections jsonb,
  body bytea NOT NULL
);
ALTER TABLE outbox ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE outbox SET (
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200, autovacuum_vacuum_cost_delay = 0,
  toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 2000, toast.autovacuum_vacuum_cost_delay = 0
);

-- Links between identities, each said by an event or a person at work; undone, never deleted.
CREATE TABLE identity_link (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- The anonymous identity, and the identified one that it belongs to.
  anonymous uuid NOT NULL,
  identified uuid NOT NULL,
  -- Of the event that says so.
  at timestamptz NOT NULL,
  said_by text NOT NULL,
  -- Said by somebody at work: it goes before what events say.
  by_hand boolean NOT NULL DEFAULT false,
  undone_at timestamptz
);
CREATE UNIQUE INDEX identity_link_once ON identity_link (anonymous, identified);
CREATE INDEX identity_link_of ON identity_link (identified);
-- Of an anonymous id that many have in common only those are read that decide whose it is.
CREATE INDEX identity_link_first ON identity_link (anonymous, at, said_by COLLATE "C", identified) WHERE NOT (by_hand OR undone_at IS NOT NULL);
CREATE INDEX identity_link_by_hand ON identity_link (anonymous) WHERE by_hand OR undone_at IS NOT NULL;

-- The person of each identity that is not a person by itself: what the links make of it now.
CREATE TABLE identity (
  identity uuid PRIMARY KEY,
  person uuid NOT NULL
);
CREATE INDEX identity_of ON identity (person);

-- What is known of a person at this moment: a sum over their encounters under one generation, folded by each live batch. It
-- can always be made anew from the facts; where a row is missing, that is done when somebody asks.
CREATE TABLE person (
  person uuid PRIMARY KEY,
  generation bigint NOT NULL,
  -- Up to this number rows came into the ledger by other roads than live batches, as far as was known: past it the row is void.
  floor bigint NOT NULL,
  -- 0: nothing is missing; else what the record holds up to this number is to be added.
  base bigint NOT NULL,
  revision int NOT NULL,
  state bytea NOT NULL
) WITH (fillfactor = 80, toast_tuple_target = 8160);
ALTER TABLE person ALTER COLUMN state SET STORAGE EXTERNAL;

-- From which number on live batches are folded into persons of a generation, and the newest moment they know of.
CREATE TABLE person_fold (
  generation bigint PRIMARY KEY,
  live_from bigint NOT NULL,
  newest timestamptz
);

-- What was said of a right, by whom, when: the authority. A right is held where its latest word is a grant that has not expired.
CREATE TABLE consent (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  identity uuid NOT NULL,
  -- permission:<purpose>/<category>
  kind text NOT NULL,
  granted boolean NOT NULL,
  at timestamptz NOT NULL,
  expires_at timestamptz,
  -- event, context, gpc, api, leg
  expressed_by text NOT NULL,
  source text NOT NULL,
  message_id text NOT NULL,
  seq bigint NOT NULL,
  record_id uuid NOT NULL DEFAULT gen_random_uuid(),
  -- Of a leg, the generation that recognised it: another model may see no right in the same event. Null: it is in the event itself.
  generation bigint,
  UNIQUE NULLS NOT DISTINCT (identity, kind, source, message_id, generation)
);
CREATE INDEX consent_seq ON consent (seq);
CREATE INDEX consent_expires ON consent (expires_at) WHERE expires_at IS NOT NULL;
-- Up to when rights that ended by their time have left the ledger.
ALTER TABLE conducted ADD COLUMN lapsed_to timestamptz NOT NULL DEFAULT now();

-- Who was erased: a keyed hash of each pseudonym, by which later events of theirs are known and left out.
CREATE TABLE tombstone (
  hash bytea PRIMARY KEY,
  erased_at timestamptz NOT NULL DEFAULT now()
);
-- Whom to erase, until it is done: then nothing that names them is left in the row.
CREATE TABLE erasure (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Pseudonyms of all identities of the person, and the sources' own ids as far as they were given; null once it is done.
  identities uuid[],
  ids text[],
  -- Whether later events of theirs are left out.
  suppress boolean NOT NULL,
  asked_at timestamptz NOT NULL DEFAULT now(),
  done_at timestamptz,
  -- What was erased where, and the proof.
  result jsonb
);
-- The planner keeps samples of columns, and keeps them where a table becomes empty: of these it takes none.
ALTER TABLE erasure ALTER COLUMN identities SET STATISTICS 0, ALTER COLUMN ids SET STATISTICS 0, ALTER COLUMN result SET STATISTICS 0;
ALTER TABLE inbox ALTER COLUMN body SET STATISTICS 0;
ALTER TABLE outbox ALTER COLUMN body SET STATISTICS 0, ALTER COLUMN corrections SET STATISTICS 0;

-- Segments and journeys are worked out up to here; encounters and transfers are complete up to `seq_done`, which live events move.
ALTER TABLE generation ADD COLUMN seq_worked bigint NOT NULL DEFAULT 0;
-- Whether rows of it were reversed: readers then leave out what was.
ALTER TABLE generation ADD COLUMN corrected boolean NOT NULL DEFAULT false;
-- Its tables have what corrections take; generations without it are built again.
UPDATE generation SET state = 'retired', retired_at = now() WHERE state = 'ready';
