import { type Estimate, formatCount, formatShare } from '@bothways/core';
import type { AskedColumn, ExperienceOfFile, KanoItem, SurveyReply } from '@bothways/core/contract';
import { counted } from '../model-files.ts';
import { table } from '../terminal.ts';
import { experienceText } from './experience-ledger.ts';
import { leftOutLines } from './nps.ts';

/** What a file says of how it felt, for a terminal. */
export function experienceFileText({
  experience,
  within,
  survey,
  leftOut,
}: ExperienceOfFile): string {
  const blocks: string[] = [];
  if (experience !== null) {
    blocks.push(experienceText(experience), placesText(experience), combinedText(experience));
    if (within !== null) blocks.push(withinText(within, experience.remembered.verdict));
  }
  if (leftOut !== null && leftOut.rows + leftOut.unread + leftOut.offScale > 0)
    blocks.push(
      `Left out: ${counted(leftOut.rows, 'row')} without a journey or a time, ${counted(leftOut.unread, 'answer')} that are no numbers, ${leftOut.offScale} that are not on the scale.`,
    );
  if (survey !== null) blocks.push(...surveyBlocks(survey));
  return blocks.filter((block) => block !== '').join('\n\n');
}

type Experience = NonNullable<ExperienceOfFile['experience']>;

function placesText({ curve }: Experience): string {
  return table(
    ['moment', 'felt', '9 times in 10', 'answers', 'felt bad'],
    curve.places.map((each) => [
      `${each.place}${each.andLater ? ' and later' : ''}`,
      ...[figure(each.felt), range(each.felt), formatCount(each.n), share(each.negative)],
    ]),
  );
}

const VERDICTS = {
  'stronger-together': 'more than their sum',
  redundant: 'one does what the other does',
  'weaker-together': 'less than their sum',
  'adds-up': 'they add up',
  unknown: 'cannot be told',
} as const;

function combinedText({ combined }: Experience): string {
  const found = combined.pairs.filter(({ isFound }) => isFound);
  if (combined.pairs.length === 0) return '';
  if (found.length === 0)
    return `Of ${counted(combined.pairs.length, 'pair')} of places none goes together otherwise than by chance.`;
  return [
    'Together, in points of the whole (seen, not caused):',
    table(
      ['first', 'second', 'with both', 'beyond their sum', '9 times in 10', 'first earlier', 'so'],
      found
        .slice(0, 10)
        .map((pair) => [
          ...[pair.first.name, pair.second.name, formatCount(pair.both)],
          ...[figure(pair.beyond), range(pair.beyond), figure(pair.order), VERDICTS[pair.verdict]],
        ]),
    ),
  ].join('\n');
}

function withinText(within: NonNullable<ExperienceOfFile['within']>, plain: string): string {
  const words = { 'peak-and-end': 'peak and end', mean: 'the mean', undecided: 'neither' };
  const told = `Within each of ${formatCount(within.persons)} persons, their own level taken out, the answers speak for ${words[within.verdict]} (Bayes factor ${within.bayesFactor.toPrecision(2)} for peak and end).`;
  return within.verdict === plain
    ? told
    : `${told} So part of what looks like memory is that people differ: trust this one.`;
}

function surveyBlocks(survey: SurveyReply): readonly string[] {
  const { csat, ces, expectation, kano, caveats } = survey;
  return [
    ...(csat === null ? [] : [askedText('Satisfaction', csat)]),
    ...(ces === null ? [] : [askedText('Ease', ces)]),
    ...(expectation === null ? [] : expectationBlocks(expectation)),
    ...(kano === null ? [] : [kanoText(kano)]),
    ...caveats.map((caveat) => `Mind: ${caveat}`),
  ];
}

function askedText(what: string, asked: AskedColumn): string {
  const { column, n, mean, top, groups, leftOut, scale, effective } = asked;
  const worth =
    Math.abs(effective - n) < 0.5
      ? ''
      : `, worth ${formatCount(Math.round(effective))} without weights`;
  return [
    `${what} (${column}, ${scale.least} to ${scale.most}): mean ${figure(mean, 2)} (${range(mean, 2)}); ${share(top)} gave the best answers (${shareRange(top)}); ${formatCount(n)} answers${worth}`,
    ...leftOutLines(leftOut),
    ...(groups.length === 0
      ? []
      : [
          table(
            ['group', 'answers', 'mean', '9 times in 10', 'best answers', 'against all others'],
            groups.map((group) => [
              ...[group.group, formatCount(group.n), figure(group.mean), range(group.mean)],
              ...[share(group.top), `${figure(group.difference)} (${range(group.difference)})`],
            ]),
          ),
        ]),
  ].join('\n');
}

