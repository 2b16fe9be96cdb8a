/** A text with its blanks, `{{name}}`, filled in; what is given for none is left alone. */
export function fill(text: string, blanks: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (blank, name: string) => blanks[name] ?? blank);
}
