import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { analyse, type Report } from "scslre";

/** A regular expression as it stands in a file. */
interface Expression {
  readonly line: number;
  readonly source: string;
  readonly flags: string;
}

/** What the ways are in which an expression can take more than one step for each character. */
const WAYS: Readonly<Record<Report["type"], string>> = {
  Trade: "two parts that follow each other take the same characters",
  Self: "a part that repeats takes the same characters in several ways",
  Move: "from each place it looks at all that follows",
};

/** The regular expressions of these files whose time can grow with the square of a text, or faster; one message each. */
export async function findSlowExpressions(root: string, files: readonly string[]): Promise<readonly string[]> {
  const faults = await Promise.all(files.map(async (file) => faultsOf(file, await readFile(join(root, file), "utf8"))));
  return faults.flat();
}

function faultsOf(file: string, text: string): string[] {
  return expressionsOf(file, text).flatMap(({ line, source, flags }) => {
    const reports = analyse({ source, flags }).reports;
    const ways = [...new Set(reports.map(({ type }) => WAYS[type]))];
    if (ways.length === 0) return [];
    return [
      `${file}:${line}: expected an expression that is linear in the length of a text; got /${source}/${flags}: ${ways.join("; ")}`,
    ];
  });
}

function expressionsOf(file: string, text: string): Expression[] {
  const found: Expression[] = [];
  const { program } = parseSync(file, text);
  new Visitor({
    Literal(node) {
      if (!("regex" in node)) return;
      const { pattern, flags } = node.regex;
      found.push({ line: text.slice(0, node.start).split("\n").length, source: pattern, flags });
    },
  }).visit(program);
  return found;
}
