/** What an address chooses under a name; undefined: nothing, which lets everything pass. Values that are empty choose nothing. */
export function chosen(search: URLSearchParams, name: string): readonly string[] | undefined {
  const values = search.getAll(name).filter((value) => value !== "");
  return values.length > 0 ? values : undefined;
}

/** The same of an enumeration; values that it does not have choose nothing. */
export function chosenOf<Code extends string>(
  search: URLSearchParams,
  name: string,
  codes: Readonly<Record<Code, unknown>>,
): readonly Code[] | undefined {
  const values = chosen(search, name)?.filter((value): value is Code => Object.hasOwn(codes, value));
  return values && values.length > 0 ? values : undefined;
}

/** A part of a filter; nothing chosen is no part of it. */
export function listed<Name extends string, Value>(
  name: Name,
  values: readonly Value[] | undefined,
): { readonly [N in Name]?: readonly Value[] } {
  return values ? ({ [name]: values } as { readonly [N in Name]: readonly Value[] }) : {};
}
