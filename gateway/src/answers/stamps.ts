import type { Logger } from "pino";
import { StampReader } from "./stamp-reader.js";
import { StampWatch } from "./stamp-watch.js";

/** Word of changes in what answers are made from, whichever process of the hub writes them. */
export interface Changes {
  /** Calls when something has changed, whoever may see it. Gives what ends it. */
  follow(follower: () => void): () => void;
  /** Has a connection that is lost found. To be called each second by whoever follows while nobody asks for answers. */
  look(): void;
}

type Follower = (changed: ReadonlySet<string>) => void;

/** The stamps of the hub's database, as this process knows them, and who is told which of them have changed. */
export class Stamps implements Changes {
  readonly watch: StampWatch;
  readonly #reader: StampReader;
  readonly #followers = new Set<Follower>();

  constructor(databaseUrl: string, logger: Logger) {
    this.#reader = new StampReader(databaseUrl, () => this.watch.changed());
    this.watch = new StampWatch({
      read: () => this.#reader.read(),
      onChange: (changed) => {
        for (const follower of this.#followers) follower(changed);
      },
      logger,
    });
  }

  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    return () => void this.#followers.delete(follower);
  }

  look(): void {
    this.watch.isConfirmed();
  }

  async stop(): Promise<void> {
    await this.watch.settled();
    await this.#reader.stop();
  }
}
