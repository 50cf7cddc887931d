import type { ReactNode } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useText } from "../i18n/text";

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  /** Whether Escape, a press beside it and a button close it; not while it shows what is shown once. */
  readonly dismissable?: boolean;
  readonly children: ReactNode;
}

/** A dialog that is open as long as it is rendered. */
export function AskDialog({ title, onClose, dismissable = true, children }: Props) {
  const t = useText();
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      isDismissable={dismissable}
      isKeyboardDismissDisabled={!dismissable}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="modal">
        <Dialog className="dialog">
          <div className="dialog-head">
            <Heading slot="title">{title}</Heading>
            {dismissable && (
              <button type="button" className="button small" onClick={onClose}>
                {t("dialog.close")}
              </button>
            )}
          </div>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
