/** Was es wert ist. */
export const worth = {
  title: 'Was es wert ist',
};
