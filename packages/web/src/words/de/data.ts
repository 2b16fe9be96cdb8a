/** Daten. */
export const data = {
  title: 'Daten',
};
