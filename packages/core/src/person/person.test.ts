import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { thread } from '../journey/thread.ts';
import { readModel } from '../model/read-model.ts';
import { type EncounterFolded, foldPerson, mergePersons, type TransferFolded } from './fold.ts';
import {
  CHANNELS_MAX,
  CONTACT_DAYS,
  DAY_MS,
  KEPT_MAX,
  NOBODY,
  OTHER_CHANNELS,
  type PersonState,
} from './state.ts';
import { threadPerson } from './thread-person.ts';
import { contactWindows, heldByKind, lastTouched, personCube } from './view.ts';

const MODEL = `
bothways: 1
name: Persons
currency: EUR
actors: [{ id: care, kind: team, name: Care }]
values:
  goods: { unit: EUR, scale: 2 }
journeys:
  - id: ruled
    mission: { starts_when: event == "a", ends_when: event == "c" }
    phases: [{ id: p, steps: [{ id: s, touchpoints: [
      { id: a, channel: web, when: event == "a" }, { id: b, channel: web, initiator: care, when: event == "b" }, { id: c, channel: web, when: event == "c" }] }] }]
  - id: silent
    mission: { gap: 2d }
    phases: [{ id: q, steps: [{ id: t, touchpoints: [{ id: x, channel: web, when: event == "x" }] },
      { id: u, touchpoints: [{ id: y, channel: web, when: event == "y" }] }] }]
`;
const { model, problems } = readModel([{ file: 'm.bothways.yaml', text: MODEL }]);
if (model === null) throw new Error(JSON.stringify(problems));

const journeyOf: Readonly<Record<string, string>> = {
  ...{ a: 'ruled', b: 'ruled', c: 'ruled' },
  ...{ x: 'silent', y: 'silent' },
};

const encounters: fc.Arbitrary<readonly EncounterFolded[]> = fc
  .array(
    fc.record({
      touchpoint: fc.constantFrom('a', 'b', 'c', 'x', 'y'),
      channel: fc.oneof(fc.constantFrom('web', 'app'), fc.stringMatching(/^[a-z]$/)),
      hour: fc.oneof(fc.integer({ min: 0, max: 24 * 50 }), fc.integer({ min: 0, max: 23 })),
      caseId: fc.option(fc.constantFrom('k1', 'k2'), { freq: 3 }),
      felt: fc.option(fc.constantFrom(-1, -1 / 3, 0.1, 2 / 3, 1)),
    }),
    { maxLength: 200 },
  )
  .map((made) =>
    made.map(({ touchpoint, hour, felt, ...each }, index) => ({
      ...each,
      touchpoint,
      encounterId: index.toString(16).padStart(4, '0').padEnd(32, '5'),
      at: Date.UTC(2026, 0, 1) + hour * 3_600_000,
      journey: journeyOf[touchpoint] ?? '',
      starts: touchpoint === 'a',
      ends: touchpoint === 'c',
      felt: felt as EncounterFolded['felt'],
    })),
  );
const transfers: fc.Arbitrary<readonly TransferFolded[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('goods', 'money'),
    giver: fc.constantFrom('customer', 'care'),
    receiver: fc.constantFrom('business', 'customer'),
    quantity: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.constant(Number.MAX_SAFE_INTEGER)),
    grade: fc.constantFrom('A' as const, 'C' as const),
  }),
  { maxLength: 40 },
);

