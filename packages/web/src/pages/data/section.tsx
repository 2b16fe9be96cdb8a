import type { ReactNode } from 'react';

/** One matter of the page, with a sentence on what to do about it. */
export function Section({
  id,
  title,
  todo,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly todo: string;
  readonly children?: ReactNode;
}) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="data-note">{todo}</p>
      {children}
    </section>
  );
}
