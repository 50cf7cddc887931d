import { describe, expect, it } from "vitest";
import { EventParser } from "./sse";

describe("EventParser", () => {
  it("reads an event with its name, id and data", () => {
    expect(new EventParser().feed('event: fleet\nid: e1:7\ndata: {"a":1}\n\n')).toEqual([
      { event: "fleet", id: "e1:7", data: '{"a":1}' },
    ]);
  });

  it("gives the same events wherever the text is cut", () => {
    const text = "event: log\r\nid: e1:8\r\ndata: one\r\ndata: two\r\n\r\n: beat\n\ndata: x\n\n";
    const whole = new EventParser().feed(text);
    expect(whole).toHaveLength(2);
    for (let cut = 1; cut < text.length; cut++) {
      const parser = new EventParser();
      expect([...parser.feed(text.slice(0, cut)), ...parser.feed(text.slice(cut))], `cut at ${String(cut)}`).toEqual(whole);
    }
  });

  it("passes over heartbeats and events without data", () => {
    expect(new EventParser().feed(": \n\nevent: fleet\n\n")).toEqual([]);
  });

  it("keeps the id of an event for those after it, and the retry time", () => {
    const parser = new EventParser();
    const [, second] = parser.feed("retry: 2500\nid: e1:1\ndata: a\n\ndata: b\n\n");
    expect(second).toEqual({ event: "message", id: "e1:1", data: "b" });
    expect(parser.retry).toBe(2500);
  });
});
