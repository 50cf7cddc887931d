import { useId } from "react";
import type { Schemas } from "../stream/frames";

interface Props {
  readonly label: string;
  readonly action: Schemas["Action"];
  readonly look?: "primary" | "danger" | "plain";
  readonly onPress: () => void;
}

/** A button that stays when it is not allowed, can be reached, and says why. */
export function ActionButton({ label, action, look = "plain", onPress }: Props) {
  const id = useId();
  const reason = action.allowed ? undefined : action.because;
  return (
    <span className="action">
      <button
        type="button"
        className={`button ${look}`}
        aria-disabled={!action.allowed}
        aria-describedby={reason ? id : undefined}
        onClick={() => {
          if (action.allowed) onPress();
        }}
      >
        {label}
      </button>
      {reason && (
        <span role="tooltip" id={id}>
          {reason}
        </span>
      )}
    </span>
  );
}
