import type { ProblemFragment } from "../generated/operations.js";
import type { Field, Model } from "../model/model.js";
import { isList, isValues, type Values } from "./values.js";

/**
 * What has to be given and is not: a request without it has not the form that the desk's graph takes, so that the desk could not say what else is
 * wrong. @param input as the desk's inputs take it
 */
export function missingIn(model: Model, fields: readonly Field[], input: Values, at = ""): readonly ProblemFragment[] {
  return fields.flatMap((field) => {
    const path = `${at}${field.name}`;
    const value = input[field.name];
    if (value === undefined) return field.presence === "REQUIRED" ? [missing(path)] : [];
    const members = field.type === "Text" ? undefined : model.objects.get(field.type);
    if (!members) return [];
    if (isList(value)) {
      return value.flatMap((entry, index) =>
        isValues(entry) ? missingIn(model, members, entry, `${path}.${index}.`) : [],
      );
    }
    return isValues(value) ? missingIn(model, members, value, `${path}.`) : [];
  });
}

function missing(field: string): ProblemFragment {
  return { field, code: "REQUIRED", message: "" };
}
