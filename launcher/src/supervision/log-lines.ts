/** A log line of a process, made readable. */
export interface LogLine {
  /** Undefined if the line is not a log record. */
  level: "debug" | "info" | "warn" | "error" | undefined;
  text: string;
}

interface Record {
  level?: unknown;
  msg?: unknown;
  err?: { message?: unknown; stack?: unknown };
}

/** Reads a line of JSON as pino writes it; any other line is unchanged. */
export function readLogLine(line: string): LogLine {
  const record = parse(line);
  if (typeof record?.level !== "number") return { level: undefined, text: line };
  const said = typeof record.msg === "string" ? record.msg : "";
  const cause = typeof record.err?.message === "string" ? record.err.message : "";
  const text = [said, said.includes(cause) ? "" : cause].filter(Boolean).join(": ") || line;
  return { level: levelName(record.level), text: inOneLine(text) };
}

function inOneLine(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  const inner = lines.filter((line, index) => line !== "" || index === 0 || index === lines.length - 1);
  return inner.join(" | ");
}

function parse(line: string): Record | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as Record;
  } catch {
    return undefined;
  }
}

function levelName(level: number): LogLine["level"] {
  if (level >= 50) return "error";
  if (level >= 40) return "warn";
  return level >= 30 ? "info" : "debug";
}
