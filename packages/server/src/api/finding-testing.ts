// A shop with three faults, for tests of what is done about them.
import { importEvents } from '../ingest/import-events.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf } from '../ingest/world-testing.ts';
import type { SentEvent } from '../ingest/write-event.ts';
import { type LedgerFindings, ledgerFindings } from '../measure/finding-seen.ts';
import { readingNow } from '../measure/reading.ts';
import type { Stores } from '../store/stores.ts';

/** The model; `fee`: what comes back for a late fee, which is a fault where it is nothing. */
export function shop({ goodwill = false, care = 'Care' } = {}): string {
  return `
bothways: 1
name: Shop
currency: EUR
actors:
  - { id: care, kind: team, name: ${care} }
  - { id: till-team, kind: team, name: Tills }
values:
  goods: { unit: EUR, scale: 2 }
  time:waiting: { unit: second, scale: 0 }
  time:work: { unit: second, scale: 0 }
  data:birth-date: { unit: disclosure, scale: 0, basis: contract }
valuations:
  - { kind: goods, worth: { median: 1.2, low: 1, high: 1.44, basis: stated }, cost: { median: 0.6, low: 0.5, high: 0.72, basis: stated } }
  - { kind: time:waiting, cost: { median: 0.01, low: 0.005, high: 0.02, basis: assumed } }
  - { kind: time:work, cost: { median: 0.02, low: 0.01, high: 0.04, basis: assumed } }
journeys:
  - id: buying
    name: Buying
    phases:
      - id: p
        steps:
          - id: s
            touchpoints:
              - id: fee
                name: Late fee
                channel: web
                owner: till-team
                quote: I was two hours late.
                when: event == "Fined"
                exchange:
                  - { give: customer, kind: money, quantity: properties.amount }
${goodwill ? '                  - { give: business, kind: goods, quantity: properties.amount * 2 }' : ''}
              - id: call
                name: Call
                channel: phone
                owner: care
                when: event == "Called"
                exchange:
                  - { give: customer, kind: time:waiting, quantity: properties.seconds }
                  - { give: care, to: customer, kind: time:work, quantity: properties.seconds }
              - id: quiz
                name: Birthday quiz
                channel: web
                when: event == "Asked"
                exchange: [{ give: customer, kind: data:birth-date, quantity: 1 }]
`;
}

export const FEE = 'one-sided-capture:fee';
export const CALL = 'costly-for-both:call';
export const QUIZ = 'data-taken-nothing-given:quiz';

/** Events over 100 days from January 2026: fees of an amount, calls and quizzes. */
export async function takeShop(
  stores: Stores,
  source: string,
  { fees = 0, amount = 12, calls = 0, asked = 0 },
): Promise<void> {
  const events = (name: string, count: number): readonly SentEvent[] =>
    Array.from({ length: count }, (_, at) => ({
      ...{ type: 'track', event: name, messageId: `${source} ${name} ${at}` },
      userId: `user ${at % 23}`,
      timestamp: new Date(Date.UTC(2026, 0, 1, 9) + (at % 100) * 86_400_000).toISOString(),
      properties: { amount, seconds: 600 },
    }));
  const all = [...events('Fined', fees), ...events('Called', calls), ...events('Asked', asked)];
  await importEvents({ stores, source, events: all });
}

/** Builds the ledger by a model, and says what is found in it. */
export async function built(stores: Stores, text: string): Promise<LedgerFindings> {
  await rebuild({ stores, ...modelOf(text) });
  const reading = await readingNow(stores);
  if (reading === null) throw new Error('no ledger was built');
  return ledgerFindings(reading);
}
