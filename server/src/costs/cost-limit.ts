import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import { type DocumentNode, isTypeDefinitionNode, Kind, parse } from "graphql";
import type { ErrorEntry } from "../errors/request-error.js";
import { type CostDirectives, readCostDirectives } from "./cost-directives.js";
import { checkCost, type CostLimits } from "./query-cost.js";
import { withCosts } from "./with-costs.js";

/** Refuses operations that may cost too much before anything of them is run. `entry`: of QUERY_TOO_COSTLY. */
export function costLimit<Context extends BaseContext>(
  costs: CostDirectives,
  limits: CostLimits,
  entry: ErrorEntry,
): ApolloServerPlugin<Context> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async didResolveOperation({ schema, document, operation, request: { variables } }) {
          if (operation) checkCost({ schema, document, operation, variables }, costs, limits, entry);
        },
      }),
  };
}

/** Costs of a graph whose SDL says nothing of them: sizes are assumed, of pages by the arguments that size them. */
export function assumedCosts(sdl: string): CostDirectives {
  const types = parse(sdl, { noLocation: true }).definitions.filter(isTypeDefinitionNode);
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: withCosts(types) };
  return readCostDirectives(document);
}
