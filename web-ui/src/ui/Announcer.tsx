import { useEffect, useRef, useState } from "react";

const PERIOD_MILLIS = 5000;

/** Tells a summary to those who listen, at most every five seconds, and only when it has changed. */
export function Announcer({ text }: { text: string }) {
  const [said, setSaid] = useState("");
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
  }, [text]);
  useEffect(() => {
    const timer = setInterval(() => {
      setSaid(latest.current);
    }, PERIOD_MILLIS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return (
    <p className="unseen" role="status">
      {said}
    </p>
  );
}
