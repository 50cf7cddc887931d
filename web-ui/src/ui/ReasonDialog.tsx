import { useState, type ReactNode } from "react";
import { useText } from "../i18n/text";
import { AskDialog } from "./AskDialog";
import { Failure } from "./Notice";

interface Props {
  readonly title: string;
  readonly verb: string;
  readonly danger?: boolean;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onSend: (reason: { reason?: string }) => void;
  readonly onClose: () => void;
  /** What will happen. */
  readonly children: ReactNode;
}

/** Asks for the reason of something that is done at once when it is confirmed. */
export function ReasonDialog({ title, verb, danger = false, pending, error, onSend, onClose, children }: Props) {
  const t = useText();
  const [reason, setReason] = useState("");
  return (
    <AskDialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) onSend(reason.trim() ? { reason: reason.trim() } : {});
        }}
      >
        {children}
        <label className="field">
          {t("ask.reason")}
          <input
            autoFocus
            value={reason}
            onChange={({ target }) => {
              setReason(target.value);
            }}
          />
        </label>
        {error ? <Failure error={error} /> : null}
        <DialogEnd verb={verb} danger={danger} sure={!pending} onClose={onClose} />
      </form>
    </AskDialog>
  );
}

/** The two buttons under a form in a dialog. */
export function DialogEnd({ verb, danger = false, sure, onClose }: { verb: string; danger?: boolean; sure: boolean; onClose: () => void }) {
  const t = useText();
  return (
    <div className="dialog-end">
      <button type="button" className="button" onClick={onClose}>
        {t("ask.cancel")}
      </button>
      <button type="submit" className={danger ? "button danger" : "button primary"} aria-disabled={!sure}>
        {verb}
      </button>
    </div>
  );
}
