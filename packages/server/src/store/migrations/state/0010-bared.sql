-- Events that were taken without a name in them of somebody who was erased: it lay in the inbox for a moment.
ALTER TABLE conducted ADD COLUMN bared bigint NOT NULL DEFAULT 0;
