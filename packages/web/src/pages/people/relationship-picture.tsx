import type { PersonRelationship } from '@bothways/core/contract';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import {
  OPACITY,
  type RelationshipScene,
  rangeOf,
  type SceneNode,
  type SceneRibbon,
  type Weighed,
  WIDE,
  weighedOf,
} from './relationship-scene.ts';
import { actorName, wayText } from './relationship-words.ts';
import type { Said } from './said.ts';

type Way = PersonRelationship['figures']['ways'][number];

/** The picture of a relationship. Its table says the same. */
export function RelationshipPicture({
  scene: { width, height, nodes, ribbons },
  relationship,
  said,
}: {
  readonly scene: RelationshipScene;
  readonly relationship: PersonRelationship;
  readonly said: Said;
}) {
  const { t } = said;
  return (
    <svg
      className="relation"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={ribbons.map((each) => ribbonText(each, relationship, said)).join(' ')}
    >
      <title>{t('relation.title')}</title>
      {ribbons.map((ribbon) => (
        <path
          key={`${ribbon.way.giver} ${ribbon.way.receiver}`}
          className={`relation-band t-${ribbon.tone}`}
          d={ribbon.path}
          opacity={OPACITY[ribbon.grade]}
        >
          <title>{ribbonText(ribbon, relationship, said)}</title>
        </path>
      ))}
      {nodes.map((node) => (
        <Node key={node.actor.id} node={node} relationship={relationship} said={said} />
      ))}
      {ribbons.map((ribbon) => (
        <RibbonLabel
          key={`${ribbon.way.giver} ${ribbon.way.receiver}`}
          ribbon={ribbon}
          isWide={width >= WIDE}
          relationship={relationship}
          said={said}
        />
      ))}
    </svg>
  );
}

/** How far the beam leans at most, in degrees. */
const LEANS_MOST = 24;

function Node({
  node: { x, y, radius, tilt, label, actor },
  relationship,
  said,
}: {
  readonly node: SceneNode;
  readonly relationship: PersonRelationship;
  readonly said: Said;
}) {
  const { t, format } = said;
  const net = relationship.figures.actors.find(({ id }) => id === actor.id)?.net;
  const tone =
    actor.side === 'customer' ? 'delivered' : actor.side === 'business' ? 'captured' : 'ink';
  const beam = radius * 0.62;
  const name = actorName(actor.id, relationship, said);
  return (
    <g className={`relation-node t-${tone}`}>
      <circle cx={x} cy={y} r={radius}>
        <title>{t(`relation.tilt.${leaning(tilt)}`)}</title>
      </circle>
      {tilt === null ? (
        <text x={x} y={y + 5} textAnchor="middle" className="relation-unsaid">
          ?
        </text>
      ) : (
        <g transform={`translate(${x} ${y + radius * 0.14})`}>
          <path className="relation-stand" d={`M0 0 L-7 ${radius * 0.44} L7 ${radius * 0.44} Z`} />
          <g transform={`rotate(${LEANS_MOST * tilt})`}>
            <path className="relation-beam" d={`M${-beam} 0 H${beam}`} />
            <circle className="relation-pan" cx={-beam} cy={-6} r={weight(-tilt, radius)} />
            <circle className="relation-pan is-got" cx={beam} cy={-6} r={weight(tilt, radius)} />
          </g>
        </g>
      )}
      <text x={label.x} y={label.y} textAnchor={label.anchor} className="relation-name">
        {label.isShort ? shortened(name) : name}
        {label.isShort && <title>{name}</title>}
      </text>
      {net?.kind === 'estimate' && (
        <text x={label.x} y={label.y + 17} textAnchor={label.anchor} className="relation-net">
          {t('relation.net', { money: format.moneySigned(net.median) })}
        </text>
      )}
    </g>
  );
}

const SHORT_MOST = 15;

function shortened(name: string): string {
  return name.length <= SHORT_MOST ? name : `${name.slice(0, SHORT_MOST - 1).trimEnd()}…`;
}

/** What lies on one end of the beam: more, the more it leans there. */
function weight(tilt: number, radius: number): number {
  return radius * (0.12 + 0.07 * (1 + tilt));
}

function leaning(tilt: number | null): 'gets' | 'gives' | 'even' | 'unsaid' {
  if (tilt === null) return 'unsaid';
  if (Math.abs(tilt) < 0.05) return 'even';
  return tilt > 0 ? 'gets' : 'gives';
}

/** A ribbon thinner than this has no room for a range beside it. */
const BROAD = 14;

function RibbonLabel({
  ribbon: { way, label, tone, width },
  isWide,
  relationship,
  said,
}: {
  readonly ribbon: SceneRibbon;
  readonly isWide: boolean;
  readonly relationship: PersonRelationship;
  readonly said: Said;
}) {
  const shell = useTranslation('shell').t;
  const weighed = weighedOf(way);
  const text = labelText(way, relationship, said);
  const range =
    weighed !== null && isWide && width >= BROAD ? rangeText(weighed, said, shell) : null;
  const wide = Math.max(text.length * 7.6, (range?.length ?? 0) * 6.6) + 16;
  const high = range === null ? 24 : 41;
  return (
    <g className={`relation-label t-${tone}`}>
      <rect x={label.x - wide / 2} y={label.y - high / 2} width={wide} height={high} rx={11} />
      <text x={label.x} y={label.y + (range === null ? 5 : -3)} textAnchor="middle">
        {text}
      </text>
      {range !== null && (
        <text x={label.x} y={label.y + 14} textAnchor="middle" className="relation-range">
          {range}
        </text>
      )}
    </g>
  );
}

function labelText(way: Way, relationship: PersonRelationship, { t, format }: Said): string {
  const weighed = weighedOf(way);
  if (weighed === null)
    return relationship.kinds.find(({ id }) => id === way.kinds[0]?.kind)?.name ?? '';
  const money = format.money(Math.abs(weighed.estimate.median));
  return weighed.as === 'cost' ? t('relation.costs', { money }) : money;
}

/** Null: it is one figure. */
function rangeText(weighed: Weighed, { format }: Said, shell: TFunction<'shell'>): string | null {
  const range = rangeOf(weighed);
  if (range === null) return null;
  return shell('range', { low: format.money(range[0]), high: format.money(range[1]) });
}

function ribbonText({ way }: SceneRibbon, relationship: PersonRelationship, said: Said): string {
  const weighed = weighedOf(way);
  const told = {
    from: actorName(way.giver, relationship, said),
    to: actorName(way.receiver, relationship, said),
    what: wayText(way, relationship, said),
    worth:
      weighed === null
        ? said.t('relation.noMoney')
        : said.format.money(Math.abs(weighed.estimate.median)),
  };
  return said.t(weighed?.as === 'cost' ? 'relation.saidCost' : 'relation.said', told);
}
