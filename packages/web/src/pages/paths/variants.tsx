import type { JourneyFlow } from '@bothways/core/contract';
import { lettersOf, variantStrip } from '@bothways/core/scene';
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Section } from '../../parts/section.tsx';
import type { Said } from './said.ts';

const FEW = 8;
/** Chips of one way; what is longer says how many encounters more. */
const CHIPS_MAX = 36;

/** The ways people took, the most frequent first, as letters, with the part of journeys that they make up together. */
export function Variants({ flow, said }: { readonly flow: JourneyFlow; readonly said: Said }) {
  const { t, format } = said;
  const [isWhole, setWhole] = useState(false);
  const letters = useLetters(flow);
  const shown = isWhole ? flow.variants : flow.variants.slice(0, FEW);
  const hidden = flow.variants.length - FEW;
  const rest = flow.variantsInAll - flow.variants.length;
  return (
    <Section id="paths-ways" title={t('variants')} why={t('variantsWhy')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={t('way')}>
        <table className="figures ways">
          <thead>
            <tr>
              <th scope="col">{t('way')}</th>
              <th scope="col" className="number">
                {t('journeys')}
              </th>
              <th scope="col" className="number">
                {t('part')}
              </th>
              <th scope="col">{t('coverage')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((variant, index) => (
              <tr key={index}>
                <th scope="row">
                  <Strip {...{ variant, letters, said }} />
                </th>
                <td className="number" data-label={t('journeys')}>
                  {format.count(variant.count)}
                </td>
                <td className="number">{format.percent(variant.share)}</td>
                <td className="ways-together">
                  <span>{format.percent(variant.coverage)}</span>
                  <span className="ways-bar" aria-hidden="true">
                    <span style={{ width: `${100 * (variant.coverage - variant.share)}%` }} />
                    <span style={{ width: `${Math.max(0.6, 100 * variant.share)}%` }} />
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className="ways-more">
        {hidden > 0 && (
          <Button variant="default" onClick={() => setWhole(!isWhole)}>
            {isWhole ? t('showLess') : t('showMore', { many: format.count(hidden) })}
          </Button>
        )}
        {rest > 0 && (
          <p className="paths-note">{t('variantsRest', { many: format.count(rest) })}</p>
        )}
      </div>
      <Letters ways={shown.map(({ activities }) => activities)} letters={letters} said={said} />
    </Section>
  );
}

/** A letter for every touchpoint: A for the one that is met most. */
export function useLetters(flow: JourneyFlow): ReadonlyMap<string, string> {
  return useMemo(() => lettersOf(flow.activities.map(({ id }) => id)), [flow]);
}

/** One way as letters; in words for who listens. */
export function Strip({
  variant,
  letters,
  said,
}: {
  readonly variant: { readonly activities: readonly string[]; readonly length: number };
  readonly letters: ReadonlyMap<string, string>;
  readonly said: Said;
}) {
  const { t, format, name } = said;
  const { chips, more } = variantStrip(variant, letters, CHIPS_MAX);
  return (
    <span className="way-strip">
      <span className="unseen-text">
        {chips
          .map(({ activity, times }) => `${name(activity)}${times > 1 ? ` ×${times}` : ''}`)
          .join(', ')}
      </span>
      {chips.map(({ activity, letter, times }, index) => (
        <span key={index} className="way-chip" title={name(activity)} aria-hidden="true">
          {letter}
          {times > 1 && <small>{times}</small>}
        </span>
      ))}
      {more > 0 && <span className="way-rest">{t('chipsMore', { many: format.count(more) })}</span>}
    </span>
  );
}

/** Which touchpoint a letter is, of those that are in view. */
export function Letters({
  ways,
  letters,
  said,
}: {
  readonly ways: readonly (readonly string[])[];
  readonly letters: ReadonlyMap<string, string>;
  readonly said: Said;
}) {
  const { t, name } = said;
  const used = new Set(ways.flat());
  return (
    <ul className="way-letters" aria-label={t('letters')}>
      {[...letters]
        .filter(([id]) => used.has(id))
        .map(([id, letter]) => (
          <li key={id}>
            <span className="way-chip">{letter}</span>
            {name(id)}
          </li>
        ))}
    </ul>
  );
}
