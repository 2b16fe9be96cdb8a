import { Page } from '../../parts/page.tsx';

/** What changed in a month. */
export function ChangedPage() {
  return <Page title="" children={null} />;
}
