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
  const { found, made } = expressionsOf(file, text);
  const unknown = made.map(
    (line) => `${file}:${line}: expected an expression as a literal; got one that is made at run time`,
  );
  const slow = found.flatMap(({ line, source, flags }) => {
    const reports = analyse({ source, flags }).reports;
    const ways = [...new Set(reports.map(({ type }) => WAYS[type]))];
    if (ways.length === 0) return [];
    return [
      `${file}:${line}: expected an expression that is linear in the length of a text; got /${source}/${flags}: ${ways.join("; ")}`,
    ];
  });
  return [...unknown, ...slow];
}

interface Expressions {
  readonly found: readonly Expression[];
  /** Lines on which one is made at run time: what it can be, nobody can tell. */
  readonly made: readonly number[];
}

function expressionsOf(file: string, text: string): Expressions {
  const found: Expression[] = [];
  const made: number[] = [];
  const { program } = parseSync(file, text);
  new Visitor({
    NewExpression({ callee, start }) {
      if (callee.type === "Identifier" && callee.name === "RegExp") made.push(lineOf(text, start));
    },
    CallExpression({ callee, start }) {
      if (callee.type === "Identifier" && callee.name === "RegExp") made.push(lineOf(text, start));
    },
    Literal(node) {
      if (!("regex" in node)) return;
      const { pattern, flags } = node.regex;
      found.push({ line: lineOf(text, node.start), source: pattern, flags });
    },
  }).visit(program);
  return { found, made };
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split("\n").length;
}
