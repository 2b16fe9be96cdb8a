import type { FindingSeen } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import type { Speaker } from './say.ts';

/** The way to the page that shows what a finding rests on, at its journey and touchpoint; back leads back here. */
export function Shown({
  finding: { said, journey },
  speaker: { t },
}: {
  readonly finding: FindingSeen;
  readonly speaker: Speaker;
}) {
  const at = journey === null ? {} : { journey: journey.id };
  switch (said.kind) {
    case 'failure-point':
      return (
        <Link to="/paths" search={{ ...at, at: said.touchpoint.id }}>
          {t('shownPaths')}
        </Link>
      );
    case 'bad-peak':
    case 'bad-end':
    case 'unmet-expectation':
    case 'strength':
      return (
        <Link to="/experience" search={at}>
          {t('shownExperience')}
        </Link>
      );
    case 'weakest-link':
      return (
        <Link to="/drivers" search={{}}>
          {t('shownDrivers')}
        </Link>
      );
    case 'unmapped':
    case 'unseen':
      return (
        <Link to="/data" search={{}}>
          {t('shownData')}
        </Link>
      );
    default:
      return null;
  }
}
