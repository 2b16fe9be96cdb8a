import { createRequire } from 'node:module';
import type { Weight } from '@bothways/core/scene';

const { resolve } = createRequire(import.meta.url);

/** Inter as TrueType files, by weight: for pictures and PDF, which carry their letters with them. */
export const fontFiles: Readonly<Record<Weight, string>> = {
  400: resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  600: resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
};
