/** What customers expect at a touchpoint, and who set it. */
export interface Expectation {
  readonly metric: string;
  readonly atMost: number | null;
  readonly atLeast: number | null;
  readonly source: string | null;
}

/** A promise at an altitude: what an organisation says, a market hears, a customer is told. */
export interface Proposition {
  readonly id: string;
  readonly altitude: 'organisation' | 'market' | 'customer' | null;
  readonly promise: string | null;
  /** The proposition that this one serves; null: none. */
  readonly partOf: string | null;
  /** Whom it is for; null: everybody. */
  readonly segment: string | null;
  /** Touchpoint ids. */
  readonly keptBy: readonly string[];
}
