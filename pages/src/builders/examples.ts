const files = import.meta.glob<string>("../../../examples/*.graphql", {
  query: "?raw",
  import: "default",
  eager: true,
});

interface Example {
  readonly name: string;
  /** For whom it is and what it shows: the file's leading comment. */
  readonly about: string;
  readonly query: string;
}

/** The repository's examples, which the explorer offers too, in the order of their file names. */
export const EXAMPLES: readonly Example[] = Object.entries(files)
  .toSorted(([left], [right]) => left.localeCompare(right))
  .map(([, text]) => {
    const lines = text.trimEnd().split("\n");
    const begin = lines.findIndex((line) => !line.startsWith("#"));
    return {
      name: /query (\w+)/.exec(text)?.[1]?.replaceAll(/([a-z])([A-Z])/g, "$1 $2") ?? "",
      about: lines
        .slice(0, begin)
        .map((line) => line.replace(/^#\s*/, ""))
        .join(" "),
      query: lines.slice(begin).join("\n"),
    };
  });
