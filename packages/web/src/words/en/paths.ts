/** What happened: the journeys people really took. */
export const paths = {
  title: 'What happened',
  lead: 'The ways people really took: what they did next, where they waited, where they left, and how that compares with the plan.',
};
