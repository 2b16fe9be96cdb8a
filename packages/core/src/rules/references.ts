import type { EntryReference, Rule, RuleNode } from './rule.ts';

/** What a rule reads: scalars by name, and entries of bags. Each once, in the order written. */
export interface RuleReferences {
  readonly names: readonly string[];
  readonly entries: readonly EntryReference[];
}

export function ruleReferences({ node }: Rule): RuleReferences {
  const names = new Set<string>();
  const entries = new Map<string, EntryReference>();
  function walk(each: RuleNode): void {
    if (each.kind === 'name') names.add(each.name);
    if (each.kind === 'entry' || each.kind === 'present') {
      entries.set(`${each.entry.bag}.${each.entry.key}`, each.entry);
    }
    for (const part of partsOf(each)) walk(part);
  }
  walk(node);
  return { names: [...names], entries: [...entries.values()] };
}

function partsOf(node: RuleNode): readonly RuleNode[] {
  switch (node.kind) {
    case 'null':
    case 'literal':
    case 'name':
    case 'entry':
    case 'present':
      return [];
    case 'choice':
      return [node.condition, node.yes, node.no];
    case 'arithmetic':
    case 'seconds-between':
    case 'concat':
      return [node.left, node.right];
    case 'compare':
      return [node.operands.left, node.operands.right];
    case 'text-test':
      return [node.of, node.part];
    case 'logic':
    case 'extreme':
      return node.of;
    case 'negate':
    case 'round':
    case 'size':
    case 'parse':
    case 'not':
    case 'among-numbers':
    case 'among-texts':
    case 'is-null':
      return [node.of];
  }
}
