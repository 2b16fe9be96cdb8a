// For tests: a small world in which data waits for consent, and events that give, take back and use rights in any order.
import type { Bag } from '@bothways/core';
import fc from 'fast-check';
import type { AcceptedEvent } from '../accept/accepted-event.ts';
import { generationReady, heldRows } from '../store/generation.ts';
import { ENTRY_KEYS, standingRows } from '../store/standing.ts';
import type { Stores } from '../store/stores.ts';
import { accepted, idOf, ledgerNow } from './conduct-testing.ts';

export const CONSENTS = `
bothways: 1
name: Consents
currency: EUR
values:
  goods: { unit: EUR, scale: 2 }
  data:profile: { unit: disclosure, scale: 0, basis: consent }
  data:place: { unit: disclosure, scale: 0, basis: consent }
  data:contact: { unit: disclosure, scale: 0, basis: contract }
  permission:marketing/profile: { unit: right, scale: 0 }
  permission:research/profile: { unit: right, scale: 0 }
  permission:sale/place: { unit: right, scale: 0 }
valuations:
  - { kind: goods, worth: { median: 1.2, low: 1, high: 1.44, basis: assumed }, cost: { median: 0.6, low: 0.5, high: 0.72, basis: assumed } }
journeys:
  - id: buying
    phases:
      - id: shop
        steps:
          - id: pay
            touchpoints:
              - id: told
                channel: web
                when: event == "Told"
                exchange:
                  - { give: customer, kind: data:profile, quantity: 1 }
                  - { give: customer, kind: data:contact, quantity: 1 }
                  - { give: business, kind: goods, quantity: 2.5 }
              - id: placed
                channel: app
                when: event == "Placed"
                exchange: [{ give: customer, kind: data:place, quantity: properties.places }]
              - id: asked
                channel: web
                when: event == "Asked"
                exchange:
                  - { give: customer, kind: permission:marketing/profile, quantity: 'properties.yes == true ? 3 : 0' }
                  - { give: customer, kind: permission:sale/place, quantity: 'properties.sale == true ? 1 : 0' }
              - id: stopped
                channel: web
                when: event == "Stopped"
                exchange: [{ give: business, kind: permission:marketing/profile, quantity: 1 }]
`;

const START = Date.UTC(2026, 0, 1);
/** Some words end by their time before any test, some long after. */
const EXPIRIES = ['2026-01-12T00:00:00Z', '2026-01-25T00:00:00Z', '2096-01-01T00:00:00Z'];
const CATEGORIES = ['Marketing', 'research', 'Place', 'permission:sale/place', 'Cookies'];

const preferences: fc.Arbitrary<Bag> = fc
  .record({
    said: fc.dictionary(fc.constantFrom(...CATEGORIES), fc.boolean(), { maxKeys: 3 }),
    expires: fc.option(fc.constantFrom(...EXPIRIES), { freq: 1 }),
  })
  .map(({ said, expires }) => ({
    ...Object.fromEntries(
      Object.entries(said).map(([key, is]) => [`consent.categoryPreferences.${key}`, String(is)]),
    ),
    ...(expires === null ? {} : { 'consent.expiresAt': `"${expires}` }),
  }));

const one: fc.Arbitrary<Partial<AcceptedEvent>> = fc
  .record({
    name: fc.constantFrom(
      ...['Told', 'Told', 'Placed', 'Placed', 'Asked', 'Stopped', 'Looked'],
      'Segment Consent Preference Updated',
    ),
    who: fc.constantFrom('user', 'anonymous', 'both'),
    person: fc.integer({ min: 0, max: 3 }),
    device: fc.integer({ min: 0, max: 4 }),
    day: fc.integer({ min: 0, max: 40 }),
    context: fc.option(preferences, { freq: 2 }),
    isGpc: fc.boolean(),
    isSignal: fc.integer({ min: 0, max: 9 }),
    properties: fc.record({ yes: fc.boolean(), sale: fc.boolean() }),
  })
  .map(({ name, who, person, device, day, context, isSignal, properties }) => ({
    ...{ name, at: START + day * 86_400_000, type: 'track' as const },
    // A device is of one person, so that links are made, and earlier ones of the same two come late.
    user: who === 'anonymous' ? null : idOf(`rights person ${device < 4 ? device % 4 : person}`),
    anonymous: who === 'user' ? null : idOf(`rights device ${device}`),
    context: { ...(context ?? {}), ...(isSignal === 0 ? { gpc: 'true' } : {}) },
    properties: { places: '2', yes: String(properties.yes), sale: String(properties.sale) },
  }));

/** Events of a seed, in no order of time. */
export function rightsEvents(seed: number, count: number): readonly AcceptedEvent[] {
  return fc
    .sample(one, { seed, numRuns: count })
    .map((event, index) =>
      accepted(
        { type: 'track', messageId: `rights-${seed}-${index}` },
        { ...event, receivedAt: START + 50 * 86_400_000 },
      ),
    );
}

/** All that stands in the ready ledger, and all that waits, in one order. */
export async function standingNow(stores: Stores): Promise<unknown> {
  const { state, facts } = stores;
  const generation = await generationReady(state);
  if (generation === null) return null;
  const waiting = await facts.rows(
    `SELECT lower(hex(encounter_id)) AS encounter, leg, lower(hex(assumeNotNull(person_id))) AS person,
       lower(hex(assumeNotNull(coalesce(identity_id, person_id)))) AS identity, kind, quantity
     FROM ${standingRows(heldRows(generation), ENTRY_KEYS.transfer, generation.seqDone)} ORDER BY ALL`,
  );
  return { ledger: await ledgerNow(stores), waiting };
}
