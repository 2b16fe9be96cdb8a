/** People. */
export const people = { title: 'People' };
