import type { Experience } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Grade } from '../../parts/grade.tsx';
import { Figure } from './marks.tsx';
import type { Said } from './said.ts';

/** The curve by touchpoint, in figures. */
export function TouchpointTable({
  reply,
  said: { t, format },
}: {
  readonly reply: Experience;
  readonly said: Said;
}) {
  return (
    <Scrolled label={t('curve.label')}>
      <thead>
        <tr>
          <th scope="col">{t('curve.touchpoint')}</th>
          <th scope="col" className="number">
            {t('curve.felt')}
          </th>
          <th scope="col" className="number">
            {t('curve.negative')}
          </th>
          <th scope="col" className="number">
            {t('curve.answers')}
          </th>
          <th scope="col" className="number">
            {t('curve.encounters')}
          </th>
          <th scope="col" className="number">
            {t('curve.peaks')}
          </th>
          <th scope="col" className="number">
            {t('curve.ends')}
          </th>
          <th scope="col" className="number">
            {t('curve.lasts')}
          </th>
          <th scope="col">{t('memory.known')}</th>
        </tr>
      </thead>
      <tbody>
        {reply.curve.touchpoints.map(
          ({ id, name, felt, negative, peaks, ends, lasts, ...each }) => (
            <tr key={id}>
              <th scope="row">
                {reply.of === 'ledger' ? (
                  <Link to="/touchpoint/$id" params={{ id }} search={{}}>
                    {name}
                  </Link>
                ) : (
                  name
                )}
              </th>
              <td className="number">
                <Figure estimate={felt} write={format.index} />
              </td>
              <td className="number">
                <Figure estimate={negative} write={format.percent} />
              </td>
              <td className="number">
                {each.scale === null ? t('curve.notAsked') : format.count(each.n)}
              </td>
              <td className="number">{format.count(each.encounters)}</td>
              <td className="number">
                <Figure estimate={peaks} write={format.percent} />
              </td>
              <td className="number">
                <Figure estimate={ends} write={format.percent} />
              </td>
              <td className="number">
                <Figure estimate={lasts} write={format.percent} />
              </td>
              <td>{felt.kind === 'estimate' && <Grade grade={felt.grade} />}</td>
            </tr>
          ),
        )}
      </tbody>
    </Scrolled>
  );
}

/** The curve by place in real journeys, in figures. */
export function PlaceTable({
  reply,
  said: { t, format },
}: {
  readonly reply: Experience;
  readonly said: Said;
}) {
  return (
    <Scrolled label={t('curve.labelReal')}>
      <thead>
        <tr>
          <th scope="col">{t('curve.encounter')}</th>
          <th scope="col" className="number">
            {t('curve.felt')}
          </th>
          <th scope="col" className="number">
            {t('curve.negative')}
          </th>
          <th scope="col" className="number">
            {t('curve.answers')}
          </th>
          <th scope="col" className="number">
            {t('curve.encounters')}
          </th>
        </tr>
      </thead>
      <tbody>
        {reply.curve.places.map(({ place, andLater, felt, negative, n, encounters }) => (
          <tr key={place}>
            <th scope="row">
              {t(andLater ? 'curve.placeLater' : 'curve.place', { place: format.count(place) })}
            </th>
            <td className="number">
              <Figure estimate={felt} write={format.index} />
            </td>
            <td className="number">
              <Figure estimate={negative} write={format.percent} />
            </td>
            <td className="number">{format.count(n)}</td>
            <td className="number">{format.count(encounters)}</td>
          </tr>
        ))}
      </tbody>
    </Scrolled>
  );
}

/** A table that scrolls within itself where it is wider than the page. */
export function Scrolled({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={label}>
      <table className="figures">{children}</table>
    </section>
  );
}
