import type { Experience } from '@bothways/core/contract';
import { Asked } from './asked.tsx';
import { Curve } from './curve.tsx';
import { Kept } from './kept.tsx';
import { Lenses } from './lenses.tsx';
import { Makes } from './makes.tsx';
import { MemoryLead } from './memory-lead.tsx';
import { Rule } from './rule.tsx';
import { useSaid } from './said.ts';
import { Together } from './together.tsx';

/** How one journey felt, of the ledger or of a file by itself. */
export function ExperienceShown({ reply }: { readonly reply: Experience }) {
  const said = useSaid(reply);
  // What only a model says is no gap of a file.
  const isLedger = reply.of === 'ledger';
  return (
    <>
      <MemoryLead reply={reply} said={said} />
      <Curve reply={reply} said={said} />
      <Lenses reply={reply} said={said} />
      <Makes reply={reply} said={said} />
      <Rule remembered={reply.remembered} said={said} />
      {(isLedger || reply.expectations.unsaid === null) && (
        <Kept expectations={reply.expectations} said={said} />
      )}
      <Together combined={reply.combined} said={said} />
      {(isLedger || reply.scores.unsaid === null) && <Asked scores={reply.scores} said={said} />}
    </>
  );
}
