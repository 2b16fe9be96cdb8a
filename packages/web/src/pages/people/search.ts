/** What stands in the address of the people. */
export interface PeopleSearch {
  /** Where the list goes on. */
  readonly after?: string;
}

export function peopleSearch({ after }: Record<string, unknown>): PeopleSearch {
  return typeof after === 'string' && after !== '' ? { after } : {};
}

/** What stands in the address of one person. */
export interface PersonSearch {
  /** What goes both ways, as a table. */
  readonly as?: 'table';
}

export function personSearch({ as }: Record<string, unknown>): PersonSearch {
  return as === 'table' ? { as } : {};
}
