const DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;

/**
 * What was typed or pasted, as the server wants it: "123 456" and "١٢٣٤٥٦" are the six digits of an authenticator,
 * anything else may be a recovery code.
 */
export function readCode(text: string): string {
  const bare = text.replaceAll(/\s/g, "").replaceAll(DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf));
  const joined = bare.replaceAll("-", "");
  return /^\d{6}$/.test(joined) ? joined : bare;
}
