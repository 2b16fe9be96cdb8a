/** What it's worth. */
export const worth = {
  title: 'What it’s worth',
};
