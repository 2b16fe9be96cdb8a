-- Versions are a row of saves: going back to an earlier text is a version of its own. The newest is the one of the highest id.
ALTER TABLE model_version DROP CONSTRAINT model_version_hash_key;
-- What whoever saved it says of it; null: it came from a file.
ALTER TABLE model_version ADD COLUMN note text;
-- Null: saved before they were counted.
ALTER TABLE model_version ADD COLUMN touchpoints int;
-- Until now a text that was used again kept its old id: the one that readers see becomes the newest.
INSERT INTO model_version (hash, name, files)
  SELECT hash, name, files FROM model_version AS used
  WHERE used.id = (SELECT model_version FROM generation WHERE state = 'ready' ORDER BY id DESC LIMIT 1)
    AND used.hash <> (SELECT hash FROM model_version ORDER BY id DESC LIMIT 1);
