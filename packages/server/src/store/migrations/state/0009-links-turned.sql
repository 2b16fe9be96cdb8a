-- The number of the last event by which a link became new, undone or older: ledgers that came less far do not know of it.
ALTER TABLE identity_link ADD COLUMN changed_to bigint NOT NULL DEFAULT 0;
