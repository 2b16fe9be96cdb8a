import type { JourneyFlow, JourneysReply } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import { DropOffShown } from './drop-off.tsx';
import { Facts, leadOf } from './facts.tsx';
import { Graph } from './graph.tsx';
import { Groups } from './groups.tsx';
import { Lead } from './lead.tsx';
import { Plan } from './plan.tsx';
import { useSaid } from './said.ts';
import { Variants } from './variants.tsx';

/** One journey as it really went, of the ledger or of a file by itself. */
export function PathsShown({
  reply,
  flow,
}: {
  readonly reply: JourneysReply;
  readonly flow: JourneyFlow;
}) {
  const said = useSaid(flow, reply);
  return (
    <>
      {reply.of === 'file' && <p className="paths-told">{leadOf(flow, said.t, said.format)}</p>}
      <Lead flow={flow} said={said} />
      <Facts flow={flow} said={said} />
      <Notices notices={reply.notices} />
      <Graph flow={flow} said={said} isLedger={reply.of === 'ledger'} />
      <Variants flow={flow} said={said} />
      <Plan flow={flow} said={said} />
      <DropOffShown flow={flow} said={said} />
      <Groups flow={flow} said={said} />
    </>
  );
}

function Notices({ notices }: { readonly notices: readonly string[] }) {
  const { t } = useTranslation('paths');
  if (notices.length === 0) return null;
  return (
    <aside className="paths-notices" aria-label={t('notices')}>
      <p>{t('notices')}</p>
      <ul lang="en">
        {notices.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </aside>
  );
}
