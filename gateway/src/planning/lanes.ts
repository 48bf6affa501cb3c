import PQueue from "p-queue";

/** What is prepared at a time, each for somebody else, for as long as it is quick. */
export const QUICK_LANES = 2;
/** What has to start again after it made room; one at a time. */
export const SLOW_LANES = 1;

/** Work ended to make room for other work. */
export class MadeRoomError extends Error {
  override readonly name = "MadeRoomError";
}

export interface Lanes {
  /**
   * Does work for somebody: their next waits, while others' is done beside it. Work that is slow makes room for who waits, and starts
   * again among the slow ones: it holds up no quick work.
   * @param work at the signal it throws MadeRoomError; without one it may take its time
   */
  run<T>(whose: string, work: (room?: AbortSignal) => Promise<T>): Promise<T>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** @param quickMs milliseconds after which work is slow */
export function createLanes(quickMs: number): Lanes {
  const quick = new PQueue({ concurrency: QUICK_LANES });
  const slow = new PQueue({ concurrency: SLOW_LANES });
  const lanes = new Map<string, { readonly queue: PQueue; users: number }>();
  /** What ends work that has been in a quick lane for too long, the oldest first. */
  const lingering = new Set<AbortController>();

  function makeRoom(): void {
    const [oldest] = lingering;
    if (quick.size === 0 || !oldest) return;
    lingering.delete(oldest);
    oldest.abort();
  }

  async function inQuickLane<T>(work: (room: AbortSignal) => Promise<T>): Promise<T> {
    const room = new AbortController();
    const timer = setTimeout(() => {
      lingering.add(room);
      makeRoom();
    }, quickMs);
    try {
      return await work(room.signal);
    } finally {
      clearTimeout(timer);
      lingering.delete(room);
    }
  }

  async function quicklyOrSlowly<T>(work: (room?: AbortSignal) => Promise<T>): Promise<T> {
    try {
      const done = quick.add(() => inQuickLane(work));
      makeRoom();
      return await done;
    } catch (error) {
      if (!(error instanceof MadeRoomError)) throw error;
      return await slow.add(() => work());
    }
  }

  return {
    /** The lane first, so that whoever waits in one takes no other. */
    async run(whose, work) {
      const lane = lanes.get(whose) ?? { queue: new PQueue({ concurrency: 1 }), users: 0 };
      lanes.set(whose, lane);
      lane.users += 1;
      try {
        return await lane.queue.add(() => quicklyOrSlowly(work));
      } finally {
        lane.users -= 1;
        if (lane.users === 0) lanes.delete(whose);
      }
    },
    async idle() {
      await Promise.all([...lanes.values()].map(({ queue }) => queue.onIdle()));
    },
  };
}
