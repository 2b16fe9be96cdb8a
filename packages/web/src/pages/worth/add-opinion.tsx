import type { WorthShown } from '@bothways/core/contract';
import { type About, opinionKey, saidOf } from '@bothways/core/revalue';
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unitOf } from './label.ts';
import { OpinionForm } from './opinion-form.tsx';
import type { Shown } from './opinion-list.tsx';
import { agreedOn, type KindShown } from './opinions.ts';

/** Says something that nobody has said: of a kind, or of a kind for one segment or one direction. */
export function AddOpinion({
  kinds,
  valuations,
  said,
  move,
  close,
}: Shown & { readonly kinds: readonly KindShown[]; readonly close: () => void }) {
  const { t } = useTranslation('worth');
  const [first] = kinds;
  const [about, setAbout] = useState<About>({
    ...{ kind: first?.id ?? '', segment: null, give: null, part: 'worth' },
  });
  const kind = kinds.find(({ id }) => id === about.kind) ?? first;
  if (kind === undefined) return null;
  const is = saidOf(said, about);
  const use = (worth: WorthShown | null): void => {
    move({ do: 'say', key: opinionKey(about), worth, agreed: agreedOn(valuations, about) });
    close();
  };
  return (
    <OpinionForm
      // What is said already stands in the form.
      key={opinionKey(about)}
      per={kind.per}
      unit={unitOf(kind.per, t)}
      currency={valuations.currency}
      worth={is}
      label={t('sayOne', { name: kind.name })}
      before={<Choices {...{ kinds, about, setAbout, valuations }} />}
      use={use}
      close={close}
    />
  );
}

function Choices({
  kinds,
  about,
  setAbout,
  valuations: { segments },
}: Pick<Shown, 'valuations'> & {
  readonly kinds: readonly KindShown[];
  readonly about: About;
  readonly setAbout: (about: About) => void;
}) {
  const { t } = useTranslation('worth');
  const give = about.give ?? '';
  return (
    <div className="form-choices">
      {kinds.length > 1 && (
        <NativeSelect
          label={t('form-kind')}
          value={about.kind}
          data={kinds.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={({ currentTarget: { value: kind } }) => setAbout({ ...about, kind })}
        />
      )}
      <NativeSelect
        label={t('form-part')}
        value={about.part}
        data={[
          { value: 'worth', label: t('worth-none') },
          { value: 'cost', label: t('cost-none') },
        ]}
        onChange={({ currentTarget: { value } }) =>
          setAbout({ ...about, part: value === 'cost' ? 'cost' : 'worth' })
        }
      />
      <NativeSelect
        label={t('form-give')}
        value={give}
        data={[
          { value: '', label: t('give-both') },
          { value: 'customer', label: t('give-customer') },
          { value: 'business', label: t('give-business') },
        ]}
        onChange={({ currentTarget: { value } }) =>
          setAbout({ ...about, give: value === 'customer' || value === 'business' ? value : null })
        }
      />
      {segments.length > 0 && (
        <NativeSelect
          label={t('form-segment')}
          value={about.segment ?? ''}
          data={[
            { value: '', label: t('everyone') },
            ...segments.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={({ currentTarget: { value } }) =>
            setAbout({ ...about, segment: value === '' ? null : value })
          }
        />
      )}
    </div>
  );
}
