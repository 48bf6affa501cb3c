export interface CircuitBreakerOptions<Question> {
  /** Timeouts in a row that open the circuit. */
  readonly failures: number;
  /** Milliseconds from which on a question was slow, whatever came of it. */
  readonly slowMs: number;
  /** Slow questions among the last `window` that open the circuit. */
  readonly slowAnswers: number;
  readonly window: number;
  /** Milliseconds between probes while it is open. */
  readonly probeMs: number;
  /** Asks once more what a client has asked; resolves with the milliseconds that it took, as `took` is told. Must end by itself. */
  readonly probe: (question: Question) => Promise<number>;
  readonly onChange: (change: "opened" | "closed") => void;
}

/**
 * Keeps a partner that hangs, or that is slow most of the time, from costing every request what it takes. Time alone counts: what
 * fails quickly is tried each time. While the circuit is open no request waits: probes in the background repeat the newest question
 * of a client, because a partner that is slow over records may be quick over everything else. As many quick answers in a row close the
 * circuit as slow ones open it.
 */
export interface CircuitBreaker<Question> {
  /** Whether a client's question may be asked. */
  allows(question: Question): boolean;
  /** @param ms how long a question that was allowed took; Infinity: it was not answered in time */
  took(ms: number): void;
  stop(): void;
}

export function createCircuitBreaker<Question>(options: CircuitBreakerOptions<Question>): CircuitBreaker<Question> {
  const { failures, slowMs, slowAnswers, window, probeMs, probe, onChange } = options;
  let timeouts = 0;
  /** Of the last questions, the oldest first, whether they were slow. */
  let slow: readonly boolean[] = [];
  let newest: Question | undefined;
  let open = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  function change(isOpen: boolean): void {
    open = isOpen;
    timeouts = 0;
    slow = [];
    onChange(isOpen ? "opened" : "closed");
  }

  async function probes(): Promise<void> {
    for (let quick = 0; quick < slowAnswers; quick += 1) {
      const ms = newest === undefined ? 0 : await probe(newest);
      if (stopped) return;
      if (ms >= slowMs) {
        scheduleProbes();
        return;
      }
    }
    change(false);
  }

  function scheduleProbes(): void {
    timer = setTimeout(() => void probes(), probeMs).unref();
  }

  return {
    allows(question) {
      newest = question;
      return !open;
    },
    took(ms) {
      // Asked before the circuit opened.
      if (open || stopped) return;
      timeouts = ms === Infinity ? timeouts + 1 : 0;
      slow = [...slow, ms >= slowMs].slice(-window);
      if (timeouts < failures && slow.filter(Boolean).length < slowAnswers) return;
      change(true);
      scheduleProbes();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
