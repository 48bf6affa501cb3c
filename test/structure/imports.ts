import { glob, readFile } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { parseSync, Visitor } from "oxc-parser";

/** One file imports another by a relative path, types included. Paths are below the root of the repository. */
export interface Import {
  readonly from: string;
  readonly line: number;
  /** The file that is imported, as TypeScript finds it: "./a.js" is a.ts. */
  readonly to: string;
}

/** Every relative import of the TypeScript files below these folders. */
export async function readImports(root: string, folders: readonly string[]): Promise<readonly Import[]> {
  const files = await sourceFiles(root, folders);
  const imports = await Promise.all(files.map((file) => importsOf(root, file)));
  return imports.flat();
}

/** TypeScript files below these folders, by path. */
export async function sourceFiles(root: string, folders: readonly string[]): Promise<readonly string[]> {
  const patterns = folders.map((folder) => `${folder}/**/*.{ts,tsx}`);
  const exclude = (path: string): boolean => /(^|\/)(node_modules|dist)$/.test(path);
  return [...new Set(await Array.fromAsync(glob(patterns, { cwd: root, exclude })))].toSorted();
}

async function importsOf(root: string, from: string): Promise<readonly Import[]> {
  const text = await readFile(join(root, from), "utf8");
  const { program, errors } = parseSync(from, text);
  if (errors.length > 0) throw new Error(`Expected TypeScript in ${from}: ${errors[0]?.message}`);
  const sources: { readonly value: unknown; readonly start: number }[] = [];
  const add = ({ source }: { source: unknown }): void => {
    if (isLiteral(source)) sources.push(source);
  };
  new Visitor({
    ImportDeclaration: add,
    ImportExpression: add,
    ExportAllDeclaration: add,
    ExportNamedDeclaration: add,
    TSImportType: add,
  }).visit(program);
  return sources.flatMap(({ value, start }) => {
    if (typeof value !== "string" || !value.startsWith(".")) return [];
    const to = posix.join(dirname(from), value).replace(/\.js$/, ".ts");
    return { from, line: text.slice(0, start).split("\n").length, to };
  });
}

function isLiteral(node: unknown): node is { value: unknown; start: number } {
  return typeof node === "object" && node !== null && "value" in node && "start" in node;
}
