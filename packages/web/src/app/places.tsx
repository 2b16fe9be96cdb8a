import { useClickOutside } from '@mantine/hooks';
import { Link, useLocation } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Place {
  readonly to:
    | '/journey'
    | '/paths'
    | '/experience'
    | '/findings'
    | '/drivers'
    | '/worth'
    | '/people'
    | '/network'
    | '/live'
    | '/data';
  readonly name:
    | 'journey'
    | 'paths'
    | 'experience'
    | 'findings'
    | 'drivers'
    | 'worth'
    | 'people'
    | 'network'
    | 'live'
    | 'data';
  readonly icon: string;
}

const along: readonly Place[] = [
  { to: '/journey', name: 'journey', icon: 'M3 17c4 0 4-10 9-10s5 6 9 6M3 20h18' },
  { to: '/paths', name: 'paths', icon: 'M3 12h5c5 0 4-6 9-6h4M8 12c5 0 4 6 9 6h4' },
  {
    to: '/experience',
    name: 'experience',
    icon: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.3 14.2c1.8 2.6 5.6 2.6 7.4 0M9 9.2v.6M15 9.2v.6',
  },
];
const matters: readonly Place[] = [
  {
    to: '/findings',
    name: 'findings',
    icon: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 21 21',
  },
  { to: '/drivers', name: 'drivers', icon: 'M3 20h18M6 16v-4M12 16V5M18 16V9' },
  { to: '/worth', name: 'worth', icon: 'M12 3v18M5 7h14M5 7l-3 7h6zM19 7l-3 7h6zM8 21h8' },
];
const behind: readonly Place[] = [
  {
    to: '/people',
    name: 'people',
    icon: 'M12 4a3.6 3.6 0 1 0 0 7.2A3.6 3.6 0 0 0 12 4zM4.5 20c.6-8.4 14.4-8.4 15 0',
  },
  {
    to: '/network',
    name: 'network',
    icon: 'M5 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM18 3a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM18 15a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 11l7-4M8 13l7 4',
  },
  {
    to: '/live',
    name: 'live',
    icon: 'M3 12h4l3-7 4 14 3-7h4',
  },
  {
    to: '/data',
    name: 'data',
    icon: 'M4 6c0-4 16-4 16 0s-16 4-16 0v12c0 4 16 4 16 0V6M4 12c0 4 16 4 16 0',
  },
];

const groups = [
  ['groupWay', along],
  ['groupMatters', matters],
  ['groupBehind', behind],
] as const;
const near: readonly Place[] = [...along, ...matters.slice(0, 1)];
const further: readonly Place[] = [...matters.slice(1), ...behind];

/** The way to every page, beside the page. */
export function SidePlaces() {
  const { t } = useTranslation('shell');
  return (
    <div className="side-places">
      {groups.map(([group, places]) => (
        <div key={group} className="side-group">
          <h2 id={group}>{t(group)}</h2>
          <ul aria-labelledby={group}>
            {places.map((place) => (
              <li key={place.to}>
                <PlaceLink place={place} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

/** On a phone: the four nearest pages, and the others behind one more. */
export function BottomPlaces() {
  return (
    <ul className="bottom-places">
      {near.map((place) => (
        <li key={place.to}>
          <PlaceLink place={place} isShort />
        </li>
      ))}
      <More />
    </ul>
  );
}

function More() {
  const { t } = useTranslation('shell');
  const path = useLocation({ select: ({ pathname }) => pathname });
  const [isOpen, setOpen] = useState(false);
  const box = useClickOutside<HTMLLIElement>(() => setOpen(false));
  const button = useRef<HTMLButtonElement>(null);
  return (
    <li
      ref={box}
      onKeyDown={({ key }) => {
        if (key !== 'Escape' || !isOpen) return;
        setOpen(false);
        button.current?.focus();
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        className="more-places"
        aria-expanded={isOpen}
        aria-controls="further-places"
        aria-current={further.some(({ to }) => path.startsWith(to))}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon path="M5 12h.01M12 12h.01M19 12h.01" />
        <span>{t('more')}</span>
      </button>
      <ul id="further-places" className="further-places" hidden={!isOpen}>
        {further.map((place) => (
          <li key={place.to}>
            <PlaceLink place={place} onClick={() => setOpen(false)} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function PlaceLink({
  place: { to, name, icon },
  isShort = false,
  onClick,
}: {
  readonly place: Place;
  /** Where a long name has no room. */
  readonly isShort?: boolean;
  readonly onClick?: () => void;
}) {
  const { t } = useTranslation('shell');
  const path = useLocation({ select: ({ pathname }) => pathname });
  // Pages that are reached from one of these belong to it.
  const above = /^\/touchpoint/.test(path) ? '/journey' : path === '/changed' ? '/findings' : '';
  return (
    <Link
      to={to}
      {...(onClick === undefined ? {} : { onClick })}
      activeProps={{ 'aria-current': 'page' }}
      {...(to === above ? { 'aria-current': true } : {})}
    >
      <Icon path={icon} />
      <span>{t(isShort && name === 'experience' ? 'experienceShort' : name)}</span>
    </Link>
  );
}

function Icon({ path }: { readonly path: string }) {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" className="line-icon">
      <path d={path} />
    </svg>
  );
}
