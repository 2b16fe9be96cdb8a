import {
  type BelievedLedger,
  believedLedger,
  type ModelForm,
  readModel,
  writeForm,
} from '@bothways/core';

/** What a touchpoint moves in a year at its medians, in the currency. */
export interface VoicePair {
  readonly id: string;
  readonly name: string;
  readonly get: number;
  readonly give: number;
}

/** Both voices of a form, a year, as the whole ledger would say them. */
export interface Voices {
  readonly pairs: readonly VoicePair[];
  readonly total: BelievedLedger['total'];
  /** Touchpoints and kinds that are left out, as nobody says how much. */
  readonly leftOut: readonly string[];
}

/** Works both voices out of what a form says; null: nothing can be said yet. */
export function believedVoices(form: ModelForm): Voices | null {
  const { model } = readModel([{ file: 'form.bothways.yaml', text: writeForm(form) }]);
  if (model === null) return null;
  const ledger = believedLedger(model, { iterations: 2000 });
  const names = new Map(
    model.journeys.flatMap(({ phases }) =>
      phases.flatMap(({ steps }) =>
        steps.flatMap(({ touchpoints }) => touchpoints.map(({ id, name }) => [id, name] as const)),
      ),
    ),
  );
  const said = new Set(ledger.rows.map(({ keys }) => keys['touchpoint'] ?? ''));
  if (said.size === 0) return null;
  const sum = (id: string, side: 'giver' | 'receiver', part: 'worth' | 'cost'): number =>
    ledger.rows
      .filter((row) => row.keys['touchpoint'] === id && row[side] === 'customer')
      .reduce((all, { [part]: each }) => all + (each.kind === 'estimate' ? each.median : 0), 0);
  return {
    pairs: [...names].flatMap(([id, name]) =>
      said.has(id)
        ? [{ id, name, get: sum(id, 'receiver', 'worth'), give: sum(id, 'giver', 'cost') }]
        : [],
    ),
    total: ledger.total,
    leftOut: ledger.unstated.map(({ touchpoint }) => names.get(touchpoint) ?? touchpoint),
  };
}
