const pattern =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\[\s\S]|'')*'|"[^"]*"|`[^`]*`|(\$\w*\$)[\s\S]*?\1|;|[^;'"`$\-/]+|[\s\S]/g;

/** The statements of a script, cut at semicolons that are in no text, name, comment or dollar quote; comments go. */
export function splitSql(script: string): string[] {
  const statements: string[] = [];
  let current = '';
  for (const [part] of script.matchAll(pattern)) {
    if (part === ';') {
      statements.push(current.trim());
      current = '';
    } else if (!part.startsWith('--') && !part.startsWith('/*')) {
      current += part;
    } else {
      current += ' ';
    }
  }
  statements.push(current.trim());
  return statements.filter((each) => each !== '');
}
