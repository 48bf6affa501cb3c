import type { ChangeResult } from "../../src/registry/change/change-requests.js";
import { askGraph, type GraphAnswer, type TestHub } from "../support/hub-harness.js";

/** What the hubs of these tests are started with. */
export const TOKEN = "a-token-for-tests-only";
export const ADMIN_ENV = { SEGPOL_ADMIN_TOKEN: TOKEN };

const RESULT = `{
  accepted version findings { code severity partner place message mend } changes { level type place message }
  brokenOperations { name document clients times lastAsked problem }
}`;

/** The admin API of a hub, as somebody with its token uses it. */
export function adminOf(hub: Pick<TestHub, "url">) {
  const ask = (query: string, variables: object = {}): Promise<GraphAnswer> =>
    askGraph(
      `${hub.url}/admin/graphql`,
      { query, variables },
      { authorization: `Bearer ${TOKEN}`, "x-segpol-who": "a tester" },
    );
  const change = async (field: string, args: string, variables: object): Promise<ChangeResult> => {
    const declared = args.replaceAll(/(\w+): (\w+!?)/g, "$$$1: $2");
    const passed = args.replaceAll(/(\w+): (\w+!?)/g, "$1: $$$1");
    const operation = field === "check" ? "query" : "mutation";
    const { data, errors } = await ask(
      `${operation} (${declared}) { result: ${field}(${passed}) ${RESULT} }`,
      variables,
    );
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return (data as { result: ChangeResult }).result;
  };
  return {
    ask,
    join: (variables: {
      code: string;
      url: string;
      name?: string;
      licence?: string;
      contactPoint?: string;
      reason?: string;
    }) =>
      change(
        "joinPartner",
        "code: String!, url: String!, name: String, licence: String, contactPoint: String, reason: String",
        variables,
      ),
    leave: (code: string) => change("leavePartner", "code: String!", { code }),
    publish: (variables: {
      code: string;
      url?: string;
      licence?: string;
      contactPoint?: string;
      reason?: string;
      force?: boolean;
    }) =>
      change(
        "publishPartner",
        "code: String!, url: String, licence: String, contactPoint: String, reason: String, force: Boolean!",
        { force: false, ...variables },
      ),
    rollback: (version: number) => change("rollback", "version: Int!", { version }),
    check: (variables: { code: string; url: string }) => change("check", "code: String!, url: String!", variables),
  };
}
