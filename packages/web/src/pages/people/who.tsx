import type { PersonShown } from '@bothways/core/contract';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { send } from '../../api/send.ts';
import { dayText, markOf, type Said } from './said.ts';
import { Section } from './section.tsx';

type Link = PersonShown['links'][number];

/** The ids that belong to a person, and the links that say so; each can be undone. */
export function Who({ person, said }: { readonly person: PersonShown; readonly said: Said }) {
  const { t } = said;
  const { identities, links } = person;
  const queries = useQueryClient();
  const undo = useMutation({
    mutationFn: ({ anonymous, identified }: Link) =>
      send<unknown>(`/api/people/${identified}/links?anonymous=${anonymous}`, {}, 'DELETE'),
    onSuccess: () => queries.invalidateQueries(),
  });
  // An id whose link was undone stands apart again, and its link still says so.
  const apart = links.filter(({ anonymous }) => !identities.some(({ id }) => id === anonymous));
  const isAlone = identities.length < 2 && links.length === 0;
  return (
    <Section id="who" title={t('who.title')} note={isAlone ? t('who.alone') : t('who.note')}>
      <ul className="person-ids">
        {identities.map(({ id, kind, isPerson }) => (
          <li key={id}>
            <code title={id}>{markOf(id)}</code>
            <span className="person-pill" data-kind={kind}>
              {t(`who.kind.${kind}`)}
            </span>
            {isPerson && !isAlone && <span className="person-muted">{t('who.isPerson')}</span>}
            {links
              .filter(({ anonymous }) => anonymous === id)
              .map((link) => (
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
        {apart.map((link) => (
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
