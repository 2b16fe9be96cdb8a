-- Encounters now keep the period that an aggregate counts (facts 0003); generations without it are built again.
UPDATE generation SET state = 'retired', retired_at = now() WHERE state = 'ready';
