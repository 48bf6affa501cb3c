import { currentOperation, type RunningOperation } from "./running-operation.js";

/** Milliseconds for which work goes on before the process hears its connections again. */
const SLICE_MS = 10;
/** Milliseconds that whoever goes on has at least: of what gave way once more, less would be asked together. */
const SHARE_MS = SLICE_MS / 2;

const waiting: (() => void)[] = [];

/**
 * Resolves in a turn of the event loop that no other caller has: between two pieces of long work the process hears its connections, so that
 * whoever asks something small waits for one piece at most.
 */
export function ownTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(next);
  });
}

function next(): void {
  waiting.shift()?.();
  // Those that are asked for here come after what the loop finds meanwhile.
  if (waiting.length > 0) setImmediate(next);
}

/** When the present turn of the event loop has taken as long as it may; undefined: nobody has asked in this turn. */
let sliceEnd: number | undefined;

/** Whether the present turn of the event loop has taken so long that the rest should wait for another: see `giveWay`. */
export function isTurnOver(): boolean {
  if (sliceEnd !== undefined) return performance.now() > sliceEnd;
  allowTurnUntil(performance.now() + SLICE_MS);
  return false;
}

function allowTurnUntil(end: number): void {
  if (sliceEnd === undefined) {
    setImmediate(() => {
      sliceEnd = undefined;
    });
  }
  sliceEnd = Math.max(sliceEnd ?? 0, end);
}

/** Those who gave way, in order. It may never be empty while the hub is busy, so it holds nobody who has gone on. */
const gaveWay = new Set<() => void>();

/** How many parts of an operation have given way and not gone on. */
const partsWaiting = new WeakMap<RunningOperation, number>();

/**
 * Resolves in a later turn of the event loop, after all who gave way before. As many go on in one turn as fit into a slice, each with what
 * follows from it.
 */
export async function giveWay(): Promise<void> {
  const operation = currentOperation();
  countWaiting(operation, 1);
  await laterTurn();
  countWaiting(operation, -1);
}

/**
 * Runs when this turn's work is done, and all parts of the present operation that gave way have gone on, those that gave way again among
 * them: what they ask together is then asked together.
 */
export function afterThose(run: () => void): void {
  const operation = currentOperation();
  const look = (): void =>
    queueMicrotask(() =>
      process.nextTick(() => {
        if (operation && (partsWaiting.get(operation) ?? 0) > 0) void laterTurn().then(look);
        else run();
      }),
    );
  look();
}

function countWaiting(operation: RunningOperation | undefined, change: 1 | -1): void {
  if (operation) partsWaiting.set(operation, (partsWaiting.get(operation) ?? 0) + change);
}

function laterTurn(): Promise<void> {
  return new Promise((resolve) => {
    gaveWay.add(resolve);
    if (gaveWay.size === 1) setImmediate(resume);
  });
}

function resume(): void {
  const end = performance.now() + SLICE_MS;
  const step = (): void => {
    const [goOn] = gaveWay;
    if (!goOn) return;
    gaveWay.delete(goOn);
    allowTurnUntil(performance.now() + SHARE_MS);
    goOn();
    if (gaveWay.size === 0) return;
    if (performance.now() > end) setImmediate(resume);
    // When all that follows from this one is done.
    else queueMicrotask(() => process.nextTick(step));
  };
  step();
}
