import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const pages = execFileSync("git", ["ls-files", "*.md"], { cwd: root, encoding: "utf8" }).trim().split("\n");

test.for(pages)("every link of %s to a file of the repository leads to a file and a heading", (page) => {
  const broken = linksOf(page).filter(({ target, anchor }) => {
    const file = join(root, target === "" ? page : join(dirname(page), target));
    if (!existsSync(file)) return true;
    return anchor !== undefined && !anchorsOf(readFileSync(file, "utf8")).has(anchor);
  });
  expect(broken).toEqual([]);
});

test.for(pages)("every file that %s names in code exists", (page) => {
  const named = readFileSync(join(root, page), "utf8").matchAll(
    /`((?:docs|examples|gateway|identity|launcher|plugins|schema|scripts|server|subgraphs|test)\/[\w./-]+\.[a-z]+)`/g,
  );
  const missing = Array.from(named, ([, path = ""]) => path).filter(
    (path) => !existsSync(join(root, path)) && !existsSync(join(root, dirname(page), path)),
  );
  expect(missing).toEqual([]);
});

/** Links outside of code to a path or a heading. */
function linksOf(page: string): readonly { readonly target: string; readonly anchor: string | undefined }[] {
  const text = readFileSync(join(root, page), "utf8")
    .replaceAll(/^(`{3,}).*?^\1/gms, "")
    .replaceAll(/`[^`\n]*`/g, "");
  return Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, link = ""]) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [target = "", anchor] = link.split("#");
      return { target, anchor };
    });
}

/** Anchors of a page's headings, as GitHub makes them. */
function anchorsOf(text: string): ReadonlySet<string> {
  return new Set(
    Array.from(text.matchAll(/^#+ (.+)$/gm), ([, heading = ""]) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}
