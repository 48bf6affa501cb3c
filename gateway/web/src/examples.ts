const files = import.meta.glob<string>("../../../examples/*.graphql", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** A query that the explorer offers: its file's leading comment says for whom it is and what it shows. */
export interface Example {
  /** For people: the operation's name in words. */
  readonly name: string;
  readonly operationName: string;
  readonly about: string;
  readonly query: string;
}

/** The repository's examples, in the order of their file names. */
export const examples: readonly Example[] = Object.entries(files)
  .toSorted(([left], [right]) => left.localeCompare(right))
  .map(([, query]) => toExample(query));

function toExample(query: string): Example {
  const operationName = /query (\w+)/.exec(query)?.[1] ?? "";
  const name = operationName.replace(/([a-z])([A-Z])/g, "$1 $2");
  return { name, operationName, about: leadingComment(query), query };
}

function leadingComment(query: string): string {
  const lines: string[] = [];
  for (const line of query.split("\n")) {
    if (!line.startsWith("#")) break;
    lines.push(line.replace(/^#\s*/, ""));
  }
  return lines.join(" ");
}
