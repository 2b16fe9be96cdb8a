interface Waiting {
  readonly size: number;
  readonly begin: () => void;
}

/**
 * Lets work through whose sizes come to no more than `most` at once; what is larger goes alone. The rest waits, in the order
 * in which it came. Work begins as it is let in, so that what it says of its size before it waits itself counts for the next.
 */
export class Turnstile {
  private inside = 0;
  private readonly waiting: Waiting[] = [];
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  /** `work` is told how to say that it turned out to be larger by so much. */
  pass<Answer>(
    size: number,
    work: (grow: (more: number) => void) => Promise<Answer>,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        this.through(size, work).then(resolve, reject);
      };
      if (this.waiting.length === 0 && this.fits(size)) begin();
      else this.waiting.push({ size, begin });
    });
  }

  private async through<Answer>(
    size: number,
    work: (grow: (more: number) => void) => Promise<Answer>,
  ): Promise<Answer> {
    let own = 0;
    const grow = (more: number): void => {
      own += more;
      this.inside += more;
    };
    grow(size);
    try {
      return await work(grow);
    } finally {
      grow(-own);
      this.letIn();
    }
  }

  private fits(size: number): boolean {
    return this.inside === 0 || this.inside + size <= this.most;
  }

  private letIn(): void {
    for (let next = this.waiting[0]; next !== undefined && this.fits(next.size); ) {
      this.waiting.shift();
      next.begin();
      next = this.waiting[0];
    }
  }
}
