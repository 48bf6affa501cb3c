import { spawn } from "node:child_process";

export interface Watchdog {
  /** Call it after an orderly stop. */
  dismiss(): void;
}

/**
 * Waits for the end of its input, which also comes when the launcher is killed; then does the work of stop(). It is a shell script, because it
 * idles beside every server.
 */
const SCRIPT = `
read -r word && exit 0
rm -f "$LEASE"
for file in "\${LEASE%/*}"/*; do
  [ -e "$file" ] || continue
  holder=\${file##*/}
  kill -0 "\${holder%%-*}" 2>/dev/null && exit 0
done
[ "$(head -n 1 "$CLUSTER/postmaster.pid" 2>/dev/null)" = "$POSTMASTER" ] && kill -INT "$POSTMASTER"
turn=0
while kill -0 "$POSTMASTER" 2>/dev/null && [ $turn -lt 100 ]; do
  sleep 0.1
  turn=$((turn + 1))
done
[ -n "$REMOVE" ] && rm -rf "$REMOVE"
`;

export function watch(what: { lease: string; cluster: string; postmaster: number; remove?: string }): Watchdog {
  if (process.platform === "win32") return { dismiss: () => undefined };
  const child = spawn("/bin/sh", ["-c", SCRIPT], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    env: {
      PATH: process.env.PATH ?? "/usr/bin:/bin",
      LEASE: what.lease,
      CLUSTER: what.cluster,
      POSTMASTER: String(what.postmaster),
      REMOVE: what.remove ?? "",
    },
  });
  const ignore = (): void => undefined;
  child.on("error", ignore);
  child.stdin.on("error", ignore);
  child.unref();
  // The pipe must not keep the launcher's event loop alive; it closes with the process.
  (child.stdin as unknown as { unref?(): void }).unref?.();
  return { dismiss: () => child.stdin.end("done\n") };
}
