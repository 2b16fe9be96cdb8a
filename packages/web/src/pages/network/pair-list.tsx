import { useTranslation } from 'react-i18next';
import { type DrawnActor, type DrawnPair, strengthOf, widthOf } from './drawn.ts';
import { MarkIcon } from './mark.tsx';
import type { PictureProps } from './picture.tsx';

/** The same on a narrow screen: each pair with a small picture, then what each is left with. */
export function PairList({ actors, pairs, openActor, openPair }: PictureProps) {
  const { t } = useTranslation('network');
  const names = new Map(actors.map(({ id, name }) => [id, name]));
  const largest = Math.max(0, ...pairs.flatMap(({ ways }) => ways.map(({ size }) => size)));
  return (
    <div className="net-narrow">
      <h2>{t('map')}</h2>
      <ul className="net-list">
        {pairs.map((pair) => (
          <li key={pair.key}>
            <button type="button" aria-label={pair.said} onClick={() => openPair(pair.key)}>
              <span className="net-pair-names">
                <span>{names.get(pair.a)}</span>
                <span>{names.get(pair.b)}</span>
              </span>
              <Ways pair={pair} largest={largest} />
              <Marked pair={pair} />
            </button>
          </li>
        ))}
      </ul>
      <h2>{t('net')}</h2>
      <ul className="net-list net-list-actors">
        {actors.map((actor) => (
          <Actor key={actor.id} actor={actor} show={() => openActor(actor.id)} />
        ))}
      </ul>
    </div>
  );
}

function Actor({ actor, show }: { readonly actor: DrawnActor; readonly show: () => void }) {
  return (
    <li>
      <button type="button" className={`net-actor t-${actor.tone}`} onClick={show}>
        <span className="net-name">{actor.name}</span>
        <span className="net-note">{actor.note}</span>
        <span className="net-figure">{actor.figure}</span>
        <span className="net-range">{actor.range}</span>
      </button>
    </li>
  );
}

function Ways({ pair, largest }: { readonly pair: DrawnPair; readonly largest: number }) {
  return (
    <span className="net-small">
      {pair.ways.map((way) => {
        const width = widthOf(way.size, largest);
        const isBack = way.from === pair.b;
        return (
          <span key={way.from} className={`net-small-way t-${way.tone}`}>
            <svg
              viewBox="0 0 120 22"
              className="net-small-line"
              aria-hidden="true"
              preserveAspectRatio="none"
            >
              <g
                className="net-ribbon"
                style={{ opacity: way.opacity }}
                transform={isBack ? 'matrix(-1 0 0 1 120 0)' : undefined}
              >
                <path d="M2 11 H106" style={{ strokeWidth: width }} />
                <polygon points={`118,11 104,${11 - width / 2 - 4} 104,${11 + width / 2 + 4}`} />
              </g>
            </svg>
            <span>
              <span className="net-amount">{way.figure}</span>{' '}
              <span className="net-what">{way.what}</span>
            </span>
          </span>
        );
      })}
    </span>
  );
}

function Marked({ pair: { mark } }: { readonly pair: DrawnPair }) {
  const strength = mark === null ? 'none' : strengthOf(mark.state);
  if (mark === null || strength === 'none') return null;
  return (
    <span className="net-mark" data-strength={strength}>
      <MarkIcon strength={strength} />
      {mark.words}
    </span>
  );
}
