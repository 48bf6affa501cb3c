import { createContext, useContext } from "react";
import type { DeskPlace, DeskReader, Transport } from "../public.js";

/** What every part of a page may go by. */
export interface Surroundings {
  readonly place: DeskPlace;
  readonly reader: DeskReader;
  /** How the browser asks the desk; at the partner nothing is asked while a page is rendered. */
  readonly transport: Transport;
}

export const SurroundingsContext = createContext<Surroundings | undefined>(undefined);

export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext);
  if (!surroundings) throw new Error("Expected to be within a page.");
  return surroundings;
}

/** Whether who reads may change records here. */
export function useMayEdit(): boolean {
  const { reader } = useSurroundings();
  return reader.state === "SIGNED_IN" && reader.mayEdit;
}

/** What forms send to show that they are of this session's pages; empty: nobody is signed in. */
export function useFormToken(): string {
  const { reader } = useSurroundings();
  return reader.state === "ANONYMOUS" ? "" : reader.formToken;
}