/** A state as plain data in one order, to be compared. */
function plain({ balances, contacts, journeys, ...rest }: PersonState): unknown {
  const sorted = <Item>(map: ReadonlyMap<string, Item>): unknown =>
    [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return [rest, sorted(balances), sorted(contacts), sorted(journeys)];
}

test('[PS7] of one day so many channels keep their names, and the rest is counted as others', () => {
  const at = Date.UTC(2026, 0, 1);
  const channels = Array.from({ length: 500 }, (_, number) => `${(number * 7919) % 500}`);
  const state = [...channels, 'x'.repeat(101)].reduce((sum, channel, number) => {
    const encounterId = number.toString(16).padStart(32, '0');
    const met = { encounterId, at, journey: 'ruled', touchpoint: 'a', channel, caseId: null };
    const more = foldPerson([{ ...met, starts: false, ends: false, felt: null }], []);
    return mergePersons(sum, more);
  }, NOBODY);
  const kept = new Map([...state.contacts.values()].map(({ channel, n }) => [channel, n]));
  const named = [...new Set(channels)].sort().slice(0, CHANNELS_MAX);
  expect(kept).toEqual(
    new Map([...named.map((each) => [each, 1] as const), [OTHER_CHANNELS, 481]]),
  );
});

describe('the state of a person', () => {
  test('[PS1] parts made apart and merged in any order come to the same', () => {
    fc.assert(
      fc.property(
        encounters,
        transfers,
        fc.infiniteStream(fc.nat(4)),
        fc.infiniteStream(fc.nat(1000)),
        (met, moved, part, order) => {
          const whole = foldPerson(met, moved);
          const parts = Array.from({ length: 5 }, () => ({ met: [...met], moved: [...moved] }));
          const places = met.map(() => part.next().value);
          const legs = moved.map(() => part.next().value);
          const states = parts
            .map((_, index) =>
              foldPerson(
                met.filter((__, at) => places[at] === index),
                moved.filter((__, at) => legs[at] === index),
              ),
            )
            .map((state) => ({ state, rank: order.next().value }))
            .sort((a, b) => a.rank - b.rank);
          const merged = states.reduce((sum, { state }) => mergePersons(sum, state), NOBODY);
          expect(plain(merged)).toEqual(plain(whole));
          const [first = NOBODY, ...rest] = states.map(({ state }) => state);
          const otherwise = mergePersons(
            rest.reduceRight((sum, state) => mergePersons(state, sum), NOBODY),
            first,
          );
          expect(plain(otherwise)).toEqual(plain(whole));
        },
      ),
    );
  });

  test('[PS2] the newest encounters of a journey are kept, and all are counted', () => {
    fc.assert(
      fc.property(encounters, (met) => {
        const { journeys, encounters: n } = foldPerson(met, []);
        expect(n).toBe(met.length);
        for (const [journey, { n: of, kept }] of journeys) {
          const own = met.filter((each) => each.journey === journey);
          expect(of).toBe(own.length);
          expect(kept).toHaveLength(Math.min(KEPT_MAX, own.length));
          const oldest = kept.at(-1)?.at ?? 0;
          expect(own.filter(({ at }) => at > oldest).length).toBeLessThan(kept.length);
        }
      }),
    );
  });

  test('[PS3] contacts of the last days are counted by channel, and whether the business began them', () => {
    const now = Date.UTC(2026, 5, 30, 12);
    const at = (daysAgo: number, touchpoint: string): EncounterFolded => ({
      ...{ encounterId: `${daysAgo}${touchpoint}`.padEnd(32, '0'), touchpoint },
      ...{ at: now - daysAgo * DAY_MS, journey: 'ruled', channel: 'web', caseId: null },
      ...{ starts: false, ends: false, felt: null },
    });
    const met = [at(0, 'a'), at(0, 'b'), at(1, 'b'), at(6, 'a'), at(7, 'b'), at(29, 'a')];
    const state = foldPerson([...met, at(30, 'a'), at(CONTACT_DAYS, 'b')], []);
    expect(contactWindows(state, model, now)).toEqual([
      {
        channel: 'web',
        all: { day: 2, week: 4, month: 6 },
        ours: { day: 1, week: 2, month: 3 },
      },
    ]);
    // A month later nothing of it counts, whatever is kept.
    expect(contactWindows(state, model, now + 31 * DAY_MS)).toEqual([]);
  });
});

describe('what is read of it', () => {
  test('[PS4] journeys are what threading makes of the encounters that are kept', () => {
    fc.assert(
      fc.property(encounters, fc.integer({ min: 0, max: 3 }), (met, silentDays) => {
        const newest = Math.max(0, ...met.map(({ at }) => at)) + silentDays * DAY_MS;
        const state = foldPerson(met, []);
        for (const { journey, n, isCut, instances } of threadPerson(state, model, newest)) {
          const own = met.filter((each) => each.journey === journey.id);
          expect([n, isCut]).toEqual([own.length, own.length > KEPT_MAX]);
          if (isCut) continue;
          const rank: Readonly<Record<string, string>> = { a: '0', b: '2', c: '3', x: '2', y: '2' };
          const expected = thread(
            own.map((each) => ({
              ...each,
              person: 'one',
              id: `${rank[each.touchpoint]}${each.touchpoint}${each.encounterId}`,
            })),
            {
              gapMs: (journey.id === 'silent' ? 2 : 30) * DAY_MS,
              ...{ until: newest, hasStart: journey.id === 'ruled' },
            },
          ).map(({ events, end, caseId }) => ({
            caseId,
            ids: events.map(({ encounterId }) => encounterId.slice(0, 16)),
            end: events.some(({ touchpoint }) => touchpoint === 'y') ? 'completed' : end,
          }));
          const seen = instances.map(({ caseId, end, encounters: of }) => ({
            ...{ caseId, ids: of.map(({ id }) => id), end },
          }));
          const order = (a: { ids: string[] }, b: { ids: string[] }): number =>
            (a.ids[0] ?? '') < (b.ids[0] ?? '') ? -1 : 1;
          expect(seen.sort(order)).toEqual(expected.sort(order));
        }
      }),
    );
  });

  test('[PS5] balances are sums of transfers, exact beyond what a number holds', () => {
    fc.assert(
      fc.property(transfers, (moved) => {
        const state = foldPerson([], moved);
        const cube = personCube(state, model, 'everyone');
        const sum = (kind: string, giver: string, receiver: string): bigint =>
          moved
            .filter((t) => t.kind === kind && t.giver === giver && t.receiver === receiver)
            .reduce((total, { quantity }) => total + BigInt(quantity), 0n);
        for (const { kind, giver, receiver, quantity, n, grades } of cube) {
          expect(quantity).toBe(sum(kind, giver, receiver));
          expect((grades.A ?? 0) + (grades.C ?? 0)).toBe(n);
        }
        const got = [...heldByKind(state, model).values()].reduce((all, { get }) => all + get, 0n);
        const toCustomer = moved.filter(({ receiver }) => receiver === 'customer');
        expect(got).toBe(toCustomer.reduce((all, { quantity }) => all + BigInt(quantity), 0n));
      }),
    );
  });

  test('[PS6] the last encounters over all journeys are told, the newest first', () => {
    fc.assert(
      fc.property(encounters, (met) => {
        const last = lastTouched(foldPerson(met, []), 20);
        const ats = met.map(({ at }) => at).sort((a, b) => b - a);
        expect(last.map(({ at }) => at)).toEqual(ats.slice(0, 20));
      }),
    );
  });
});
