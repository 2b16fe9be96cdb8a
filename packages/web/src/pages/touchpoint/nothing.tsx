import type { ReactNode } from 'react';

/** Nothing to show, and why, or what to do about it. */
export function Nothing({ children }: { readonly children: ReactNode }) {
  return <p className="tp-nothing">{children}</p>;
}
