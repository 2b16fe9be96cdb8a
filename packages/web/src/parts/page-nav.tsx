import './section.css';

/** The matters of a long page, beside its top as one reads on. */
export function PageNav({
  name,
  matters,
}: {
  readonly name: string;
  readonly matters: readonly { readonly id: string; readonly title: string }[];
}) {
  return (
    <nav className="page-nav" aria-label={name}>
      <ul>
        {matters.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
