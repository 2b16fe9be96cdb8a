import type { Valuations } from '@bothways/core/contract';
import { type OpinionKey, type Opinions, saidOf } from '@bothways/core/revalue';
import { Button, TextInput } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { familyName } from '../../parts/known-words.ts';
import type { Move } from '../../valued/moves.ts';
import { AddOpinion } from './add-opinion.tsx';
import { labelOf } from './label.ts';
import { OpinionRow } from './opinion-row.tsx';
import type { KindShown, Opinion } from './opinions.ts';

export interface Shown {
  readonly valuations: Valuations;
  /** What is said at this moment. */
  readonly said: Valuations['valuations'];
  readonly move: (move: Move) => void;
}

/** The opinions: those that matter most in the open, the others folded by family, all to be searched. */
export function OpinionList({
  opinions,
  top,
  families,
  kinds,
  unsaid,
  moved,
  open,
  setOpen,
  ...shown
}: Shown & {
  readonly opinions: readonly Opinion[];
  readonly top: readonly Opinion[];
  readonly families: readonly (readonly [string, readonly Opinion[]])[];
  readonly kinds: readonly KindShown[];
  /** Kinds that moved and that nobody has valued. */
  readonly unsaid: readonly KindShown[];
  readonly moved: Opinions;
  /** The families that are unfolded. */
  readonly open: ReadonlySet<string>;
  readonly setOpen: (family: string, isOpen: boolean) => void;
}) {
  const { t } = useTranslation('worth');
  const [query, setQuery] = useState('');
  const asked = useDeferredValue(query.trim().toLowerCase());
  const found = asked === '' ? null : opinions.filter((each) => textOf(each, t).includes(asked));
  return (
    <section aria-labelledby="opinions" className="opinions">
      <div className="opinions-head">
        <h2 id="opinions">{t('opinions')}</h2>
        <TextInput
          type="search"
          size="sm"
          aria-label={t('search')}
          placeholder={t('search')}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      </div>
      {opinions.length === 0 && <p className="worth-note">{t('noOpinions')}</p>}
      {found === null ? (
        <>
          {top.length > 0 && <p className="worth-note">{t('topNote')}</p>}
          <Rows opinions={top} {...shown} />
          {families.length > 0 && <h3 className="rest-head">{t('rest')}</h3>}
          {families.map(([family, some]) => (
            <Family
              key={family}
              family={family}
              opinions={some}
              moved={moved}
              isOpen={open.has(family)}
              setOpen={(isOpen) => setOpen(family, isOpen)}
              {...shown}
            />
          ))}
          <Unsaid kinds={unsaid} {...shown} />
          <AddAnother kinds={kinds} {...shown} />
        </>
      ) : (
        <>
          <p className="worth-note" role="status">
            {t('found', { count: found.length })}
          </p>
          <Rows opinions={found} {...shown} />
        </>
      )}
    </section>
  );
}

function Rows({
  opinions,
  valuations,
  said,
  move,
}: Shown & { readonly opinions: readonly Opinion[] }) {
  return (
    <ul className="opinion-rows">
      {opinions.map((opinion) => (
        <OpinionRow
          key={opinion.key}
          opinion={opinion}
          worth={saidOf(said, opinion.about)}
          currency={valuations.currency}
          move={move}
        />
      ))}
    </ul>
  );
}

function Family({
  family,
  opinions,
  moved,
  isOpen,
  setOpen,
  ...shown
}: Shown & {
  readonly family: string;
  readonly opinions: readonly Opinion[];
  readonly moved: ReadonlyMap<OpinionKey, unknown>;
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
}) {
  const { t } = useTranslation('worth');
  const { t: shell } = useTranslation('shell');
  const count = opinions.filter(({ key }) => moved.has(key)).length;
  const names = [...new Set(opinions.map(({ name }) => name))];
  return (
    <details
      className="family"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <span className="family-name">{familyName(family, shell)}</span>
        <span className="family-kinds">{names.join(', ')}</span>
        <span className="family-count">
          {count > 0 && <b>{t('movedCount', { count })}</b>}
          {t('opinionCount', { count: opinions.length })}
        </span>
      </summary>
      {isOpen && <Rows opinions={opinions} {...shown} />}
    </details>
  );
}

/** What moved and nobody has valued: each with a way to say it. */
function Unsaid({ kinds, ...shown }: Shown & { readonly kinds: readonly KindShown[] }) {
  const { t } = useTranslation('worth');
  const [saying, setSaying] = useState<string | null>(null);
  if (kinds.length === 0) return null;
  const said = kinds.filter(({ id }) => id === saying);
  return (
    <div className="unsaid">
      <h3>{t('unsaid')}</h3>
      <p className="worth-note">{t('unsaidNote')}</p>
      <ul>
        {kinds.map(({ id, name }) => (
          <li key={id}>
            {name}
            <button
              type="button"
              aria-expanded={saying === id}
              aria-label={t('sayOne', { name })}
              onClick={() => setSaying(saying === id ? null : id)}
            >
              {t('say')}
            </button>
          </li>
        ))}
      </ul>
      {said.length > 0 && <AddOpinion kinds={said} close={() => setSaying(null)} {...shown} />}
    </div>
  );
}

function AddAnother({ kinds, ...shown }: Shown & { readonly kinds: readonly KindShown[] }) {
  const { t } = useTranslation('worth');
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="add-another">
      {isOpen ? (
        <AddOpinion kinds={kinds} close={() => setOpen(false)} {...shown} />
      ) : (
        <Button variant="default" size="compact-md" onClick={() => setOpen(true)}>
          {t('addAnother')}
        </Button>
      )}
    </div>
  );
}

type Translate = ReturnType<typeof useTranslation<'worth'>>['t'];

function textOf(opinion: Opinion, t: Translate): string {
  const { family, agreed } = opinion;
  const parts = [labelOf(opinion, t).full, family, agreed?.source ?? '', agreed?.agreedBy ?? ''];
  return parts.join(' ').toLowerCase();
}
