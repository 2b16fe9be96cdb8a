/** Data. */
export const data = {
  title: 'Data',
};
