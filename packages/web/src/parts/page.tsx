import type { ReactNode } from 'react';
import { useEffect } from 'react';

/** One page: its title in the tab and as the one heading of first rank; `beside` stands right of it, `above` over it. */
export function Page({
  title,
  lead,
  beside,
  above,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly beside?: ReactNode;
  readonly above?: ReactNode;
  readonly children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Bothways`;
  }, [title]);
  return (
    <div className="page">
      {above}
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {lead !== undefined && <p className="page-lead">{lead}</p>}
        </div>
        {beside !== undefined && <div className="page-beside">{beside}</div>}
      </header>
      {children}
    </div>
  );
}
