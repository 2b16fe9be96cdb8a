import type { Encounter, LegRefused, ValueTransfer } from '@bothways/core';
import { CONSENT_EVENT } from '@bothways/core/person';
import type { RefusedEvent } from '../accept/accepted-event.ts';
import { RowBytes } from '../store/row-bytes.ts';
import type { BatchEvent, Made } from './batch.ts';

/** The tables that live events fill, and the columns of each in the order in which they are written. */
export const LIVE_COLUMNS = {
  event:
    'source, message_id, seq, identity_id, account_id, case_id, at, original_at, sent_at, received_at, type, name, channel, properties, context',
  reject: 'source, import_id, file, line, seq, reason, detail, raw, at',
  encounter:
    'encounter_id, sign, seq, person_id, identity_id, account_id, at, journey, touchpoint, channel, phase, step, duration_s, felt, felt_scale, felt_raw, n, grade, case_id, starts, ends',
  transfer:
    'encounter_id, leg, sign, seq, person_id, identity_id, exchange_id, at, journey, touchpoint, channel, giver, receiver, kind, quantity, n, grade',
  transfer_held:
    'encounter_id, leg, sign, seq, person_id, identity_id, exchange_id, at, journey, touchpoint, channel, giver, receiver, kind, quantity, n, grade',
  leg_refused: 'encounter_id, leg, seq, touchpoint, kind, reason, n',
  unmapped: 'name, seq, n',
} as const;
export type LiveSink = keyof typeof LIVE_COLUMNS;
export const LIVE_SINKS = Object.keys(LIVE_COLUMNS) as readonly LiveSink[];

/** Types of events that carry traits and are not meant for a touchpoint. */
const TRAITS: ReadonlySet<string> = new Set(['identify', 'group', 'alias']);

/** Whether an event tells of a person, who they are or what they allow, and is not meant for a touchpoint. */
export function isOfPerson({
  type,
  name,
}: {
  readonly type: string;
  readonly name: string;
}): boolean {
  return TRAITS.has(type) || (type === 'track' && name === CONSENT_EVENT);
}

/** The rows of a batch, table by table, as the fact store takes them. */
export class FactRows {
  readonly of: Readonly<Record<LiveSink, RowBytes>> = {
    event: new RowBytes(),
    reject: new RowBytes(),
    encounter: new RowBytes(),
    transfer: new RowBytes(),
    transfer_held: new RowBytes(),
    leg_refused: new RowBytes(),
    unmapped: new RowBytes(),
  };
  /** By name the first number and how many. */
  private readonly unmappedNames = new Map<string, { readonly seq: number; n: number }>();

  clear(): void {
    for (const sink of LIVE_SINKS) this.of[sink].clear();
    this.unmappedNames.clear();
  }

  event({ event, seq, identity }: BatchEvent): void {
    const row = this.of.event;
    row.text(event.source);
    row.text(event.messageId);
    row.whole(seq);
    row.idOrNull(identity);
    row.idOrNull(event.account);
    row.textOrNull(event.caseId);
    row.whole(event.at);
    row.wholeOrNull(event.originalAt);
    row.wholeOrNull(event.sentAt);
    row.whole(event.receivedAt);
    row.text(event.type);
    row.text(event.name);
    row.text(event.channel);
    row.bag(event.properties);
    row.bag(event.context);
    row.endRow();
  }

  /** `batch`: the number by which rejects of one batch are known, and `line` tells them apart. */
  rejects(refused: readonly RefusedEvent[], batch: number): void {
    const row = this.of.reject;
    for (const [index, { source, reason, detail, raw, receivedAt }] of refused.entries()) {
      row.text(source);
      row.whole(0);
      row.text('');
      row.whole(index + 1);
      row.whole(batch);
      row.text(reason);
      row.text(detail);
      row.text(raw);
      row.whole(receivedAt);
      row.endRow();
    }
  }

  /** What one event made under a ledger. */
  made({ event: { event, seq, identity }, person, ...made }: Made): void {
    const linked = person === identity ? null : identity;
    for (const encounter of made.encounters) this.encounter(encounter, linked);
    for (const transfer of made.transfers) writeTransfer(this.of.transfer, transfer, linked);
    for (const transfer of made.held) writeTransfer(this.of.transfer_held, transfer, linked);
    for (const leg of made.refused) this.refusedLeg(leg);
    if (made.encounters.length > 0 || isOfPerson(event)) return;
    const name = event.name === '' ? event.type : event.name;
    const known = this.unmappedNames.get(name);
    if (known === undefined) this.unmappedNames.set(name, { seq, n: 1 });
    else known.n += 1;
  }

  /** To be called once all events are in. */
  end(): void {
    const row = this.of.unmapped;
    for (const [name, { seq, n }] of this.unmappedNames) {
      row.text(name);
      row.whole(seq);
      row.whole(n);
      row.endRow();
    }
  }

  private encounter(encounter: Encounter, linked: string | null): void {
    const row = this.of.encounter;
    row.id(encounter.encounterId);
    row.byte(1);
    row.whole(encounter.seq);
    row.idOrNull(encounter.personId);
    row.idOrNull(linked);
    row.idOrNull(encounter.accountId);
    row.whole(encounter.at);
    row.text(encounter.journey);
    row.text(encounter.touchpoint);
    row.text(encounter.channel);
    row.text(encounter.phase);
    row.text(encounter.step);
    row.numberOrNull(encounter.durationSeconds);
    row.numberOrNull(encounter.felt);
    row.text(encounter.feltScale);
    row.numberOrNull(encounter.feltRaw);
    row.whole(encounter.n);
    row.text(encounter.grade);
    row.textOrNull(encounter.caseId);
    row.byte(encounter.starts ? 1 : 0);
    row.byte(encounter.ends ? 1 : 0);
    row.endRow();
  }

  private refusedLeg({ encounterId, leg, seq, touchpoint, kind, reason, n }: LegRefused): void {
    const row = this.of.leg_refused;
    row.id(encounterId);
    row.byte(leg);
    row.whole(seq);
    row.text(touchpoint);
    row.text(kind);
    row.text(reason);
    row.whole(n);
    row.endRow();
  }
}

function writeTransfer(row: RowBytes, transfer: ValueTransfer, linked: string | null): void {
  row.id(transfer.encounterId);
  row.byte(transfer.leg);
  row.byte(1);
  row.whole(transfer.seq);
  row.idOrNull(transfer.personId);
  row.idOrNull(linked);
  row.textOrNull(transfer.exchangeId);
  row.whole(transfer.at);
  row.text(transfer.journey);
  row.text(transfer.touchpoint);
  row.text(transfer.channel);
  row.text(transfer.giver);
  row.text(transfer.receiver);
  row.text(transfer.kind);
  row.whole(transfer.quantity);
  row.whole(transfer.n);
  row.text(transfer.grade);
  row.endRow();
}
