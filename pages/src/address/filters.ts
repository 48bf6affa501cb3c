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
  const values = chosen(search, name)?.filter((value): value is Code => value in codes);
  return values && values.length > 0 ? values : undefined;
}
