-- Where the period ends that an aggregate counts ("4,100 calls in May"): itself not included; null for a single event.
ALTER TABLE event {cluster} ADD COLUMN IF NOT EXISTS until Nullable(DateTime64(3, 'UTC')) AFTER at;
