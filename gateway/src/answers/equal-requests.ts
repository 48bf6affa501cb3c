import type { AnswerRecorder } from "./answer-recorder.js";

/** Requests whose answers are being made, one for all that are equal. */
export class EqualRequests {
  /** By what they ask: those whose answers may be for everybody with these rights. */
  readonly #byKey = new Map<string, AnswerRecorder>();
  /** By who asks as well: those whose answers are what owners say to this reader. */
  readonly #byReader = new Map<string, AnswerRecorder>();

  /** The one to wait for. */
  find(key: string, reader: string): AnswerRecorder | undefined {
    const ofReader = this.#byReader.get(nameOf({ key, reader }));
    return ofReader?.isOfNow ? ofReader : this.#byKey.get(key);
  }

  add(recorder: AnswerRecorder): void {
    const { key, decided, ended, dependencies } = recorder;
    if (this.#byKey.has(key)) return;
    this.#byKey.set(key, recorder);
    const name = nameOf(recorder);
    void decided.then(() => {
      this.#byKey.delete(key);
      if (dependencies.asksOwner) this.#byReader.set(name, recorder);
    });
    void ended.then(() => {
      if (this.#byReader.get(name) === recorder) this.#byReader.delete(name);
    });
  }
}

function nameOf({ key, reader }: Pick<AnswerRecorder, "key" | "reader">): string {
  return `${reader}\0${key}`;
}
