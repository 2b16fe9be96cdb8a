import type { FindingsReply } from '@bothways/core/contract';
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { speakAs, useMe } from '../../api/me.ts';

/** Who looks: chosen once, kept in the browser, and said to prove nothing. */
export function Who({ people }: { readonly people: FindingsReply['people'] }) {
  const { t } = useTranslation('follow');
  const me = useMe();
  const known = people.some(({ id }) => id === me) ? (me ?? '') : '';
  return (
    <NativeSelect
      className="who"
      label={t('iAm')}
      description={t('iAmWhy')}
      inputWrapperOrder={['label', 'input', 'description']}
      value={known}
      onChange={({ currentTarget: { value } }) => speakAs(value === '' ? null : value)}
      data={[
        { value: '', label: t('nobody') },
        ...people.map(({ id, name, owns }) => ({
          value: id,
          label: owns === 0 ? name : `${name} (${owns})`,
        })),
      ]}
    />
  );
}
