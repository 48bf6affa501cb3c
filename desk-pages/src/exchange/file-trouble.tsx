import type { ReactNode } from "react";
import type { Report } from "./report.js";

export type FileProblem = NonNullable<Report["error"]>;

interface FileTroubleProps {
  readonly problem: FileProblem;
  /** What came of it. */
  readonly children: ReactNode;
}

/** What is wrong with a file as a whole, as the desk says it. */
export function FileTrouble({ problem: { code, message, mend }, children }: FileTroubleProps) {
  return (
    <section className="problems" role="alert">
      <h2>{children}</h2>
      <p lang="en">
        {message} {mend} <code>{code}</code>
      </p>
    </section>
  );
}
