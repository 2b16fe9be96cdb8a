/**
 * A column's name as words in small letters, joined by `_`: `CustomerID` and `customer id` are `customer_id`, `Größe` is
 * `groesse`. What the lists of known names are held against.
 */
export function columnWords(name: string): string {
  return name
    .replaceAll(/ä/g, 'ae')
    .replaceAll(/ö/g, 'oe')
    .replaceAll(/ü/g, 'ue')
    .replaceAll(/Ä/g, 'Ae')
    .replaceAll(/Ö/g, 'Oe')
    .replaceAll(/Ü/g, 'Ue')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
}
