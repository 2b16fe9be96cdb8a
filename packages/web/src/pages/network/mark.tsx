/** A sign for what is broken (!) or in doubt (?), beside its word. */
export function MarkIcon({ strength }: { readonly strength: 'broken' | 'doubt' | 'none' }) {
  if (strength === 'none')
    return (
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" className="net-icon">
        <path d="M3 8.5 6.5 12 13 4.5" />
      </svg>
    );
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" className="net-icon">
      <circle cx="8" cy="8" r="7" />
      {strength === 'broken' ? (
        <path d="M8 4v5M8 11.4v.6" />
      ) : (
        <path d="M5.9 6.2c.2-2.7 4.2-2.6 4.2-.1 0 1.7-2.1 1.6-2.1 3.2M8 11.7v.3" />
      )}
    </svg>
  );
}
