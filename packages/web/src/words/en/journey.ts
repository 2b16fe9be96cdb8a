/** The journey. */
export const journey = {
  title: 'Journey',
};
