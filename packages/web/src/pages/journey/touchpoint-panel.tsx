import type { Overview } from '@bothways/core/contract';
import { Drawer, SegmentedControl } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { kindOf, sentenceOf } from '../../parts/finding-words.ts';
import { channelName } from '../../parts/known-words.ts';
import type { Format } from '../../words/format.ts';
import { Exchange } from './exchange.tsx';
import type { Placed } from './journey-chosen.ts';
import { TouchpointFacts } from './touchpoint-facts.tsx';
import { WhoGains } from './who-gains.tsx';

/** The panel over the journey that shows the touchpoint in the address; away from it, back to the map. */
export function TouchpointPanel({
  overview,
  places,
  open,
  format,
}: {
  readonly overview: Overview;
  readonly places: readonly Placed[];
  readonly open: string | undefined;
  readonly format: Format;
}) {
  const { t } = useTranslation('journey');
  const go = useNavigate();
  const place = places.find(({ touchpoint }) => touchpoint.id === open);
  return (
    <Drawer
      opened={open !== undefined}
      onClose={() => void go({ to: '/journey', search: true, resetScroll: false })}
      position="right"
      size={600}
      title={place?.touchpoint.name ?? t('gone')}
      closeButtonProps={{ 'aria-label': t('close') }}
      overlayProps={{ backgroundOpacity: 0.18 }}
      transitionProps={{ duration: 120 }}
      classNames={{ content: 'panel', title: 'panel-title', header: 'panel-header' }}
    >
      {place === undefined ? (
        <p>{t('goneWhy')}</p>
      ) : (
        <Touchpoint key={place.touchpoint.id} overview={overview} place={place} format={format} />
      )}
    </Drawer>
  );
}

function Touchpoint({
  overview,
  place,
  format,
}: {
  readonly overview: Overview;
  readonly place: Placed;
  readonly format: Format;
}) {
  const { t } = useTranslation('journey');
  const shell = useTranslation('shell').t;
  const whole = useTranslation('touchpoint').t;
  const { touchpoint, phase, step } = place;
  const { measured, believed, unseen, noEvidence, intention, quote } = touchpoint;
  const [evidence, setEvidence] = useState<'measured' | 'believed'>(
    measured === null ? 'believed' : 'measured',
  );
  const voices = touchpoint[evidence];
  return (
    <div className="panel-body">
      <p className="panel-where">
        {t('phaseStep', { phase, step })} · {channelName(touchpoint.channel, shell)}
      </p>
      {intention !== null && <p className="panel-intention">{intention}</p>}
      {quote !== null && <blockquote>{quote}</blockquote>}
      <Found overview={overview} place={place} format={format} />
      <p>
        <Link className="link-button" to="/touchpoint/$id" params={{ id: touchpoint.id }}>
          {whole('open')}
        </Link>
      </p>
      {unseen && <p className="panel-note">{t('unseenWhy')}</p>}
      {noEvidence && overview.period !== null && <p className="panel-note">{t('noEvidenceWhy')}</p>}
      {measured !== null && believed !== null && (
        <SegmentedControl
          fullWidth
          aria-label={t('evidence')}
          value={evidence}
          onChange={(value) => setEvidence(value === 'measured' ? 'measured' : 'believed')}
          data={[
            { value: 'measured', label: t('measured') },
            { value: 'believed', label: t('believed') },
          ]}
        />
      )}
      {voices === null ? (
        <p className="panel-note">{t('notBelieved')}</p>
      ) : (
        <>
          <WhoGains voices={voices} format={format} isMeasured={evidence === 'measured'} />
          <Exchange voices={voices} way="delivered" format={format} />
          <Exchange voices={voices} way="captured" format={format} />
        </>
      )}
      <TouchpointFacts touchpoint={touchpoint} format={format} />
    </div>
  );
}

function Found({
  overview,
  place,
  format,
}: {
  readonly overview: Overview;
  readonly place: Placed;
  readonly format: Format;
}) {
  const { t, i18n } = useTranslation('journey');
  const words = useTranslation('findings').t;
  const { touchpoint } = place;
  const here = overview.findings.filter((each) => each.touchpoint.id === touchpoint.id);
  if (here.length === 0) return null;
  return (
    <section className="panel-found" aria-label={t('foundHere')}>
      {here.map((finding) => {
        const said = sentenceOf(finding, touchpoint, format, { t: words, language: i18n.language });
        return (
          <p key={finding.kind}>
            <Link to="/findings" hash={`${finding.kind}-${touchpoint.id}`}>
              {kindOf(finding, words)}
            </Link>
            <span lang={said.lang}>{said.text}</span>
          </p>
        );
      })}
    </section>
  );
}
