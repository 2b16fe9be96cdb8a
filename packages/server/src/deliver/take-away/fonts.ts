import { createRequire } from 'node:module';
import type { Weight } from '@bothways/core/scene';

const { resolve } = createRequire(import.meta.url);

/** Inter as TrueType files, by weight: for pictures and PDF, which carry their letters with them. */
export const fontFiles: Readonly<Record<Weight, string>> = {
  400: resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  600: resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
};

/** Whether a text has letters that Inter, which has Latin, Greek and Cyrillic, is without. */
export function hasOtherScripts(text: string): boolean {
  return /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]|\p{Extended_Pictographic}/u.test(
    text.replace(/[©®™]/g, ''),
  );
}
