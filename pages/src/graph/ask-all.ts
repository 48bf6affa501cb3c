import { ask, type Answer, type LoaderArgs } from "./ask.js";
import type { GraphDocument } from "./document.js";

/** A page of a list, as every list of the graph has it. */
export interface Page<Row> {
  readonly totalCount: number;
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** All pages of a list, and what else the first answer has. */
export interface WholeList<Data, Row> extends Answer<Data> {
  readonly rows: readonly Row[];
  /** More than there are rows where the list is longer than was asked for. */
  readonly totalCount: number;
}

interface WholeListRequest<Data, Variables, Row> {
  readonly document: GraphDocument<Data, Variables>;
  readonly variables: Variables;
  readonly pageOf: (data: Data) => Page<Row>;
  /** Pages are read until there are as many rows. */
  readonly atMost: number;
}

/** Reads a list page by page, to its end. @throws Failure when a page has no data at all */
export async function askAll<Data, Variables extends { readonly after?: string | null | undefined }, Row>(
  args: Pick<LoaderArgs, "request" | "params" | "context">,
  { document, variables, pageOf, atMost }: WholeListRequest<Data, Variables, Row>,
): Promise<WholeList<Data, Row>> {
  const first = await ask(args, document, variables);
  const { totalCount, nodes, pageInfo } = pageOf(first.data);
  const rows = [...nodes];
  const problems = [...first.problems];
  let last = pageInfo;
  while (last.hasNextPage && last.endCursor != null && rows.length < atMost) {
    const next = await ask(args, document, { ...variables, after: last.endCursor });
    const page = pageOf(next.data);
    rows.push(...page.nodes);
    problems.push(...next.problems);
    last = page.pageInfo;
  }
  return { ...first, problems, rows, totalCount };
}
