import type { ReactNode } from 'react';

/** One matter of a person's page. */
export function Section({
  id,
  title,
  note,
  beside,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly beside?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <section id={id} className="person-section" aria-labelledby={`${id}-title`}>
      <header>
        <div>
          <h2 id={`${id}-title`}>{title}</h2>
          {note !== undefined && <p className="person-note">{note}</p>}
        </div>
        {beside}
      </header>
      {children}
    </section>
  );
}
