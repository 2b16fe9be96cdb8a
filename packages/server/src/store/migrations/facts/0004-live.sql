-- A batch of live events that is sent again, as its answer was lost, is known by its token.
ALTER TABLE event {cluster} MODIFY SETTING non_replicated_deduplication_window = 1000;
ALTER TABLE reject {cluster} MODIFY SETTING non_replicated_deduplication_window = 1000;
