import type { FormatXMLElementFn, PrimitiveType } from "intl-messageformat";
import { useCallback, type ReactNode } from "react";
import { useIntl } from "react-intl";
import type en from "./en.json";

export type MessageKey = keyof typeof en;
type Values = Record<string, PrimitiveType>;
type RichValues = Record<string, PrimitiveType | ReactNode | FormatXMLElementFn<ReactNode>>;

export interface Text {
  (key: MessageKey, values?: Values): string;
}

/** The texts of the page in its language; there is no text outside of the catalogues. */
export function useText(): Text {
  const intl = useIntl();
  return useCallback((key, values) => intl.formatMessage({ id: key }, values), [intl]);
}

/** A text with elements inside of it, such as a link or a value in its own type. */
export function useRichText(): (key: MessageKey, values: RichValues) => ReactNode {
  const intl = useIntl();
  return (key, values) => intl.formatMessage({ id: key }, values as Record<string, PrimitiveType>);
}
