/** Milliseconds between two looks while the hub tells of changes: in case one has not been heard. */
const TOLD_MS = 20_000;
/** The same while it does not. */
const UNTOLD_MS = 1_000;
/** After which the hub is asked again to tell, where it could not. */
const AGAIN_MS = 30_000;

/**
 * Looks at once, and whenever the hub says that something has changed, one look at a time; while the hub does not say so, each second. Only
 * while the page is seen: a browser keeps few connections to one host, and pages that nobody looks at would hold them.
 * @param look never rejects
 */
export function followChanges(look: () => Promise<void>, signal: AbortSignal): void {
  let stream: EventSource | undefined;
  let openedAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLooking = false;
  let isNews = false;

  function open(): void {
    stream?.close();
    openedAt = performance.now();
    stream = new EventSource("/live");
    stream.addEventListener("message", () => void lookNow());
  }

  async function lookNow(): Promise<void> {
    isNews = true;
    if (isLooking) return;
    isLooking = true;
    clearTimeout(timer);
    while (isNews && isFollowing()) {
      isNews = false;
      await look();
    }
    isLooking = false;
    if (!isFollowing()) return;
    if (stream?.readyState === EventSource.CLOSED && performance.now() > openedAt + AGAIN_MS) open();
    timer = setTimeout(() => void lookNow(), stream?.readyState === EventSource.OPEN ? TOLD_MS : UNTOLD_MS);
  }

  const isFollowing = (): boolean => !signal.aborted && document.visibilityState === "visible";
  function begin(): void {
    if (!isFollowing()) return end();
    open();
    void lookNow();
  }

  function end(): void {
    clearTimeout(timer);
    stream?.close();
  }

  document.addEventListener("visibilitychange", begin, { signal });
  signal.addEventListener("abort", end);
  begin();
}
