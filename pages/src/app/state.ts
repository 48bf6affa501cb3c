import type { StaticHandlerContext } from "react-router";
import type { Assets, PageReader } from "../public.js";

/** What the hub hands to the browser with a page. */
export interface PageState extends Pick<StaticHandlerContext, "loaderData" | "errors"> {
  readonly assets: Assets;
  /** By which readers reach the hub, such as https://hub.example.org. */
  readonly origin: string;
  readonly reader: PageReader;
}

/** JSON inside a script element; `<` is written so that no text can end the element. */
export function writeState(state: PageState): string {
  return JSON.stringify(state).replaceAll("<", "\\u003c");
}

export function readState(text: string): PageState {
  return JSON.parse(text) as PageState;
}
