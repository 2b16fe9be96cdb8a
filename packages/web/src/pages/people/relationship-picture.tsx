import type { PersonRelationship } from '@bothways/core/contract';
import {
  type RelationshipScene,
  type SceneNode,
  type SceneRibbon,
  sizeOf,
} from './relationship-scene.ts';
import { actorName, wayText } from './relationship-words.ts';
import type { Said } from './said.ts';

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
          opacity={ribbon.opacity}
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

function RibbonLabel({
  ribbon: { way, label, tone },
  relationship,
  said,
}: {
  readonly ribbon: SceneRibbon;
  readonly relationship: PersonRelationship;
  readonly said: Said;
}) {
  const size = sizeOf(way);
  const isMain = way.giver === 'customer' || way.receiver === 'customer';
  return (
    <text
      x={label.x}
      y={label.y + 5}
      textAnchor="middle"
      className={`relation-label t-${tone}${isMain ? '' : ' is-aside'}`}
    >
      {size === null
        ? (relationship.kinds.find(({ id }) => id === way.kinds[0]?.kind)?.name ?? '')
        : said.format.money(size)}
    </text>
  );
}

function ribbonText({ way }: SceneRibbon, relationship: PersonRelationship, said: Said): string {
  const size = sizeOf(way);
  return said.t('relation.said', {
    from: actorName(way.giver, relationship, said),
    to: actorName(way.receiver, relationship, said),
    what: wayText(way, relationship, said),
    worth: size === null ? said.t('relation.noMoney') : said.format.money(size),
  });
}
