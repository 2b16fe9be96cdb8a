import type { ColumnFacts } from './column-facts.ts';

const QUANTITY =
  /(^|_)(quantity|qty|menge|stueck|stueckzahl|units|pieces|items|anzahl|cds|number_of_\w+|pcs)$/;
const UNIT_PRICE =
  /(^|_)(price|unit_price|unitprice|preis|einzelpreis|stueckpreis|list_price|price_each)$/;
const AMOUNT =
  /(^|_)(amount|total|sales|sale|revenue|value|betrag|summe|umsatz|gesamt|gesamtbetrag|rechnungsbetrag|spend|net|gross|brutto|netto|discount|disc|rabatt|tax|vat|mwst|cost|costs|kosten|fee|gebuehr|tip|fare|payment|paid|paymentamount|expense|eur|usd|gbp|euro|dollars)$|(^|_)amount(_|$)|betrag$|umsatz$/;

/** What is counted or paid. */
export type Measure = 'quantity' | 'unit price' | 'amount';

/** What a column of numbers counts, by its name; null where it says nothing of that. */
export function measureOf({ words, kind }: ColumnFacts): Measure | null {
  if (kind !== 'whole' && kind !== 'number') return null;
  if (UNIT_PRICE.test(words)) return 'unit price';
  if (QUANTITY.test(words)) return 'quantity';
  return AMOUNT.test(words) ? 'amount' : null;
}
