import { useEffect, useRef, useState, type RefObject } from "react";

/** The width of an element in whole CSS pixels, as it changes. */
export function useWidth(): [RefObject<HTMLDivElement | null>, number] {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observed = element.current;
    if (!observed) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(observed);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [element, width];
}
