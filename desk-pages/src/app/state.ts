import type { StaticHandlerContext } from "react-router";
import type { Assets, DeskPlace, DeskReader } from "../public.js";

/** What the partner hands to the browser with a page. */
export interface PageState extends Pick<StaticHandlerContext, "loaderData" | "actionData" | "errors"> {
  readonly assets: Assets;
  readonly place: DeskPlace;
  readonly reader: DeskReader;
}

/** JSON inside a script element; `<` is written so that no text can end the element. */
export function writeState(state: PageState): string {
  return JSON.stringify(state).replaceAll("<", "\\u003c");
}

export function readState(text: string): PageState {
  return JSON.parse(text) as PageState;
}
