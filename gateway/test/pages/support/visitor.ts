/** An answer, as a browser would see it. */
export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where it leads, whole; undefined: nowhere. */
  readonly location: string | undefined;
}

interface Sent {
  readonly method?: string;
  readonly body?: string | URLSearchParams;
  readonly headers: Record<string, string>;
}

/** Somebody with a browser of their own, of which this has the cookies: kept by host, whatever the port, as browsers do. */
export class Visitor {
  readonly #cookies = new Map<string, Map<string, string>>();
  /** All that servers have sent. */
  readonly seen: Seen[] = [];

  cookie(url: string, name: string): string | undefined {
    return this.#of(url).get(name);
  }

  setCookie(url: string, name: string, value: string): void {
    this.#of(url).set(name, value);
  }

  async get(url: string, headers: Record<string, string> = {}): Promise<Seen> {
    return await this.#send(url, { headers });
  }

  /** Sends a form, as a page of `origin` does. */
  async post(url: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Seen> {
    return await this.#send(url, { method: "POST", body: new URLSearchParams(form), headers });
  }

  async postJson(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Seen> {
    const type = { "content-type": "application/json" };
    return await this.#send(url, { method: "POST", body: JSON.stringify(body), headers: { ...type, ...headers } });
  }

  /** Follows redirects, to the first page or to the first address that `until` says. */
  async follow(seen: Seen, until: (location: string) => boolean = () => false): Promise<Seen> {
    let last = seen;
    while (last.location !== undefined && !until(last.location)) last = await this.get(last.location);
    return last;
  }

  async #send(url: string, init: Sent): Promise<Seen> {
    const cookie = [...this.#of(url)].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...init.headers, ...(cookie !== "" && { cookie }) };
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) this.#keep(url, line);
    const location = response.headers.get("location");
    const seen = {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      location: location === null ? undefined : new URL(location, url).href,
    };
    this.seen.push(seen);
    return seen;
  }

  #keep(url: string, line: string): void {
    const [pair = "", ...attributes] = line.split("; ");
    const name = pair.slice(0, pair.indexOf("="));
    const isGone = attributes.some((each) => /^(max-age=0|expires=thu, 01 jan 1970.*)$/i.test(each));
    if (isGone) this.#of(url).delete(name);
    else this.#of(url).set(name, pair.slice(name.length + 1));
  }

  #of(url: string): Map<string, string> {
    const { hostname } = new URL(url);
    const cookies = this.#cookies.get(hostname) ?? new Map<string, string>();
    this.#cookies.set(hostname, cookies);
    return cookies;
  }
}
