import type { Role } from "@segpol/identity";
import { type Answer, ask } from "../../src/testing/ask.js";
import { type PartnerUnderTest, startPartnerUnderTest } from "../../src/testing/partner-under-test.js";
import type { Partner } from "../../src/partner/partner.js";

export const EDITOR: Role = "partner:SAMPLE:editor";

/** What a mutation of the desk is answered with. */
export interface Payload {
  readonly status: string;
  readonly record: (Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number }) | null;
  readonly errors: readonly {
    readonly field: string;
    readonly code: string;
    readonly message: string;
    readonly mend: string;
  }[];
  readonly warnings: readonly { readonly field: string; readonly code: string }[];
  readonly replayed: boolean;
  readonly conflict: Readonly<Record<string, unknown>> | null;
}

/** A partner under test, and its desk. */
export interface DeskUnderTest extends PartnerUnderTest {
  /** Asks the desk as an editor, unless another token is given; null: none. */
  askDesk(query: string, variables?: Readonly<Record<string, unknown>>, token?: string | null): Promise<Answer>;
  /** Carries out one mutation: its name, its arguments with types, their values. */
  mutate(name: string, args: Readonly<Record<string, readonly [type: string, value: unknown]>>): Promise<Payload>;
}

/** The data of an answer that has no errors. */
export function dataOf({ data, errors }: Answer): NonNullable<Answer["data"]> {
  if (!data || errors.length > 0) throw new Error(`Expected data without errors; got ${JSON.stringify(errors)}.`);
  return data;
}

const PAYLOAD = `{ status replayed errors { field code message mend } warnings { field code }
  conflict { currentVersion changedBy fields current { id version } }
  record { __typename id version draft withdrawnAt title { original NL FR DE EN } texts { field language text original } } }`;

export async function startDeskUnderTest(
  partner: Partner,
  options?: Parameters<typeof startPartnerUnderTest>[1],
): Promise<DeskUnderTest> {
  const running = await startPartnerUnderTest(partner, options);
  const token = await running.issuers.token("users", partner.code, [EDITOR], { subject: "editor-1" });
  const askDesk: DeskUnderTest["askDesk"] = (query, variables = {}, given = token) =>
    ask(running.server.deskUrl, query, variables, given === null ? {} : { authorization: `Bearer ${given}` });
  return {
    ...running,
    askDesk,
    async mutate(name, args) {
      const declared = Object.entries(args).map(([arg, [type]]) => `$${arg}: ${type}`);
      const passed = Object.keys(args).map((arg) => `${arg}: $${arg}`);
      const query = `mutation (${declared.join(", ")}) { answer: ${name}(${passed.join(", ")}) ${PAYLOAD} }`;
      const values = Object.fromEntries(Object.entries(args).map(([arg, [, value]]) => [arg, value]));
      return dataOf(await askDesk(query, values))["answer"] as Payload;
    },
  };
}
