import type { FindingShown, FindingsReply, Overview } from '@bothways/core/contract';
import { useMemo } from 'react';
import { useFindings } from '../../api/findings.ts';
import { useOverview } from '../../api/overview.ts';

/** The findings with their figures as somebody moved them, and which one matters most. */
export function useFindingsNow() {
  const { data, error, refetch } = useFindings();
  const { data: overview } = useOverview();
  const reply = useMemo(
    () => (data === undefined ? undefined : moved(data, overview)),
    [data, overview],
  );
  const lit = overview?.headline ?? null;
  return {
    ...{ reply, error, refetch },
    lit: lit === null ? null : `${lit.kind}:${lit.touchpoint.id}`,
  };
}

function moved(reply: FindingsReply, overview: Overview | undefined): FindingsReply {
  const now = new Map(
    overview?.findings.map((each) => [`${each.kind}:${each.touchpoint.id}`, each]),
  );
  return {
    ...reply,
    findings: reply.findings.map((finding): FindingShown => {
      const said = finding.isFound ? now.get(finding.key) : undefined;
      return said === undefined ? finding : { ...finding, said };
    }),
  };
}
