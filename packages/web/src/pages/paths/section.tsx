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
    <section className="paths-section" id={id} aria-labelledby={`${id}-title`}>
      <header>
        <div>
          <h2 id={`${id}-title`}>{title}</h2>
          {why !== undefined && <p className="paths-note">{why}</p>}
        </div>
        {beside}
      </header>
      {children}
    </section>
  );
}

/** Why there is nothing to show, and what it would take. */
export function Nothing({ title, why }: { readonly title?: string; readonly why: string }) {
  return (
    <div className="paths-nothing">
      {title !== undefined && <p className="paths-nothing-title">{title}</p>}
      <p>{why}</p>
    </div>
  );
}
