import { useTranslation } from 'react-i18next';

/** How well something is known: A measured, B by proxy, C stated, D assumed. */
export function Grade({ grade }: { readonly grade: 'A' | 'B' | 'C' | 'D' }) {
  const { t } = useTranslation('shell');
  return (
    <span className="grade">
      <span className={`grade-mark grade-${grade.toLowerCase()}`}>{grade}</span>
      {t(`grade${grade}`)}
    </span>
  );
}
