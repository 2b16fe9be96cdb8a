import { Button, CopyButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Commands to type, and a button that copies them. */
export function Command({ lines }: { readonly lines: readonly string[] }) {
  const { t } = useTranslation('shell');
  return (
    <div className="command">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>{lines.join('\n')}</pre>
      <CopyButton value={lines.join('\n')}>
        {({ copied, copy }) => (
          <Button size="compact-sm" variant="default" onClick={copy}>
            {copied ? t('copied') : t('copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
