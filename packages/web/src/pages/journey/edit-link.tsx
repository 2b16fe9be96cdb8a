import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** To where the journey is edited. */
export function EditLink({
  journey,
  label,
}: {
  readonly journey: string | undefined;
  readonly label?: string;
}) {
  const { t } = useTranslation('journey');
  return (
    <Button
      variant="default"
      renderRoot={(root) => (
        <Link
          {...root}
          to="/journey"
          search={{ edit: 1, ...(journey === undefined ? {} : { journey }) }}
        />
      )}
    >
      {label ?? t('edit')}
    </Button>
  );
}
