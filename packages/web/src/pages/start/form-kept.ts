import type { MapSeen } from '@bothways/core/contract';
import { type FormTyped, lineNew, touchpointNew } from './form-state.ts';
import { keep, keptRead } from './kept.ts';

const NAME = 'beliefs';

/** A form with one empty touchpoint, in which something goes each way. */
export function formNew(): FormTyped {
  const lines = [lineNew('business', 'goods'), lineNew('customer', 'money')];
  return { name: '', currency: 'EUR', touchpoints: [touchpointNew({ lines })], worths: [] };
}

/** What was typed in this browser before, or an empty form. */
export function formKept(): FormTyped {
  const kept = keptRead(NAME);
  return isForm(kept) ? kept : formNew();
}

export function keepForm(form: FormTyped | null): void {
  keep(NAME, form);
}

/** A form with the touchpoints of a map's draft, to say what is believed of them. */
export function keepDraft({ name, text, touchpoints }: MapSeen): void {
  const currency = /^currency: ([A-Z]{3})/m.exec(text)?.[1] ?? 'EUR';
  keepForm({
    ...{ name, currency, worths: [], draft: text },
    touchpoints: touchpoints.map(({ id, name: called, channel }) =>
      touchpointNew({ id, name: called, channel: channel === 'unknown' ? '' : channel }),
    ),
  });
}

function isForm(kept: unknown): kept is FormTyped {
  return (
    typeof kept === 'object' &&
    kept !== null &&
    'touchpoints' in kept &&
    Array.isArray(kept.touchpoints) &&
    'worths' in kept &&
    Array.isArray(kept.worths) &&
    'currency' in kept
  );
}
