import { Writable } from "node:stream";
import { type Logger, pino } from "pino";

/** A log whose lines can be looked at. */
export interface KeptLog {
  readonly log: Logger;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

/** Makes one. */
export function keepLog(): KeptLog {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  return { log: pino({ level: "trace" }, stream), lines };
}
