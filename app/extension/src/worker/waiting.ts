// Those who wait for an answer, told apart by id. Each gets one, and waits no longer than it said.

interface Asker<Answer> {
  resolve(answer: Answer): void;
  timer: ReturnType<typeof setTimeout>;
}

export class Waiting<Answer> {
  private readonly askers = new Map<string, Asker<Answer>>();

  /** `late` is to answer when the time is over. */
  ask(id: string, ms: number, late: () => void): Promise<Answer> {
    return new Promise((resolve) => this.askers.set(id, { resolve, timer: setTimeout(late, ms) }));
  }

  /** False when nobody waits for it, or not any more. */
  answer(id: string, answer: Answer): boolean {
    const asker = this.askers.get(id);
    if (!asker) return false;
    clearTimeout(asker.timer);
    this.askers.delete(id);
    asker.resolve(answer);
    return true;
  }

  answerAll(answer: Answer): void {
    for (const id of [...this.askers.keys()]) this.answer(id, answer);
  }
}
