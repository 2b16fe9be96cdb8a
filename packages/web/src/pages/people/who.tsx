import type { PersonShown } from '@bothways/core/contract';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../../api/send.ts';
import { Section } from '../../parts/section.tsx';
import { dayText, markOf, type Said } from './said.ts';

type Link = PersonShown['links'][number];

/** So many ids are shown at first, and so many more each time. */
const SHOWN = 12;
const MORE = 100;

/** The ids that belong to a person, and the links that say so; each can be undone. */
export function Who({ person, said }: { readonly person: PersonShown; readonly said: Said }) {
  const { t, format } = said;
  const { identities, links } = person;
  const [shown, setShown] = useState(SHOWN);
  const queries = useQueryClient();
  const undo = useMutation({
    mutationFn: ({ anonymous, identified }: Link) =>
      send<unknown>(`/api/people/${identified}/links?anonymous=${anonymous}`, {}, 'DELETE'),
    onSuccess: () => queries.invalidateQueries(),
  });
  // An id whose link was undone stands apart again, and its link still says so.
  const ids = new Set(identities.map(({ id }) => id));
  const apart = links.filter(({ anonymous }) => !ids.has(anonymous));
  const linksOf = Map.groupBy(links, ({ anonymous }) => anonymous);
  // The id that gives the person its name comes first.
  const sorted = identities.toSorted((a, b) => Number(b.isPerson) - Number(a.isPerson));
  const left = identities.length + apart.length - shown;
  const isAlone = identities.length < 2 && links.length === 0;
  return (
    <Section id="who" title={t('who.title')} why={isAlone ? t('who.alone') : t('who.note')}>
      <ul className="person-ids">
        {sorted.slice(0, shown).map(({ id, kind, isPerson }) => (
          <li key={id}>
            <code title={id}>{markOf(id)}</code>
            <span className="person-pill" data-kind={kind}>
              {t(`who.kind.${kind}`)}
            </span>
            {isPerson && !isAlone && <span className="person-muted">{t('who.isPerson')}</span>}
            {(linksOf.get(id) ?? []).map((link) => (
              <LinkShown
                key={link.identified}
                link={link}
                isBusy={undo.isPending && undo.variables === link}
                undo={() => undo.mutate(link)}
                said={said}
              />
            ))}
          </li>
        ))}
        {apart.slice(0, Math.max(0, shown - identities.length)).map((link) => (
          <li key={`${link.anonymous} ${link.identified}`}>
            <code title={link.anonymous}>{markOf(link.anonymous)}</code>
            <LinkShown
              link={link}
              isBusy={undo.isPending && undo.variables === link}
              undo={() => undo.mutate(link)}
              said={said}
            />
          </li>
        ))}
      </ul>
      {left > 0 && (
        <Button variant="default" onClick={() => setShown(shown + MORE)}>
          {t('who.more', { left: format.count(left) })}
        </Button>
      )}
      {undo.error !== null && (
        <p role="alert" className="person-fault">
          {undo.error.message}
        </p>
      )}
    </Section>
  );
}

function LinkShown({
  link,
  isBusy,
  undo,
  said,
}: {
  readonly link: Link;
  readonly isBusy: boolean;
  readonly undo: () => void;
  readonly said: Said;
}) {
  const { t } = said;
  const name = t(link.isByHand ? 'who.said.hand' : 'who.said.event');
  return (
    <span className="person-link">
      <span className="person-muted">
        {link.undoneAt === null
          ? t('who.linked', { day: dayText(link.at, said), by: name })
          : t('who.undone', { day: dayText(link.undoneAt, said) })}
      </span>
      {link.undoneAt === null && (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('who.undoOf', { mark: markOf(link.anonymous) })}
          loading={isBusy}
          onClick={undo}
        >
          {t('who.undo')}
        </Button>
      )}
    </span>
  );
}
