import type { Setting } from "./settings.js";

/** What the documentation says of a variable. */
export type DocumentedSetting = Pick<Setting, "name" | "fallback" | "required" | "unit" | "shownDefault" | "about">;

/** A table in Markdown of what the variables are by default, and what they do. */
export function renderSettings(settings: readonly DocumentedSetting[]): string {
  const rows = settings.map((setting) => `| \`${setting.name}\` | ${defaultOf(setting)} | ${setting.about} |`);
  return ["| variable | default | what it does |", "|---|---|---|", ...rows].join("\n");
}

function defaultOf({ fallback, required, unit, shownDefault }: DocumentedSetting): string {
  if (shownDefault !== undefined) return shownDefault;
  if (required) return "required";
  if (typeof fallback === "number")
    return unit === "bytes" ? bytes(fallback) : `${fallback}${unit === undefined ? "" : ` ${unit}`}`;
  return fallback === undefined ? "none" : `\`${String(fallback)}\``;
}

function bytes(count: number): string {
  const [size, unit] = count % 2 ** 20 === 0 ? [2 ** 20, "MiB"] : [2 ** 10, "KiB"];
  return count > 0 && count % size === 0 ? `${count / size} ${unit}` : `${count} bytes`;
}
