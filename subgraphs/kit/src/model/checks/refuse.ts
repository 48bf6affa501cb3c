import type { z } from "zod";
import type { DeskProblemCode } from "../../vocabulary/problem.js";

/** What a check of ours says beside the phrase that stands after "Expected". */
export interface Refusal {
  readonly code: DeskProblemCode;
  readonly came?: string | undefined;
  readonly mend?: string | undefined;
}

/** Refuses the value of a check, or what stands at `path` in it. */
export function refuse(
  ctx: z.core.ParsePayload,
  code: DeskProblemCode,
  expected: string,
  { path = [], came, mend }: { path?: PropertyKey[]; came?: string; mend?: string } = {},
): void {
  const params: Refusal = { code, came, mend };
  ctx.issues.push({ code: "custom", input: ctx.value, path, message: expected, params: { ...params } });
}
