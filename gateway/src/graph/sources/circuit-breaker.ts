export interface CircuitBreakerOptions {
  /** Timeouts in a row that open the circuit. */
  readonly failures: number;
  /** Milliseconds between probes while it is open. */
  readonly probeMs: number;
  /** Asks the partner something small; resolves when it answers. Must end by itself. */
  readonly probe: () => Promise<unknown>;
}

/**
 * Keeps a partner that hangs from costing every request its whole deadline. Only timeouts open the circuit: other failures
 * are quick, so they are tried each time. While it is open no request waits; a probe in the background closes it.
 */
export interface CircuitBreaker {
  readonly isOpen: boolean;
  timedOut(): void;
  answered(): void;
  stop(): void;
}

export function createCircuitBreaker({ failures, probeMs, probe }: CircuitBreakerOptions): CircuitBreaker {
  let inARow = 0;
  let open = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  function close(): void {
    inARow = 0;
    open = false;
    clearTimeout(timer);
  }

  function scheduleProbe(): void {
    if (stopped || !open) return;
    timer = setTimeout(() => {
      // Many requests may have been under way when the circuit opened; one of them may have closed it meanwhile.
      if (open) probe().then(close, scheduleProbe);
    }, probeMs);
    timer.unref();
  }

  return {
    get isOpen() {
      return open;
    },
    timedOut() {
      inARow += 1;
      if (open || inARow < failures) return;
      open = true;
      scheduleProbe();
    },
    answered: close,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
