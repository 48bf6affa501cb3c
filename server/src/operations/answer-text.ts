import type { FormattedExecutionResult } from "graphql";
import { currentOperation } from "./running-operation.js";
import { ownTurn } from "./turns.js";

/** Characters of an answer that are written before others have their turn: some milliseconds. */
const PIECE = 64 * 1_024;

/**
 * Writes an answer as JSON, with turns for others in between. Of one that is too large, or that nobody waits for any more, no more than a
 * beginning is written: what is answered in its place is settled elsewhere.
 */
export async function answerText(result: FormattedExecutionResult): Promise<string> {
  const { deadline, budget } = currentOperation() ?? {};
  const written = new Written();
  const pieces: string[] = [];
  let bytes = 0;
  const isTaken = (): boolean => {
    const piece = written.take();
    pieces.push(piece);
    bytes += Buffer.byteLength(piece);
    return budget?.allowsBytes(bytes) ?? true;
  };
  for (const _pause of writeValue(result, written)) {
    if (!isTaken()) return "";
    await ownTurn();
    if (deadline?.signal.aborted) return "";
  }
  return isTaken() ? `${pieces.join("")}\n` : "";
}

class Written {
  #text = "";
  readonly #keys = new Map<string, string>();

  get isPiece(): boolean {
    return this.#text.length >= PIECE;
  }

  add(text: string): void {
    this.#text += text;
  }

  addKey(key: string, before: string): void {
    let known = this.#keys.get(key);
    if (known === undefined) {
      known = `${JSON.stringify(key)}:`;
      this.#keys.set(key, known);
    }
    this.#text += before + known;
  }

  take(): string {
    const text = this.#text;
    this.#text = "";
    return text;
  }
}

/** As JSON.stringify does; stops at each piece. */
function* writeValue(value: unknown, written: Written): Generator<void> {
  if (typeof value !== "object" || value === null || "toJSON" in value) {
    written.add(JSON.stringify(value) ?? "null");
  } else if (Array.isArray(value)) {
    written.add("[");
    for (const [index, each] of value.entries()) {
      if (index > 0) written.add(",");
      yield* writeValue(each, written);
    }
    written.add("]");
  } else {
    written.add("{");
    let before = "";
    for (const [key, each] of Object.entries(value)) {
      if (each === undefined || typeof each === "function") continue;
      written.addKey(key, before);
      before = ",";
      yield* writeValue(each, written);
    }
    written.add("}");
  }
  if (written.isPiece) yield;
}
