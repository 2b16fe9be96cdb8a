/** Die Reise. */
export const journey = {
  title: 'Reise',
};
