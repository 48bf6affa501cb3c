import { styleText } from "node:util";
import type { Report } from "../supervision/report.js";

const COLOURS = { info: "reset", warn: "yellow", error: "red" } as const;

export interface Printer {
  report: Report;
  print(text: string): void;
  /** From now on lines begin with the time of day instead of the seconds since the start. */
  settle(): void;
}

/** Plain lines for a terminal or a pipe; coloured if the terminal supports it. */
export function createPrinter(stream: NodeJS.WriteStream): Printer {
  const begun = performance.now();
  let settled = false;
  // A closed pipe ("npm start | head") must not end the hub.
  stream.on("error", () => undefined);
  const time = (): string =>
    settled
      ? new Date().toLocaleTimeString("en-GB")
      : `${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s`;
  return {
    report: ({ level, who, text }) => {
      const label = level === "info" ? "" : `${level}: `;
      const line = `${time()}  ${who ? `${who} ` : ""}${label}${text}\n`;
      stream.write(stream.isTTY ? styleText(COLOURS[level], line, { stream }) : line);
    },
    print: (text) => void stream.write(`${text}\n`),
    settle: () => {
      settled = true;
    },
  };
}
