import type { Overview } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { BothMoney } from '../../parts/both-money.tsx';
import { sentenceOf } from '../../parts/finding-words.ts';
import { Grade } from '../../parts/grade.tsx';
import type { Format } from '../../words/format.ts';
import { sayTurns } from '../findings/say.ts';
import type { Placed } from './journey-chosen.ts';
import { changedBy } from './search.ts';

/**
 * The step that matters most, in place above its column: sentence, money for both sides, what it hangs on, whose it is.
 * `placed`: where it stands; `isHere`: whether that is on the map below.
 */
export function Matters({
  overview,
  placed,
  isHere,
  format,
}: {
  readonly overview: Overview;
  readonly placed: Placed | undefined;
  readonly isHere: boolean;
  readonly format: Format;
}) {
  const { t } = useTranslation('journey');
  const { headline, period, settled } = overview;
  if (headline === null) {
    const none = settled.length > 0 ? 'mattersSettled' : 'mattersNone';
    return <p className="matters-quiet">{t(period === null ? 'mattersNoneYet' : none)}</p>;
  }
  if (!isHere)
    return (
      <p className="matters-quiet">
        <span className="matters-dot" />
        {t('mattersElsewhere', {
          name: headline.touchpoint.name,
          journey: placed?.journey.name ?? '',
        })}{' '}
        <Link
          to="/journey"
          search={changedBy({ journey: undefined, level: undefined, beside: undefined })}
        >
          {t('showIt')}
        </Link>
      </p>
    );
  return <MattersHere overview={overview} headline={headline} placed={placed} format={format} />;
}

function MattersHere({
  overview,
  headline,
  placed,
  format,
}: {
  readonly overview: Overview;
  readonly headline: NonNullable<Overview['headline']>;
  readonly placed: Placed | undefined;
  readonly format: Format;
}) {
  const { t, i18n } = useTranslation('journey');
  const words = useTranslation('findings').t;
  const shell = useTranslation('shell').t;
  const said = sentenceOf(headline, placed?.touchpoint, format, {
    t: words,
    language: i18n.language,
  });
  const turns = sayTurns(
    { said: headline },
    {
      t: useTranslation('follow').t,
      language: i18n.language,
      format,
      currency: overview.currency,
      kinds: new Map(
        overview.made.valuations.map(({ kind, name, unit }) => [kind, { id: kind, name, unit }]),
      ),
    },
  );
  const quote = placed?.touchpoint.quote ?? null;
  const owner = placed?.touchpoint.owner ?? null;
  return (
    <section className="matters" aria-labelledby="matters">
      <div className="matters-said">
        <h2 id="matters">{t('matters')}</h2>
        <p className="matters-sentence" lang={said.lang}>
          {said.text}
        </p>
        {quote !== null && <blockquote>{quote}</blockquote>}
      </div>
      <BothMoney finding={headline} format={format} className="matters-money" />
      <div className="matters-rest">
        <dl className="matters-notes">
          <div className="is-wide">
            <dt>{shell('breakEven')}</dt>
            <dd lang={turns.lang}>{turns.text}</dd>
          </div>
          <div>
            <dt>{shell('howWell')}</dt>
            <dd>
              <Grade grade={headline.grade} />
            </dd>
          </div>
          {owner !== null && (
            <div>
              <dt>{shell('owner')}</dt>
              <dd>{owner}</dd>
            </div>
          )}
        </dl>
        <Link
          className="link-button"
          to="/journey/$touchpoint"
          params={{ touchpoint: headline.touchpoint.id }}
          search={true}
          resetScroll={false}
        >
          {t('open')}
        </Link>
      </div>
    </section>
  );
}
