import { CriticalityLevel, diff } from "@graphql-inspector/core";
import { fieldPrefix, hasPrefix, typePrefix } from "@segpol/schema";
import type { GraphQLSchema } from "graphql";
import { toStorable } from "../base/storable-text.js";
import { PLACEHOLDER_PREFIX } from "../composition/projection/names.js";

/** A difference between two versions of the graph, as clients see it. */
export interface ApiChange {
  /** BREAKING: a query that was valid is no longer, or means something else. DANGEROUS: a client may meet what it does not expect. */
  readonly level: "BREAKING" | "DANGEROUS" | "SAFE";
  /** FIELD_REMOVED */
  readonly type: string;
  /** CpsEvent.focusGroups */
  readonly place: string;
  readonly message: string;
}

const LEVELS = {
  [CriticalityLevel.Breaking]: "BREAKING",
  [CriticalityLevel.Dangerous]: "DANGEROUS",
  [CriticalityLevel.NonBreaking]: "SAFE",
} as const;

const LEVEL_ORDER: readonly ApiChange["level"][] = ["BREAKING", "DANGEROUS", "SAFE"];

/** What a new graph changes for clients, the worst first. Types that stand in for kinds of record nobody keeps do not count. */
export async function compareSchemas(before: GraphQLSchema, after: GraphQLSchema): Promise<readonly ApiChange[]> {
  const changes = await diff(before, after);
  return changes
    .map(({ criticality, type, path, message }) => ({
      level: LEVELS[criticality.level],
      type,
      place: path ?? "schema",
      // It quotes descriptions and default values.
      message: toStorable(message),
    }))
    .filter(({ place, message }) => !isPlaceholder(place) && !message.includes(`'${PLACEHOLDER_PREFIX}`))
    .toSorted((a, b) => LEVEL_ORDER.indexOf(a.level) - LEVEL_ORDER.indexOf(b.level) || (a.place < b.place ? -1 : 1));
}

/** Whether a change is to nothing but the types and root fields of one partner. */
export function isOwnChange({ place }: Pick<ApiChange, "place">, code: string): boolean {
  return hasPrefix(place, typePrefix(code)) || hasPrefix(place, `Query.${fieldPrefix(code)}`);
}

function isPlaceholder(place: string): boolean {
  return place.startsWith(PLACEHOLDER_PREFIX);
}
