// When to try again: at once, then after 1, 2, 4 … seconds, never later than a minute.

const FIRST_MS = 1000;
const LONGEST_MS = 60_000;
/** A person's act tries at once, but no more often than this. */
const SOONEST_MS = 250;

export class Backoff {
  private failures = 0;
  private triedAt = -Infinity;

  constructor(private readonly now: () => number = () => performance.now()) {}

  get delayMs(): number {
    return Math.min(FIRST_MS * 2 ** Math.max(this.failures - 1, 0), LONGEST_MS);
  }

  mayTryNow(): boolean {
    return this.failures === 0 || this.now() - this.triedAt >= SOONEST_MS;
  }

  trying(): void {
    this.triedAt = this.now();
  }

  failed(): void {
    this.failures++;
  }

  succeeded(): void {
    this.failures = 0;
  }
}
