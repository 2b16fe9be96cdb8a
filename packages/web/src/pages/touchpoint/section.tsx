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
  readonly why?: string | undefined;
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="tp-section" id={id} aria-labelledby={`${id}-title`}>
      <header>
        <div>
          <h2 id={`${id}-title`}>{title}</h2>
          {why !== undefined && <p className="tp-note">{why}</p>}
        </div>
        {beside}
      </header>
      {children}
    </section>
  );
}

/** Nothing to show, and why, or what to do about it. */
export function Nothing({ children }: { readonly children: ReactNode }) {
  return <p className="tp-nothing">{children}</p>;
}
