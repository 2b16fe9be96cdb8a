import './section.css';
import type { ReactNode } from 'react';

/** One matter of a page, with a sentence on how to read it. */
export function Section({
  id,
  title,
  why,
  beside,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly why?: string | undefined;
  readonly beside?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <section className="section" id={id} aria-labelledby={`${id}-title`}>
      <header>
        <div>
          <h2 id={`${id}-title`}>{title}</h2>
          {why !== undefined && <p className="section-note">{why}</p>}
        </div>
        {beside}
      </header>
      {children}
    </section>
  );
}
