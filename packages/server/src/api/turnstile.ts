interface Waiting {
  readonly size: number;
  readonly go: () => void;
}

/**
 * Lets work through whose sizes come to no more than `most` at once; what is larger goes alone. The rest waits, in the order
 * in which it came.
 */
export class Turnstile {
  private inside = 0;
  private readonly waiting: Waiting[] = [];
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  /** `work` is told how to say that it turned out to be larger by so much. */
  async pass<Answer>(
    size: number,
    work: (grow: (more: number) => void) => Promise<Answer>,
  ): Promise<Answer> {
    let own = size;
    if (this.waiting.length === 0 && this.fits(size)) this.inside += size;
    else await new Promise<void>((go) => this.waiting.push({ size, go }));
    try {
      return await work((more) => {
        own += more;
        this.inside += more;
      });
    } finally {
      this.inside -= own;
      this.letIn();
    }
  }

  private fits(size: number): boolean {
    return this.inside === 0 || this.inside + size <= this.most;
  }

  private letIn(): void {
    for (let next = this.waiting[0]; next !== undefined && this.fits(next.size); ) {
      this.inside += next.size;
      this.waiting.shift();
      next.go();
      next = this.waiting[0];
    }
  }
}
