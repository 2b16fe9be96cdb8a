/** How it felt. */
export const experience = {
  title: 'How it felt',
  lead: 'How people felt along their journey, what they are likely to remember of it, and how that compares with what they expected.',
};
