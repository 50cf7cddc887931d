import type { Mark as MarkName } from "../state/marks";

const DRAWINGS: Record<MarkName, React.ReactNode> = {
  waiting: <rect className="line" x="2.5" y="2.5" width="11" height="11" />,
  preparing: (
    <>
      <rect className="line thick" x="2.75" y="2.75" width="10.5" height="10.5" />
      <circle className="fill" cx="8" cy="8" r="2.6" />
    </>
  ),
  running: (
    <>
      <rect className="line thick" x="2.75" y="2.75" width="10.5" height="10.5" />
      <rect className="fill" x="3" y="3" width="5.5" height="10" />
    </>
  ),
  verifying: (
    <>
      <rect className="line thick" x="2.75" y="2.75" width="10.5" height="10.5" />
      <path className="line thick" d="M5.2 8.4 7.2 10.3 11 5.8" />
    </>
  ),
  done: <rect className="fill" x="2" y="2" width="12" height="12" rx="1.5" />,
  failed: (
    <>
      <rect className="line thick" x="0.75" y="0.75" width="14.5" height="14.5" />
      <rect className="fill" x="2.5" y="2.5" width="11" height="11" />
      <path className="over" d="M5.8 5.8 10.2 10.2M10.2 5.8 5.8 10.2" />
    </>
  ),
  held: (
    <>
      <rect className="fill" x="2" y="2" width="12" height="12" rx="1.5" />
      <path className="over held" d="M6.4 5v6M9.6 5v6" />
    </>
  ),
  "rolled-back": (
    <>
      <rect className="fill" x="2" y="2" width="12" height="12" rx="1.5" />
      <path className="over" d="M6 10.5h2.8a2.2 2.2 0 0 0 0-4.4H5.2M6.9 4.3 5.1 6.1 6.9 7.9" />
    </>
  ),
  unknown: (
    <>
      <rect className="line dashed" x="2.5" y="2.5" width="11" height="11" />
      <circle className="fill" cx="8" cy="8" r="1" />
    </>
  ),
};

/** The sign of a state beside its word; the word says it to those who do not see the sign. */
export function Mark({ mark }: { mark: MarkName }) {
  return (
    <svg className={`mark s-${mark}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {DRAWINGS[mark]}
    </svg>
  );
}

/** The corner that says drift, as it is drawn in the grid. */
export function DriftMark() {
  return (
    <svg className="mark drift" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path className="line" d="M2.5 2.5h6M13.5 7.5v6h-11v-11" />
      <path className="fill" d="M9.5 2h4.5v4.5z" />
    </svg>
  );
}
