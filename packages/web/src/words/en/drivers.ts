/** What shapes value. */
export const drivers = {
  title: 'What shapes value',
  lead: 'Which of brand, communications, purchase, product and service shapes what people value most, and how sure that is.',
};
