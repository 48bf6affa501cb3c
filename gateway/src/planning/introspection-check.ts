import {
  assertValidSchema,
  buildClientSchema,
  buildSchema,
  type GraphQLSchema,
  introspectionFromSchema,
  printSchema,
} from "graphql";
import type { CompositionFinding } from "../composition/projection/types.js";
import { graphFinding, messageOf } from "./graph-finding.js";

/** What keeps clients from reading the graph by introspection, as their tools do: asked, rebuilt, printed and parsed again. */
export function introspectionFindings(schema: GraphQLSchema): CompositionFinding[] {
  try {
    const asked = introspectionFromSchema(schema, {
      schemaDescription: true,
      directiveIsRepeatable: true,
      inputValueDeprecation: true,
      oneOf: true,
    });
    const printed = printSchema(buildClientSchema(asked));
    assertValidSchema(buildSchema(printed));
    if (printed === printSchema(schema)) return [];
    return [differs("it says something else than the graph.")];
  } catch (error) {
    return [differs(messageOf(error))];
  }
}

function differs(how: string): CompositionFinding {
  return graphFinding("INTROSPECTION_FAILED", `Expected that clients can read the graph by introspection; ${how}`);
}
