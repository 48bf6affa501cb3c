import { createContext, useContext } from "react";
import type { ProblemFragment } from "../generated/operations.js";
import type { Model } from "../model/model.js";
import type { Value } from "./values.js";

/** What every control of a form goes by. */
export interface FormSurroundings {
  readonly model: Model;
  /** The record that statements are written down of, to which files may be given; undefined: none may be. */
  readonly filesOf: string | undefined;
  /** What is wrong at a place itself. */
  readonly problemsAt: (path: string) => readonly ProblemFragment[];
  readonly set: (path: string, value: Value) => void;
}

export const FormContext = createContext<FormSurroundings | undefined>(undefined);

export function useForm(): FormSurroundings {
  const form = useContext(FormContext);
  if (!form) throw new Error("Expected to be within a form.");
  return form;
}

/** The id of the control for a place, to which the summary of errors leads. */
export function controlId(path: string): string {
  return `f-${path}`;
}
