import type { PoolClient } from 'pg';
import type { AcceptedEvent } from '../accept/accepted-event.ts';
import { stopped } from '../store/tombstones.ts';

/** Events as far as they may be taken. */
export interface Suppressed {
  /** In their order; some without a name that they had. */
  readonly kept: readonly AcceptedEvent[];
  /** Those that are of somebody who was erased. */
  readonly out: readonly AcceptedEvent[];
  /** How many of those kept had a name of somebody who was erased. */
  readonly bared: number;
}

/**
 * Leaves out events of somebody who was erased, before numbering, so that nothing of them is kept anywhere. Whose an event
 * is says its user, else its anonymous id. An event of another user that names an anonymous id of theirs, as on a device that
 * both have used, is taken without that id: it links nobody to them. Where nobody was erased this costs one look at a setting.
 */
export async function suppressed(
  client: PoolClient,
  events: readonly AcceptedEvent[],
): Promise<Suppressed> {
  const names = await stopped(client, events.flatMap(namesOf));
  if (names.size === 0) return { kept: events, out: [], bared: 0 };
  const isTheirs = ({ user, anonymous }: AcceptedEvent): boolean =>
    names.has(user ?? anonymous ?? '');
  let bared = 0;
  const kept = events.flatMap((event) => {
    if (isTheirs(event)) return [];
    if (!namesOf(event).some((name) => names.has(name))) return [event];
    bared += 1;
    return [without(event, names)];
  });
  return { kept, out: events.filter(isTheirs), bared };
}

/** Every pseudonym of a person that an event names. */
function namesOf({ user, anonymous, previous }: AcceptedEvent): readonly string[] {
  return [user, anonymous, previous?.user, previous?.anonymous].filter(
    (name): name is string => typeof name === 'string',
  );
}

function without(event: AcceptedEvent, names: ReadonlySet<string>): AcceptedEvent {
  const { anonymous, previous } = event;
  const isPrevious =
    previous !== null && (names.has(previous.user) || names.has(previous.anonymous));
  return {
    ...event,
    anonymous: anonymous !== null && names.has(anonymous) ? null : anonymous,
    previous: isPrevious ? null : previous,
  };
}
