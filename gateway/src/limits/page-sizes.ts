import { type AskedOperation, type CostDirectives, SLICING_ARGUMENTS, slicesOf, variablesOf } from "@segpol/server";
import { TypeInfo, visit, visitWithTypeInfo } from "graphql";
import type { QueryLimits } from "../config/config.js";
import { HubError } from "../errors.js";

/** Pages of this size are the catalogue's own limit. */
const PROMISED_PAGE = 100;

/** Of lists of single values costs say nothing. */
const UNSAID = { slicingArguments: SLICING_ARGUMENTS };

/** Refuses larger pages than a hub with shorter ones gives. @throws HubError BAD_USER_INPUT */
export function checkPageSizes(
  { schema, document, operation, variables }: AskedOperation,
  costs: CostDirectives,
  { pageSize }: Pick<QueryLimits, "pageSize">,
): void {
  if (pageSize >= PROMISED_PAGE) return;
  const values = variablesOf(operation, variables);
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(field) {
        const definition = typeInfo.getFieldDef();
        if (!definition) return;
        const sized = costs.listSizeOf(`${typeInfo.getParentType()?.name}.${field.name.value}`) ?? UNSAID;
        for (const { argument, entries } of slicesOf(sized, field, definition, values)) {
          if (entries <= pageSize) continue;
          throw new HubError(
            "BAD_USER_INPUT",
            `Expected ${argument} from 1 to ${pageSize}; got ${entries}. Ask for shorter pages; the limit is SEGPOL_MAX_PAGE_SIZE.`,
            { http: { status: 400 } },
          );
        }
      },
    }),
  );
}
