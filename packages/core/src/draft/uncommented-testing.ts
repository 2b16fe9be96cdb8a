/** A draft whose commented-out lines were all taken in, as a person would: `# ` goes, the words stay comments. */
export function uncommented(text: string): string {
  return text.replaceAll(/^( *)# ((?: +)?(?:- )?(?:\{|[a-z_]+:)(?:.*))$/gm, (line, indent, code) =>
    /^(?:fill in|guessed):/.test(code) ? line : `${indent}${code}`,
  );
}
