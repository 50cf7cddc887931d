/**
 * React Aria has words of its own, and none in Tamazight. In every language it takes them from the catalogue instead, through
 * the door that it has for servers; a component whose words are not given here throws when it is shown.
 */
const words = { dismiss: "" };

Object.assign(globalThis, {
  [Symbol.for("react-aria.i18n.locale")]: "en-US",
  [Symbol.for("react-aria.i18n.strings")]: {
    "@react-aria/overlays": {
      get dismiss() {
        return words.dismiss;
      },
    },
  },
});

export function giveReactAria(given: typeof words): void {
  Object.assign(words, given);
}
