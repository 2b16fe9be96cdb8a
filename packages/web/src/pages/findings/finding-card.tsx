import type { ReportFinding, ReportTouchpoint } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { BothMoney } from '../../parts/both-money.tsx';
import { kindOf, nextOf, sentenceOf } from '../../parts/finding-words.ts';
import { Grade } from '../../parts/grade.tsx';
import type { Format } from '../../words/format.ts';

/** One finding: the sentence first, then money for both sides, what it hangs on, how well it is known, and what is next. */
export function FindingCard({
  finding,
  at,
  format,
}: {
  readonly finding: ReportFinding;
  readonly at: ReportTouchpoint | undefined;
  readonly format: Format;
}) {
  const { t, i18n } = useTranslation('findings');
  const shell = useTranslation('shell').t;
  const { touchpoint, detail, breakEven, grade, people } = finding;
  const then = nextOf(finding, format, { t, language: i18n.language });
  const said = sentenceOf(finding, at, format, { t, language: i18n.language });
  // What the server says in its own words is English.
  const lang = i18n.language === 'en' ? undefined : 'en';
  return (
    <article className="finding">
      <div className="finding-said">
        <p className="finding-kind">{kindOf(finding, t)}</p>
        <h2 lang={said.lang}>{said.text}</h2>
        {at?.quote != null && <blockquote>{at.quote}</blockquote>}
        <dl className="finding-next">
          <dt>{shell('next')}</dt>
          <dd lang={then.lang}>{then.text}</dd>
        </dl>
        {detail !== '' && (
          <details>
            <summary>{t('evidence')}</summary>
            <p className="finding-seen" lang={lang}>
              {format.glued(detail)}
            </p>
          </details>
        )}
      </div>
      <div className="finding-figures">
        <BothMoney finding={finding} format={format} className="finding-money" />
        <dl className="finding-notes">
          <div className="is-wide">
            <dt>{shell('breakEven')}</dt>
            <dd lang={lang}>{breakEven === null ? t('noTurn') : format.glued(breakEven)}</dd>
          </div>
          <div>
            <dt>{shell('howWell')}</dt>
            <dd>
              <Grade grade={grade} />
            </dd>
          </div>
          <div>
            <dt>{shell('people')}</dt>
            <dd>{people === null ? shell('notSaid') : format.count(people)}</dd>
          </div>
          {at?.owner != null && (
            <div>
              <dt>{shell('owner')}</dt>
              <dd>{at.owner}</dd>
            </div>
          )}
        </dl>
        <Link
          className="finding-show"
          to="/journey/$touchpoint"
          params={{ touchpoint: touchpoint.id }}
          search={{}}
        >
          {t('show')}
        </Link>
      </div>
    </article>
  );
}
