import { readFileSync } from "node:fs";
import { commandLine } from "../pids.js";

/** The parent of a process where the system tells, else undefined. */
function parentOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
  } catch {
    return undefined;
  }
}

/**
 * A launcher that npm started ends when npm is gone, by SIGKILL say, or the shell in which npm started it: a shell dies of a signal
 * without passing it on, and the launcher would go on unseen. "exec" in the script, and some shells by themselves, leave no shell
 * between the two; then the parent's parent is nothing of npm's, and may go.
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
