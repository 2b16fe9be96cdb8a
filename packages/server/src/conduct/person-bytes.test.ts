import { type EncounterFolded, foldPerson, mergePersons } from '@bothways/core/person';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteWriter } from './byte-cursor.ts';
import { foldBytes } from './fold-bytes.ts';
import { packPerson, unpackPerson } from './person-bytes.ts';
import { plain } from './person-testing.ts';

const name = fc.oneof(fc.constantFrom('web', 'paid', 'money', ''), fc.string({ unit: 'grapheme' }));
const someEncounters = fc.array(
  fc.record({
    encounterId: fc.stringMatching(/^[0-9a-f]{32}$/),
    at: fc.oneof(fc.integer({ min: -5e12, max: 5e12 }), fc.constantFrom(0, 1, 2e12)),
    ...{ journey: fc.constantFrom('a', 'b', ''), touchpoint: name },
    channel: fc.oneof(name, fc.constantFrom('*', 'x'.repeat(101))),
    ...{ caseId: fc.option(name), starts: fc.boolean(), ends: fc.boolean() },
    felt: fc.option(fc.double({ min: -1, max: 1, noNaN: true })),
  }),
  { maxLength: 90 },
) as fc.Arbitrary<EncounterFolded[]>;
const someTransfers = fc.array(
  fc.record({
    ...{ kind: name, giver: name, receiver: name },
    quantity: fc.oneof(
      { weight: 60, arbitrary: fc.integer({ min: 1, max: 1000 }) },
      { weight: 1, arbitrary: fc.constant(2n ** 60n) },
    ),
    grade: fc.constantFrom('A' as const, 'B' as const, 'C' as const, 'D' as const),
  }),
  { maxLength: 30 },
);

test('[PF6] a state is read as it was written', () => {
  fc.assert(
    fc.property(someEncounters, someTransfers, (met, moved) => {
      const state = foldPerson(met, moved);
      expect(plain(unpackPerson(packPerson(state)) ?? undefined)).toEqual(plain(state));
    }),
  );
  expect(unpackPerson(Buffer.from([255, 0]))).toBe(null);
});

test('[PF7] what is added to the bytes of a state is what is added to the state, or nothing is written', () => {
  let added = 0;
  const out = new ByteWriter();
  const behind = fc.boolean();
  fc.assert(
    fc.property(someEncounters, someTransfers, someEncounters, someTransfers, behind, (...all) => {
      const [met, moved, later, more, isBehind] = all;
      const state = foldPerson(met, moved);
      // Most of what comes is newer than what is there.
      const latest = Math.max(0, ...met.map(({ at }) => at));
      const next = later
        .map((each) => (isBehind ? { ...each, at: latest + Math.abs(each.at) } : each))
        .sort((a, b) => a.at - b.at || (a.encounterId < b.encounterId ? -1 : 1));
      out.clear();
      if (!foldBytes(packPerson(state), next, more, out)) {
        expect(out.at).toBe(0);
        return;
      }
      added += 1;
      const whole = mergePersons(state, foldPerson(next, more));
      expect(plain(unpackPerson(out.bytes()) ?? undefined)).toEqual(plain(whole));
    }),
    { numRuns: 300 },
  );
  expect(added).toBeGreaterThan(60);
});

test('[PF10] the state of somebody who comes often is as large as what is kept of them', () => {
  const bytesAfter = (count: number): number => {
    let bytes = packPerson(foldPerson([], []));
    const out = new ByteWriter();
    for (let number = 0; number < count; number += 1) {
      const at = Date.UTC(2026, 0, 1) + number * 1000;
      const channel = `channel ${number}`;
      const met = { encounterId: number.toString(16).padStart(32, '0'), at, channel };
      const said = { journey: 'a', touchpoint: 'b', caseId: `order ${number}`, felt: null };
      const next = [{ ...met, ...said, starts: false, ends: false }];
      out.clear();
      if (foldBytes(bytes, next, [], out)) bytes = Buffer.from(out.bytes());
      else {
        const merged = mergePersons(
          unpackPerson(bytes) ?? foldPerson([], []),
          foldPerson(next, []),
        );
        bytes = Buffer.from(packPerson(merged));
      }
    }
    return bytes.length;
  };
  expect(bytesAfter(3_000)).toBeLessThan(2 * bytesAfter(300));
});
