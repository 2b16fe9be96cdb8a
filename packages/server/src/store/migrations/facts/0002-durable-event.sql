-- An acknowledged insert has reached the disk: these two tables are the record, nothing can rebuild them.
ALTER TABLE event {cluster} MODIFY SETTING fsync_after_insert = 1, fsync_part_directory = 1;
ALTER TABLE reject {cluster} MODIFY SETTING fsync_after_insert = 1, fsync_part_directory = 1;

-- Events lie in the order they came; one person's are found by this (statement, erasure, links).
ALTER TABLE event {cluster} ADD INDEX IF NOT EXISTS identity_id_filter identity_id TYPE bloom_filter(0.01) GRANULARITY 1;
ALTER TABLE event {cluster} MATERIALIZE INDEX identity_id_filter SETTINGS mutations_sync = 2;
