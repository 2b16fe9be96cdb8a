import './exchanged.css';

export interface ExchangedWay {
  /** Such as "They get". */
  readonly name: string;
  readonly tone: 'delivered' | 'captured' | 'ink';
  readonly legs: readonly {
    readonly key: string;
    readonly name: string;
    /** Empty: one of its kind. */
    readonly amount: string;
  }[];
}

/** What was exchanged at one encounter, each way in its colour; and what was not, with the reason. */
export function Exchanged({
  ways,
  held = [],
  heldName,
}: {
  readonly ways: readonly ExchangedWay[];
  readonly held?: readonly {
    readonly key: string;
    readonly name: string;
    readonly reason: string;
  }[];
  readonly heldName: string;
}) {
  return (
    <dl className="exchanged">
      {ways.map(
        ({ name, tone, legs }) =>
          legs.length > 0 && (
            <div key={name} className={`exchanged-way t-${tone}`}>
              <dt>{name}</dt>
              <dd>
                {legs.map((leg) => (
                  <span key={leg.key}>
                    {leg.name}
                    {leg.amount !== '' && <b>{leg.amount}</b>}
                  </span>
                ))}
              </dd>
            </div>
          ),
      )}
      {held.length > 0 && (
        <div className="exchanged-way exchanged-held">
          <dt>{heldName}</dt>
          <dd>
            {held.map(({ key, name, reason }) => (
              <span key={key}>
                <s>{name}</s> {reason}
              </span>
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}
