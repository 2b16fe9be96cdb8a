-- What sources sent, as it came. Everything else in this store rebuilds from it.
-- {engine} is MergeTree here and ReplicatedMergeTree on a cluster; {cluster} is empty here and ON CLUSTER name there.
CREATE TABLE IF NOT EXISTS event {cluster} (
  source LowCardinality(String),
  message_id String,
  seq UInt64 CODEC(Delta, ZSTD),
  identity_id Nullable(FixedString(16)),
  account_id Nullable(FixedString(16)),
  case_id Nullable(String),
  at DateTime64(3, 'UTC') CODEC(Delta, ZSTD),
  original_at Nullable(DateTime64(3, 'UTC')),
  sent_at Nullable(DateTime64(3, 'UTC')),
  received_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD),
  type LowCardinality(String),
  name LowCardinality(String),
  channel LowCardinality(String),
  properties Map(LowCardinality(String), String) CODEC(ZSTD),
  context Map(LowCardinality(String), String) CODEC(ZSTD),
  n UInt64 DEFAULT 1,
  grade LowCardinality(String) DEFAULT 'A'
) ENGINE = {engine} ORDER BY seq;

-- What was refused, with its reason and its raw text: kept, counted and shown.
CREATE TABLE IF NOT EXISTS reject {cluster} (
  source LowCardinality(String),
  import_id UInt64,
  file String,
  line UInt64,
  seq UInt64,
  reason LowCardinality(String),
  detail String,
  raw String CODEC(ZSTD),
  at DateTime64(3, 'UTC')
) ENGINE = {engine} ORDER BY (source, import_id, file, line);
