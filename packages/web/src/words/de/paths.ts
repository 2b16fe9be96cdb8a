import type { paths as english } from '../en/paths.ts';

/** Was geschah: die Wege, die Menschen wirklich gingen. */
export const paths: typeof english = {
  title: 'Was geschah',
  lead: 'Die Wege, die Menschen wirklich gingen: was sie als Nächstes taten, wo sie warteten, wo sie gingen, und wie das zum Plan passt.',
};
