/** The bar that says that figures were moved. */
export const valued = {
  moved_one: 'Figures as you moved them: 1 opinion',
  moved_other: 'Figures as you moved them: {{count}} opinions',
  see: 'What it’s worth',
  back: 'Back to what is agreed',
};
