import { type GraphQLSchema, OverlappingFieldsCanBeMergedRule, parse, specifiedRules, validate } from "graphql";
import type { BrokenOperation, RecordedOperation } from "../base/client-operations.js";

/** Recorded operations have lost their aliases, so that fields of one name may have different arguments. */
const RULES = specifiedRules.filter((rule) => rule !== OverlappingFieldsCanBeMergedRule);

/** Of recorded operations, those that worked with the graph before and do not with the graph after. */
export function findBroken(
  recorded: readonly RecordedOperation[],
  before: GraphQLSchema,
  after: GraphQLSchema,
): readonly BrokenOperation[] {
  return recorded.flatMap((operation) => {
    const document = parseRecorded(operation.document);
    if (!document) return [];
    const problems = validate(after, document, RULES).map(({ message }) => message);
    if (problems.length === 0) return [];
    // A value that was taken out may be missed, with both.
    const known = new Set(validate(before, document, RULES).map(({ message }) => message));
    const problem = problems.find((message) => !known.has(message));
    return problem === undefined ? [] : [{ ...operation, problem }];
  });
}

function parseRecorded(document: string): ReturnType<typeof parse> | undefined {
  try {
    return parse(document, { noLocation: true });
  } catch {
    return undefined;
  }
}
