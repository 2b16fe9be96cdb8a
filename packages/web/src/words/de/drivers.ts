import type { drivers as english } from '../en/drivers.ts';

/** Was den Wert prägt. */
export const drivers: typeof english = {
  title: 'Was den Wert prägt',
  lead: 'Was von Marke, Kommunikation, Kauf, Produkt und Service am meisten prägt, was Menschen schätzen, und wie sicher das ist.',
};
