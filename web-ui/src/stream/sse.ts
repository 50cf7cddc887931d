/** One server-sent event, as the wire format gives it. */
export interface ServerEvent {
  readonly event: string;
  readonly id: string;
  readonly data: string;
}

/** Turns the chunks of a `text/event-stream` into events; keeps what a chunk cut in two. */
export class EventParser {
  /** The reconnection time that the server asked for, in milliseconds. */
  retry: number | undefined;
  private rest = "";
  private event = "";
  private id = "";
  private data: string[] = [];

  feed(chunk: string): ServerEvent[] {
    const lines = (this.rest + chunk).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? "";
    return lines.flatMap((line) => this.line(line));
  }

  private line(line: string): ServerEvent[] {
    if (line === "") return this.dispatch();
    const colon = line.indexOf(":");
    if (colon === 0) return [];
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    this.take(field, value);
    return [];
  }

  private take(field: string, value: string): void {
    if (field === "event") this.event = value;
    else if (field === "data") this.data.push(value);
    else if (field === "id" && !value.includes("\0")) this.id = value;
    else if (field === "retry" && /^\d+$/.test(value)) this.retry = Number(value);
  }

  private dispatch(): ServerEvent[] {
    const { event, data } = this;
    this.event = "";
    this.data = [];
    if (data.length === 0) return [];
    return [{ event: event || "message", id: this.id, data: data.join("\n") }];
  }
}
