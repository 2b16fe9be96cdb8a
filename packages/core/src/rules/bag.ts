/**
 * Properties, context or traits, flattened: one entry per scalar, under its dotted path, as text with its type.
 * `"text` is the string text (one leading quote, nothing escaped) · `12.5` a number · `true` `false` · `null` ·
 * `[...]` an array and `{}` an empty object, as JSON. A dot or backslash inside a key is escaped with a backslash.
 * The same text stands in the fact tables (Map(String, String)), so JS and SQL read one thing.
 */
export type Bag = Readonly<Record<string, string>>;
