import type { ReactNode } from 'react';

/** One matter of the page, with a sentence on how to read it. */
export function Section({
  id,
  title,
  why,
  beside,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly why?: string;
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="drivers-section" aria-labelledby={`${id}-title`}>
      <header>
        <div>
          <h2 id={`${id}-title`}>{title}</h2>
          {why !== undefined && <p className="drivers-note">{why}</p>}
        </div>
        {beside}
      </header>
      {children}
    </section>
  );
}
