import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { TouchpointEvidence } from '../diagnose/finding.ts';
import { findings } from '../diagnose/findings.ts';
import { believedLedger } from '../ledger/believed.ts';
import type { CubeRow, Event } from '../ledger/entries.ts';
import { nets } from '../ledger/nets.ts';
import { recogniser } from '../ledger/recognise.ts';
import { recognitionOf } from '../ledger/recognition.ts';
import { assert } from '../model/assert.ts';
import { type Model, touchpointsOf } from '../model/model.ts';
import { readModel } from '../model/read-model.ts';
import { bagOf } from '../rules/bag.ts';
import { LARKFIELD_DEFAULTS, larkfieldEvents, larkfieldTruth } from './larkfield.ts';
import {
  LARKFIELD_TOUCHPOINTS,
  LARKFIELD_UNPLANNED,
  LARKFIELD_UNSEEN,
  type TouchpointSign,
} from './larkfield-touchpoints.ts';
import type { SegmentEvent } from './segment-event.ts';

const FILE = new URL('../../../../examples/larkfield/larkfield.bothways.yaml', import.meta.url);
const model = modelRead();
const recognise = recogniser(recognitionOf(model), (text) => text);

function modelRead(): Model {
  const text = readFileSync(FILE, 'utf8');
  const read = readModel([{ file: 'larkfield.bothways.yaml', text }]);
  assert(read.model !== null, JSON.stringify(read.problems));
  return read.model;
}

function recordOf({
  type,
  event,
  name,
  messageId,
  userId,
  timestamp,
  context,
  properties,
}: SegmentEvent): Event {
  return {
    source: 'larkfield',
    messageId,
    seq: 1,
    identityId: userId,
    accountId: null,
    caseId: null,
    at: Date.parse(timestamp),
    until: null,
    type,
    name: event ?? name ?? '',
    channel: context.channel,
    properties: bagOf(properties ?? {}),
    context: bagOf(context),
    n: 1,
    grade: 'A',
  };
}

/** What a touchpoint's events moved, and how many of them took data and gave nothing. */
interface Moved {
  encounters: number;
  takesData: number;
  givesNothing: number;
  readonly people: Set<string>;
  readonly peopleGivingData: Set<string>;
  readonly cube: Map<string, CubeRow>;
}

function movedIn(seed: number, faults: boolean): Map<string, Moved> {
  const places = new Map<string, Moved>();
  for (const event of larkfieldEvents({ people: 900, seed, faults })) {
    const { encounters, transfers } = recognise(recordOf(event));
    for (const { touchpoint } of encounters) {
      const moved = places.get(touchpoint) ?? {
        encounters: 0,
        takesData: 0,
        givesNothing: 0,
        people: new Set<string>(),
        peopleGivingData: new Set<string>(),
        cube: new Map(),
      };
      places.set(touchpoint, moved);
      moved.encounters += 1;
      moved.people.add(event.userId);
      const takesData = transfers.some(({ kind }) => kind.startsWith('data:'));
      if (takesData) {
        moved.takesData += 1;
        moved.peopleGivingData.add(event.userId);
      }
      if (takesData && !transfers.some(({ receiver }) => receiver === 'customer'))
        moved.givesNothing += 1;
      for (const { giver, receiver, kind, quantity } of transfers) {
        const key = `${giver} ${receiver} ${kind}`;
        const sum = moved.cube.get(key);
        moved.cube.set(key, {
          keys: {},
          giver,
          receiver,
          kind,
          segment: 'everyone',
          quantity: (sum?.quantity ?? 0n) + BigInt(quantity),
          n: (sum?.n ?? 0) + 1,
          grades: { A: (sum?.n ?? 0) + 1 },
        });
      }
    }
  }
  return places;
}

