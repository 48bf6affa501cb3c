import { type DocumentNode, Kind, visit } from "graphql";
import type { QueryLimits } from "../config.js";
import { HubError } from "../errors.js";

/** Pages of this size are the catalogue's own limit. */
const PROMISED_PAGE = 100;

/** Refuses larger pages than a hub with shorter ones gives. @throws HubError BAD_USER_INPUT */
export function checkPageSizes(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>> | undefined,
  { pageSize }: Pick<QueryLimits, "pageSize">,
): void {
  if (pageSize >= PROMISED_PAGE) return;
  const given = new Map<string, unknown>(Object.entries(variables ?? {}));
  visit(document, {
    VariableDefinition({ variable, defaultValue }) {
      const { value: name } = variable.name;
      if (defaultValue?.kind === Kind.INT && given.get(name) === undefined) given.set(name, Number(defaultValue.value));
    },
  });
  visit(document, {
    Argument({ name: { value: name }, value }) {
      if (name !== "first" && name !== "last") return;
      const asked =
        value.kind === Kind.INT
          ? Number(value.value)
          : value.kind === Kind.VARIABLE
            ? given.get(value.name.value)
            : undefined;
      if (typeof asked !== "number" || asked <= pageSize) return;
      throw new HubError(
        "BAD_USER_INPUT",
        `Expected ${name} from 1 to ${pageSize}; got ${asked}. Ask for shorter pages; the limit is SEGPOL_MAX_PAGE_SIZE.`,
        { http: { status: 400 } },
      );
    },
  });
}
