/** A file looked at by itself. */
export const alone = {
  title: 'Look at a file',
  lead: 'It stands alone: nothing of it is kept.',
};