function signed({
  type,
  event,
  name,
  context,
  properties,
}: SegmentEvent): (sign: TouchpointSign) => boolean {
  const isOther = properties?.['reason'] !== 'late-delivery';
  return (sign) =>
    sign.type === type &&
    sign.event === (event ?? name) &&
    sign.channels.includes(context.channel) &&
    (sign.reason === undefined || (sign.reason === 'late-delivery') !== isOther);
}

test('[LF5] each event is taken by the touchpoint that it was made for', () => {
  const signs = Object.entries<TouchpointSign>(LARKFIELD_TOUCHPOINTS);
  for (const event of larkfieldEvents({ people: 500, seed: 5 })) {
    const meant = signs.filter(([, sign]) => signed(event)(sign)).map(([id]) => id);
    const { encounters, refused } = recognise(recordOf(event));
    expect(
      encounters.map(({ touchpoint }) => touchpoint),
      event.event ?? event.name,
    ).toEqual(meant);
    expect(refused).toEqual([]);
  }
});

test('[LF6] the model and the events meet, but for what is said to be missed', () => {
  const met = new Set(movedIn(5, true).keys());
  const planned = touchpointsOf(model, 'current').map(({ id }) => id);
  expect(planned.filter((id) => !met.has(id)).sort()).toEqual([...LARKFIELD_UNSEEN].sort());
  expect(Object.keys(LARKFIELD_TOUCHPOINTS).sort()).toEqual([...met].sort());
  const unmapped = [...larkfieldEvents({ people: 900, seed: 5 })]
    .filter(
      (event) => event.type !== 'identify' && recognise(recordOf(event)).encounters.length === 0,
    )
    .map(({ event }) => event ?? '');
  const unplanned = Object.values(LARKFIELD_UNPLANNED).map(({ event }) => event);
  expect([...new Set(unmapped)].sort()).toEqual(unplanned.sort());
});

function evidenceOf([touchpoint, moved]: [string, Moved]): TouchpointEvidence {
  const { cube, people, encounters, peopleGivingData, takesData, givesNothing } = moved;
  return {
    touchpoint,
    cube: [...cube.values()],
    people: people.size,
    encounters,
    peopleGivingData: peopleGivingData.size,
    encountersGivingData: takesData,
    encountersGivingDataGettingNothing: givesNothing,
  };
}

/** Where the customer comes out behind at the medians. */
function losesAt({ encounters, cube }: Moved): boolean {
  const { customer } = nets([...cube.values()], model, { encounters });
  return customer.kind === 'estimate' && customer.median <= 0;
}

test.each([1, 2, 3, 4, 5])('[LF9] of seed %i, what is planted shows, and nothing else', (seed) => {
  for (const faults of [true, false]) {
    const places = [...movedIn(seed, faults)];
    const losing = places.filter(([, moved]) => losesAt(moved)).map(([touchpoint]) => touchpoint);
    expect(losing.length, losing.join()).toBe(faults ? 3 : 0);
    const seen = findings({
      model,
      days: LARKFIELD_DEFAULTS.days,
      touchpoints: places.map(evidenceOf),
    });
    expect(seen.abstained.filter(({ reason }) => !reason.startsWith('only'))).toEqual([]);
    const claimed = seen.findings.map(({ kind, touchpoint }) => ({ kind, touchpoint }));
    const byTouchpoint = (a: { touchpoint: string }, b: { touchpoint: string }): number =>
      a.touchpoint.localeCompare(b.touchpoint);
    expect(claimed.sort(byTouchpoint)).toEqual(
      [...larkfieldTruth(faults).faults].sort(byTouchpoint),
    );
  }
});

test('[LF11] the workshop believed that all was well', () => {
  const { touchpoints } = believedLedger(model);
  for (const { touchpoint: planted } of larkfieldTruth(true).faults) {
    const believed = touchpoints.find(({ touchpoint }) => touchpoint === planted)?.nets.customer;
    expect(believed?.kind === 'estimate' && believed.low > 0, planted).toBe(true);
  }
});
