import type { Counted } from './time-shape.ts';

/** What of a person a column seems to hold. Such values are never shown, and never proposed as properties. */
export type PersonalData = 'e-mail addresses' | 'phone numbers' | 'names of people' | 'addresses';

const EMAIL = /^[^\s@]+@[^\s@]+\.[A-Za-z]{2,}$/;
const PHONE =
  /^\+\d[\d ()/-]{6,18}$|^00\d{1,3}[ (/-][\d ()/-]{5,16}$|^0\d{2,5}[ /-]\d[\d -]{4,12}$|^\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}$/;

/** What the values, or failing that the name of a column, say that it holds of people; null for nothing. */
export function personalData(
  name: string,
  values: readonly Counted[],
  isNumber: boolean,
): PersonalData | null {
  const sample = values.slice(0, 200).map(([value]) => value.trim());
  const most = (pattern: RegExp): boolean =>
    sample.length > 0 &&
    sample.filter((value) => pattern.test(value)).length >= 0.7 * sample.length;
  if (most(EMAIL)) return 'e-mail addresses';
  if (most(PHONE)) return 'phone numbers';
  if (
    /(^|_)(phone|telefon|mobil|mobile|handy|tel|fax|msisdn)(_?(no|nr|number|nummer))?$/.test(name)
  )
    return values.length > 20 ? 'phone numbers' : null;
  if (isNumber) return null;
  if (NAMES.test(name)) return 'names of people';
  if (/(^|_)(street|strasse|address|adresse|anschrift)(_?(1|2|line))?$/.test(name))
    return 'addresses';
  return null;
}

const NAMES =
  /(^|_)((first|last|given|family|sur|full|middle|maiden)_?name|vorname|nachname|familienname|(customer|client|user|member|contact|guest|patient|passenger|kunden?|gast)_?name)$/;
