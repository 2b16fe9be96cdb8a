/**
 * Whether a request asks that nothing of its person be sold or shared: the header `Sec-GPC` with exactly `1`; of several at
 * least one. Anything else counts as no header at all, as the specification has no extensions.
 *
 * Shape: a header's value as it came; several as a list, or as one joined by commas, as Node joins them.
 * Source: W3C, Global Privacy Control, "The Sec-GPC header field".
 */
export function isGpc(header: string | readonly string[] | undefined): boolean {
  if (header === undefined) return false;
  const values = typeof header === 'string' ? header.split(',') : header;
  return values.some((value) => value.trim() === '1');
}
