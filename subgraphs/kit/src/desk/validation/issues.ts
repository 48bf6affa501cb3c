import type { z } from "zod";
import { type DeskProblem, type DeskProblemCode, problem, shown } from "../../vocabulary/problem.js";
import { didYouMean } from "./did-you-mean.js";
import type { Refusal } from "../../model/checks/refuse.js";

type Issue = z.core.$ZodIssue;

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

/** What the issues of a check say to whoever typed the value at `field`. */
export function problemsOf(issues: readonly Issue[], field: string): DeskProblem[] {
  return issues.flatMap((issue) =>
    problemsOfIssue(issue, [field, ...issue.path.map(String)].filter(Boolean).join(".")),
  );
}

function problemsOfIssue(issue: Issue, field: string): DeskProblem[] {
  const came = shown(issue.input);
  switch (issue.code) {
    case "custom": {
      const refusal = issue.params as unknown as Refusal;
      return [
        problem({ field, code: refusal.code, expected: issue.message, came: refusal.came ?? came, mend: refusal.mend }),
      ];
    }
    case "invalid_type": {
      const words = TYPE_NAMES[issue.expected] ?? issue.expected;
      const expected = issue.message.startsWith("Invalid input") ? words : issue.message;
      if (issue.input === undefined) return [problem({ field, code: "REQUIRED", expected, came: "nothing" })];
      return [problem({ field, code: "WRONG_TYPE", expected, came })];
    }
    case "invalid_value":
      return [unknownValue(field, issue.values.map(String), issue.input)];
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownField(field, key));
    case "too_small":
    case "too_big": {
      const few = issue.code === "too_big";
      const limit = few ? `at most ${issue.maximum}` : `${issue.inclusive ? "at least" : "more than"} ${issue.minimum}`;
      if (issue.origin !== "array")
        return [problem({ field, code: "OUT_OF_RANGE", expected: `a number of ${limit}`, came })];
      return [problem({ field, code: "TOO_MANY", expected: `${limit} entries`, came: `${lengthOf(issue.input)}` })];
    }
    default:
      return [problem({ field, code: "BAD_FORMAT", expected: "a value of the documented form", came })];
  }
}

const LIST_CODES: readonly (readonly [RegExp, DeskProblemCode])[] = [
  [/(^|\.)themes\.\d+$/, "UNKNOWN_THEME"],
  [/(^|\.)(criteria\.\d+|criterion)$/, "UNKNOWN_CRITERION"],
  [/(^|\.)(language|original)$/, "UNKNOWN_LANGUAGE"],
  [/(^|\.)rel$/, "UNKNOWN_RELATION"],
];

function unknownValue(field: string, values: readonly string[], input: unknown): DeskProblem {
  const expected = `one of ${values.join(", ")}`;
  if (input === undefined) return problem({ field, code: "REQUIRED", expected, came: "nothing" });
  const near = typeof input === "string" ? didYouMean(input, values) : undefined;
  const code = LIST_CODES.find(([form]) => form.test(field))?.[1] ?? "UNKNOWN_VALUE";
  return problem({ field, code, expected, came: shown(input), mend: near && `Did you mean ${near}?` });
}

/** Two letters beside texts are meant to be a language. */
function unknownField(field: string, key: string): DeskProblem {
  const name = key.slice(0, 60);
  const place = [field, name].filter(Boolean).join(".");
  if (/^[a-z]{2}$/i.test(key)) {
    return problem({ field: place, code: "UNKNOWN_LANGUAGE", expected: "NL, FR, DE or EN", came: shown(name) });
  }
  return problem({ field: place, code: "UNKNOWN_FIELD", expected: "a field that is documented", came: shown(name) });
}

function lengthOf(value: unknown): number | string {
  return Array.isArray(value) ? value.length : "more";
}
