import { failAddress } from "../failure.js";

/** What an address chooses under a name; undefined: nothing, which lets everything pass. Values that are empty choose nothing. */
export function chosen(search: URLSearchParams, name: string): readonly string[] | undefined {
  const values = search.getAll(name).filter((value) => value !== "");
  return values.length > 0 ? values : undefined;
}

/** The same of an enumeration. @throws Failure for a value that it does not have: what it leaves out would go unseen */
export function chosenOf<Code extends string>(
  search: URLSearchParams,
  name: string,
  codes: Readonly<Record<Code, unknown>>,
): readonly Code[] | undefined {
  const isCode = (value: string): value is Code => Object.hasOwn(codes, value);
  return chosen(search, name)?.map((value) =>
    isCode(value) ? value : failAddress(name, Object.keys(codes).join(", "), value),
  );
}

/** A part of a filter; nothing chosen is no part of it. */
export function listed<Name extends string, Value>(
  name: Name,
  values: readonly Value[] | undefined,
): { readonly [N in Name]?: readonly Value[] } {
  return values ? ({ [name]: values } as { readonly [N in Name]: readonly Value[] }) : {};
}

const LANGUAGES = { NL: true, FR: true, DE: true, EN: true } as const;

/** What the lists of all kinds are filtered by. */
export interface CommonFilter {
  readonly text?: string;
  readonly themes?: readonly string[];
  readonly partners?: readonly string[];
  readonly criteria?: readonly string[];
  readonly languages?: readonly (keyof typeof LANGUAGES)[];
}

/** Names in the address, of lists and of their files alike: what a colleague's browser, a reload and Back show again. */
export function commonFilter(search: URLSearchParams): CommonFilter {
  const [text] = chosen(search, "text") ?? [];
  return {
    ...(text !== undefined && { text }),
    ...listed("themes", chosen(search, "theme")),
    ...listed("partners", chosen(search, "partner")),
    ...listed("criteria", chosen(search, "criterion")),
    ...listed("languages", chosenOf(search, "language", LANGUAGES)),
  };
}

/** The order and the page that an address chooses. There is a best match only where words are searched. */
export function orderAndPage<Order extends string>(
  search: URLSearchParams,
  orders: Readonly<Record<Order, unknown>>,
): { readonly orderBy?: Order; readonly after?: string } {
  const [orderBy] = chosenOf(search, "order", orders) ?? [];
  const after = search.get("after");
  const isChosen = orderBy !== undefined && (orderBy !== "RELEVANCE" || chosen(search, "text") !== undefined);
  return { ...(isChosen && { orderBy }), ...(after !== null && { after }) };
}

/** A choice of yes and no; undefined: nothing is chosen. @throws Failure for anything else */
export function chosenAnswer(search: URLSearchParams, name: string): boolean | undefined {
  const [answer] = chosenOf(search, name, { true: true, false: true }) ?? [];
  return answer === undefined ? undefined : answer === "true";
}

/** A part of a filter of one value; nothing chosen is no part of it. */
export function given<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [N in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [N in Name]: Value });
}

/** Whether a figure is of a theme and a partner that the address chooses, where it chooses any. */
export function isChosenCell(
  search: URLSearchParams,
): (cell: { readonly theme: { readonly code: string }; readonly partner: { readonly code: string } }) => boolean {
  const [themes, partners] = [chosen(search, "theme"), chosen(search, "partner")];
  return ({ theme, partner }) => (themes?.includes(theme.code) ?? true) && (partners?.includes(partner.code) ?? true);
}
