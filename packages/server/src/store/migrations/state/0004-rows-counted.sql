-- How many rows each table of a generation had when it became ready: fewer later means that files were damaged or lost.
ALTER TABLE generation ADD COLUMN table_rows jsonb;

-- What was seen to be damaged of it: readers are refused, and the next rebuild makes it anew.
ALTER TABLE generation ADD COLUMN damaged text;
