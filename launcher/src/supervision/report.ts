/** The launcher's messages to its user, line by line. */
export interface ReportLine {
  level: "info" | "warn" | "error";
  /** The process that the line is about: "CPS", "hub", "PostgreSQL"; absent for the launcher itself. */
  who?: string;
  text: string;
}

export type Report = (line: ReportLine) => void;
