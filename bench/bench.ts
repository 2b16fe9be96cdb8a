/** What a bench measured: one flat object, as `--json` prints it. Times in seconds, memory in MB (10^6 bytes). */
export type Figures = Readonly<Record<string, number | string | null>>;

export interface BenchOptions {
  /** How many events, lines or evaluations. */
  readonly rows: number;
  /** How often each side runs; figures are medians. */
  readonly rounds: number;
  readonly progress: (text: string) => void;
}

/** Something that is measured by `npm run bench -- NAME`. */
export interface Bench {
  readonly name: string;
  readonly about: string;
  readonly rows: number;
  readonly rounds: number;
  readonly run: (options: BenchOptions) => Promise<Figures>;
}
