import { createContext, useContext } from "react";

export const OriginContext = createContext("");

/** Begins addresses that are used outside a browser, such as https://hub.example.org: the hub's own word, and not how this reader came to it. */
export function useOrigin(): string {
  return useContext(OriginContext);
}
