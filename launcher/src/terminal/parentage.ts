import { readFileSync } from "node:fs";
import { commandLine } from "../pids.js";

/** The parent of a process, or undefined if the system does not tell. */
function parentOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
  } catch {
    return undefined;
  }
}

/**
 * A launcher that npm started ends when npm is gone (for example by SIGKILL), or the shell between npm and the launcher: a shell that dies
 * of a signal does not forward it, and the launcher would stay as an orphan. With "exec" in the script, and with some shells, there is no
 * shell between the two; then the parent's parent has nothing to do with npm, and may end.
 */
export function whenOrphaned(act: () => void): void {
  if (process.env.npm_lifecycle_event === undefined || process.platform === "win32") return;
  const parent = process.ppid;
  const npm = commandLine(parent).includes("segpol-launch") ? parentOf(parent) : undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent && (npm === undefined || parentOf(parent) === npm)) return;
    clearInterval(timer);
    act();
  }, 300);
  timer.unref();
}
