/** Why an edit is not made: what was seen, and what to do. */
export interface EditRefusal {
  readonly message: string;
  readonly hint: string;
}

/** Carries a refusal out of the depth of an edit; `editModel` gives it back as a value. */
export class Refused extends Error {
  readonly refusal: EditRefusal;

  constructor(refusal: EditRefusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

export function refuse(refusal: EditRefusal): never {
  throw new Refused(refusal);
}
