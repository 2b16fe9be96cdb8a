-- What changes: settings, imports and their sequence ranges, model versions, generations of the ledger.
CREATE TABLE setting (
  key text PRIMARY KEY,
  value text NOT NULL
);

-- One row an import. Its events have seq in (seq_from, seq_to]; nothing of it counts until state is 'done'.
CREATE TABLE import (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL,
  files jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('staging', 'committing', 'done', 'failed')),
  seq_from bigint,
  seq_to bigint,
  read bigint NOT NULL DEFAULT 0,
  accepted bigint NOT NULL DEFAULT 0,
  duplicates bigint NOT NULL DEFAULT 0,
  rejected bigint NOT NULL DEFAULT 0,
  events bigint NOT NULL DEFAULT 0,
  started_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz
);

CREATE TABLE model_version (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hash text NOT NULL UNIQUE,
  name text NOT NULL,
  files jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- A generation is one build of encounters and transfers from events, under one model version.
-- Readers take the ready row of highest id, once a request, and read only seq <= seq_done of its tables.
CREATE TABLE generation (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  model_version bigint NOT NULL REFERENCES model_version (id),
  state text NOT NULL CHECK (state IN ('building', 'ready', 'retired')),
  -- Hash of what recognition reads of the model: a change of valuations alone needs no new generation.
  recognition text NOT NULL,
  seq_done bigint NOT NULL DEFAULT 0,
  summary jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  ready_at timestamptz,
  retired_at timestamptz
);
