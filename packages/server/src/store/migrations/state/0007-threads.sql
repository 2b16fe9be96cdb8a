-- Encounters are now put together to journeys (thread_g...), and keep what that takes of their events; generations without it are built again.
UPDATE generation SET state = 'retired', retired_at = now() WHERE state = 'ready';
