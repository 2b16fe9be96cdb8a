/**
 * Smallest units as a decimal in whole units, exact, with all the decimals of the scale: 1250 at scale 2 is "12.50".
 *
 * Errors: none; a negative quantity keeps its sign in front.
 */
export function decimal(quantity: bigint, scale: number): string {
  if (scale === 0) return String(quantity);
  const size = String(quantity < 0n ? -quantity : quantity).padStart(scale + 1, '0');
  return `${quantity < 0n ? '-' : ''}${size.slice(0, -scale)}.${size.slice(-scale)}`;
}
