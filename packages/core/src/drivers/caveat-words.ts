import type { Caveat } from './caveats.ts';

/** Says a caveat to a person: what was seen, and what it means for the shares. */
export function explainCaveat(caveat: Caveat): string {
  switch (caveat.code) {
    case 'association':
      return `Association, not cause: who answers high on one thing answers high on another, and content people rate everything better. To explain "${caveat.driver}" away, something unseen would have to go with it and with the outcome by a risk ratio of ${caveat.eValue.toFixed(2)} each (E-value); an experiment settles it.`;
    case 'top-undecided':
      return `Which comes first is undecided: the likeliest of ${listed(caveat.drivers)} is first in ${percent(caveat.chance)} of the draws.`;
    case 'methods-differ':
      return `The second opinion differs: "${caveat.here}" comes first here, "${caveat.there}" by the other method. Take both as rivals.`;
    case 'halo':
      return caveat.top === caveat.without
        ? `One general attitude makes ${percent(caveat.shared)} of what differs between the drivers' answers (halo). Taken out of them, "${caveat.top}" still comes first.`
        : `One general attitude makes ${percent(caveat.shared)} of what differs between the drivers' answers (halo). Taken out of them, "${caveat.without}" comes first instead of "${caveat.top}".`;
    case 'collinear':
      return `${listed(caveat.drivers)} can hardly be told from the other drivers (variance inflated ${Number.isFinite(caveat.inflation) ? `${caveat.inflation.toFixed(0)} times` : 'without bound'}): what they explain is shared out between them. Group those that are one thing.`;
    case 'narrow':
      return `Nearly everybody answers the same on ${listed(caveat.drivers)}: a driver that does not vary cannot show its weight here, though it may have one.`;
    case 'constant':
      return `${listed(caveat.drivers)} ${caveat.drivers.length === 1 ? 'has' : 'have'} one and the same value in every row, so nothing can be said of ${caveat.drivers.length === 1 ? 'it' : 'them'}.`;
    case 'few-rows':
      return `${caveat.n} rows are few for ${caveat.columns} columns of drivers: the shares overfit, see the ranges.`;
    case 'few-clusters':
      return `The rows are of only ${caveat.clusters} people or groups: the ranges are rough.`;
    case 'weights':
      return `The weights differ so much that ${caveat.n} rows say as much as ${Math.round(caveat.effective)} equal ones.`;
    case 'binary':
      return `The outcome has two values (${percent(caveat.share)} the higher): the shares are of its variance; method logit gives those of its likelihood.`;
    case 'missing':
      return `${caveat.left} of ${caveat.rows} rows lack an answer and are left out, most often "${caveat.column}" (${caveat.empty}).`;
    case 'missing-differ':
      return `Rows that were left out have another outcome (${short(caveat.incomplete)} against ${short(caveat.complete)}): what is missing is not missing by chance.`;
    case 'separated':
      return 'Some driver tells answers of the outcome apart without fail, so its odds have no upper end; the shares hold.';
    case 'unread':
      return `${caveat.count} cells were no number and count as no answer, the first ${caveat.place}.`;
    case 'sampled':
      return `Of ${caveat.of} rows ${caveat.rows} were fitted, as going through all subsets of drivers takes long; the ranges allow for it.`;
  }
}

function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
