import type { PoolClient } from 'pg';
import type { AcceptedEvent } from '../accept/accepted-event.ts';
import { stopped } from '../store/tombstones.ts';

/**
 * Events of somebody who was erased, under whichever name of theirs: they are left out before numbering, so that nothing
 * of them is kept anywhere. Where nobody was erased this costs one look at a setting.
 */
export async function suppressed(
  client: PoolClient,
  events: readonly AcceptedEvent[],
): Promise<ReadonlySet<AcceptedEvent>> {
  const names = await stopped(
    client,
    events.flatMap((event) => namesOf(event)),
  );
  if (names.size === 0) return new Set();
  return new Set(events.filter((event) => namesOf(event).some((name) => names.has(name))));
}

/** Every pseudonym of a person that an event names. */
function namesOf({ user, anonymous, previous }: AcceptedEvent): readonly string[] {
  return [user, anonymous, previous?.user, previous?.anonymous].filter(
    (name): name is string => typeof name === 'string',
  );
}
