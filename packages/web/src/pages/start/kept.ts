/** Reads what this browser keeps under a name; null: nothing, or nothing that reads. */
export function keptRead(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(`bothways-${name}`) ?? 'null');
  } catch {
    return null;
  }
}

/** Keeps something in this browser; null: forgets it. Where the browser keeps nothing, nothing is kept. */
export function keep(name: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(`bothways-${name}`);
    else localStorage.setItem(`bothways-${name}`, JSON.stringify(value));
  } catch {
    // A full or forbidden store: what is typed stays on the page.
  }
}
