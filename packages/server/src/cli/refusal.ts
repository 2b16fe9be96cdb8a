/** Bad input that a command will not take: said to the person as it stands, with exit code 1. */
export class Refusal extends Error {
  /** What to print with --json beside the message. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'Refusal';
    this.details = details;
  }
}

/** A command line that cannot be meant: an option missing or with a value that there is not. Exit code 2. */
export class WrongUse extends Refusal {}
