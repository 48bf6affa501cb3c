import { readFileSync } from "node:fs";

/** This process's parent and, where the system tells, that one's parent: the shell and the npm of "npm start". */
function parents(): string {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, "utf8");
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]}`;
  } catch {
    return String(process.ppid);
  }
}

/**
 * npm passes a signal on to its shell, and the shell dies of it without telling the launcher, which would go on unseen. So a
 * launcher that npm started ends when npm or the shell is gone.
 */
export function whenOrphaned(act: () => void): void {
  if (process.env.npm_lifecycle_event === undefined || process.platform === "win32") return;
  const born = parents();
  const timer = setInterval(() => {
    if (parents() === born) return;
    clearInterval(timer);
    act();
  }, 300);
  timer.unref();
}
