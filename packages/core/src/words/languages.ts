/** Languages that are complete; a test holds their words alike. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];
