import type { Overview, Valuations, Year } from '@bothways/core/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { moveOverviews } from '../api/moved.ts';
import { useOverviewAgreed, useValuations, useYear } from '../api/overview.ts';
import { begin, whenSaved } from './shared.ts';
import { useValued } from './use-valued.ts';

/** Keeps every overview of this tab at what is moved. It shows nothing. */
export function Keeper() {
  const valuations = useValuations().data;
  const year = useYear().data;
  const base = useOverviewAgreed().data;
  const queries = useQueryClient();
  useEffect(() => whenSaved(() => void queries.invalidateQueries()), [queries]);
  useEffect(() => {
    if (valuations !== undefined) begin(valuations.modelVersion);
  }, [valuations]);
  if (valuations === undefined || year === undefined || base === undefined) return null;
  // Replies of two builds of the ledger do not fit each other; the later ones are on their way.
  if (year.generation !== base.generation) return null;
  return <Moving valuations={valuations} year={year} base={base} />;
}

function Moving({
  valuations,
  year,
  base,
}: {
  readonly valuations: Valuations;
  readonly year: Year;
  readonly base: Overview;
}) {
  const { overview } = useValued(valuations, year, base);
  useEffect(() => {
    moveOverviews(overview === base ? null : (each) => (each === base ? overview : each));
  }, [overview, base]);
  useEffect(() => () => moveOverviews(null), []);
  return null;
}
