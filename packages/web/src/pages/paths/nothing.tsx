/** Why there is nothing to show, and what it would take. */
export function Nothing({ title, why }: { readonly title?: string; readonly why: string }) {
  return (
    <div className="paths-nothing">
      {title !== undefined && <p className="paths-nothing-title">{title}</p>}
      <p>{why}</p>
    </div>
  );
}
