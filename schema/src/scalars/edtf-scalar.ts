import { edtfBounds } from "../dates/edtf-bounds.js";
import { EdtfError } from "../dates/edtf-error.js";
import { createTextScalar } from "./text-scalar.js";

/** The contract's EDTF: a date that may be uncertain or span days. The text itself inside and outside. */
export const EdtfScalar = createTextScalar<string>({
  name: "EDTF",
  description: "ISO 8601-2 extended date/time: 2022-04-XX, [2022-01-21..2022-01-31], 2022-03/2022-10, 2021?-10-15.",
  expected: "a date in EDTF (ISO 8601-2), such as 2022-04-XX or 2022-03/2022-10",
  read: (text) => {
    const problem = problemOf(text);
    return problem === undefined ? { value: text } : { problem };
  },
  write: (value) => (typeof value === "string" && problemOf(value) === undefined ? value : undefined),
});

function problemOf(text: string): string | undefined {
  try {
    edtfBounds(text);
    return undefined;
  } catch (error) {
    if (error instanceof EdtfError) return error.problem;
    throw error;
  }
}
