import { createContext, useContext } from "react";
import type { PageReader } from "../public.js";

export const PageReaderContext = createContext<PageReader>({ state: "ANONYMOUS", canSignIn: false });

/** Who reads the page. */
export function usePageReader(): PageReader {
  return useContext(PageReaderContext);
}