function expectationBlocks(
  expectation: NonNullable<SurveyReply['expectation']>,
): readonly string[] {
  const { gaps, quality, surface, setters, overall } = expectation;
  const reliability = gaps[0]?.reliability ?? null;
  const head = `Perceived less expected: ${signed(quality)} over ${counted(gaps.length, 'question')}${reliability === null ? '' : `; reliability of that difference ${reliability.toFixed(2)}`}`;
  const rows = gaps.map((gap) => [
    ...[gap.expected, gap.meanExpected.toFixed(2), gap.meanPerceived.toFixed(2)],
    ...[figure(gap.gap), range(gap.gap), formatShare(gap.short)],
    ...(overall === null ? [] : [figure(gap.penalty), figure(gap.reward)]),
  ]);
  const columns = ['question', 'expected', 'perceived', 'gap', '9 times in 10', 'fell short'];
  const slopes = overall === null ? [] : ['short costs', 'beyond earns'];
  return [
    `${head}\n${table([...columns, ...slopes], rows)}`,
    ...(surface === null ? [] : [surfaceText(surface, overall ?? '')]),
    ...(setters.length === 0
      ? []
      : [
          table(
            ['set by', 'people', 'expected', 'gap', '9 times in 10', 'against all others'],
            setters.map((each) => [
              ...[each.setBy, formatCount(each.n), each.expected.toFixed(2)],
              ...[
                figure(each.gap),
                range(each.gap),
                `${figure(each.difference)} (${range(each.difference)})`,
              ],
            ]),
          ),
        ]),
  ];
}

function surfaceText(
  surface: NonNullable<NonNullable<SurveyReply['expectation']>['surface']>,
  overall: string,
): string {
  const { agreement, disagreement, gapStands, gapProbability, plainGapProbability, r2 } = surface;
  const verdict = gapStands
    ? 'A gap may stand for the two.'
    : 'A gap does not stand for the two: what was expected and what was perceived count for themselves.';
  return [
    `${overall} by both (Edwards' polynomial, R² ${r2.toFixed(3)}): where both rise ${figure(agreement.slope)} a point (${range(agreement.slope)}); where expected rises and perceived falls ${figure(disagreement.slope)} (${range(disagreement.slope)}).`,
    `${verdict} Probability of so much if it did: ${probability(gapProbability)} (slopes), ${probability(plainGapProbability)} (with bends).`,
  ].join('\n');
}

function probability(value: number): string {
  return value < 0.001 ? 'below 0.001' : value.toFixed(3);
}

const CATEGORIES = {
  A: 'attractive',
  O: 'one-dimensional',
  M: 'must-be',
  I: 'indifferent',
  R: 'reversed',
  Q: 'questionable',
} as const;

function kanoText(items: readonly KanoItem[]): string {
  const rows = items.map((item) => {
    const close = item.decided ? '' : `, or ${CATEGORIES[item.second]}: undecided`;
    const warned = item.warnings.map((each) =>
      each === 'few-answers' ? 'few answers' : 'many contradict themselves',
    );
    return [
      ...[
        item.item,
        `${CATEGORIES[item.category]}${close}`,
        formatShare(item.probabilities[item.category]),
      ],
      ...[
        `${figure(item.better)} (${range(item.better)})`,
        `${figure(item.worse)} (${range(item.worse)})`,
      ],
      ...[formatCount(item.n), warned.join(', ')],
    ];
  });
  return table(['feature', 'it is', 'chance', 'having it', 'lacking it', 'answers', 'mind'], rows);
}

function figure(estimate: Estimate, digits = 2): string {
  return estimate.kind === 'estimate' ? signed(estimate.median, digits) : '—';
}

function range(estimate: Estimate, digits = 2): string {
  return estimate.kind === 'estimate'
    ? `${signed(estimate.low, digits)} to ${signed(estimate.high, digits)}`
    : 'cannot say';
}

function share(estimate: Estimate): string {
  return estimate.kind === 'estimate' ? formatShare(estimate.median) : '—';
}

function shareRange(estimate: Estimate): string {
  return estimate.kind === 'estimate'
    ? `${formatShare(estimate.low)} to ${formatShare(estimate.high)}`
    : 'cannot say';
}

function signed(value: number, digits = 2): string {
  return value.toFixed(digits);
}
