import type { ExecutionResult } from "graphql";

/** How a stub answers. */
export type Mode =
  | "ok"
  | "hang"
  | "hold"
  | "status-500"
  | "html"
  | "bad-json"
  | "cut"
  | "deep"
  | "huge"
  | "refuse"
  | "wrong-count"
  | "more-than-asked"
  | "wrong-values";

/** Answers that are the same whatever is asked. */
export const BAD_ANSWERS: {
  readonly [mode in Mode]?: { readonly status?: number; readonly type?: string; readonly body: string };
} = {
  "status-500": { status: 500, body: '{"errors":[{"message":"stack at /srv/partner.js:1"}]}' },
  html: { type: "text/html", body: "<html>proxy at 10.0.0.7</html>" },
  "bad-json": { body: '{"data": {' },
  deep: { body: `{"data":${"[".repeat(2 ** 20)}` },
  refuse: { status: 400, body: '{"errors":[{"message":"Cannot query field of db.internal"}]}' },
};

/** Makes an answer about records what no partner may say, where the mode is one of those. */
export function spoil(result: ExecutionResult, mode: Mode): void {
  const entities = result.data?.["_entities"] as Record<string, unknown>[] | undefined;
  if (mode === "wrong-count") entities?.pop();
  if (mode === "wrong-values")
    for (const entity of entities ?? []) Object.assign(entity, { topics: "x", focusGroups: [{}, "one"] });
  if (mode === "more-than-asked") {
    for (const entity of entities ?? [])
      Object.assign(entity, {
        title: "taken over",
        __typename: "CplEvent",
        partner: { code: "GENT" },
        series: { title: "taken over" },
      });
  }
}
