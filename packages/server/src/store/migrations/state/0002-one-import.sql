-- A source has one import under way at most, whoever starts the second.
CREATE UNIQUE INDEX import_under_way ON import (source) WHERE state IN ('staging', 'committing');

-- The ready generation of highest id is read once a request.
CREATE INDEX generation_ready ON generation (id DESC) WHERE state = 'ready';
