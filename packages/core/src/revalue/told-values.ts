import type { ReportParty, ReportValue } from '../contract/overview-sums.ts';
import { believedLedger } from '../ledger/believed.ts';
import type { Draws } from '../ledger/draws.ts';
import type { CubeRow } from '../ledger/entries.ts';
import { type LedgerRow, ledgerRows } from '../ledger/ledger-rows.ts';
import { sidesOf } from '../ledger/sides.ts';
import type { Model } from '../model/model.ts';
import { changing } from './told-voices.ts';

/** Value by kind and direction, as measured: a year. */
export function measuredValues(
  yearly: readonly CubeRow[],
  model: Model,
  draws: Draws,
): readonly ReportValue[] {
  const party = partyOf(model);
  const rows = yearly.map((row) => ({
    ...row,
    keys: {},
    giver: party(row.giver),
    receiver: party(row.receiver),
  }));
  return ledgerRows(rows, model, draws).map((row) => reportValue(row, model, 'measured'));
}

/** The same as the model believes it. */
export function believedValues(model: Model, draws: Draws): readonly ReportValue[] {
  const party = partyOf(model);
  const byParty = changing(model, (touchpoint) => ({
    ...touchpoint,
    exchange: touchpoint.exchange.map((line) => ({
      ...line,
      give: party(line.give),
      to: party(line.to),
    })),
  }));
  return believedLedger(byParty, { by: ['kind'], draws }).rows.map((row) =>
    reportValue(row, model, 'believed'),
  );
}

/** Teams are summed with the business and partners with the community: one kind between two parties is one line. */
function partyOf(model: Model): (actor: string) => ReportParty {
  return sidesOf(model);
}

function reportValue(row: LedgerRow, model: Model, evidence: ReportValue['evidence']): ReportValue {
  const kind = model.values.find(({ id }) => id === row.kind);
  const { quantity, unit, worth, cost, n, grade, grades } = row;
  return {
    evidence,
    kind: row.kind,
    name: kind?.name ?? row.kind,
    family: kind?.family ?? '',
    giver: sidesOf(model)(row.giver),
    receiver: sidesOf(model)(row.receiver),
    ...{ quantity, unit, worth, cost, n, grade, grades },
  };
}
