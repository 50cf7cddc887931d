import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { IntlProvider } from "react-intl";
import { afterEach, describe, expect, it } from "vitest";
import en from "../i18n/en.json";
import { CodeField } from "./CodeField";
import { readCode } from "./readCode";

describe("readCode", () => {
  it.each([
    ["123456", "123456"],
    [" 123 456\n", "123456"],
    ["123-456", "123456"],
    ["١٢٣٤٥٦", "123456"],
    ["۱۲۳۴۵۶", "123456"],
    ["k7qd-93fm-x2va", "k7qd-93fm-x2va"],
    ["k7qd 93fm x2va", "k7qd93fmx2va"],
    ["12345", "12345"],
  ])("reads %j as %j", (typed, read) => {
    expect(readCode(typed)).toBe(read);
  });
});

afterEach(cleanup);

function Form({ recovery }: { recovery: boolean }) {
  const [code, setCode] = useState("");
  return (
    <IntlProvider locale="en" messages={en}>
      <CodeField value={code} onChange={setCode} recovery={recovery} />
    </IntlProvider>
  );
}

describe("CodeField", () => {
  it("is filled by the device and brings its digits", () => {
    render(<Form recovery />);
    const field = screen.getByLabelText(en["code.authenticator"]);
    expect(field.getAttribute("autocomplete")).toBe("one-time-code");
    expect(field.getAttribute("inputmode")).toBe("numeric");
  });

  it("brings letters for a recovery code, and keeps what was typed", () => {
    render(<Form recovery />);
    fireEvent.change(screen.getByLabelText(en["code.authenticator"]), { target: { value: "k7" } });
    fireEvent.click(screen.getByRole("button", { name: en["code.useRecovery"] }));
    const field = screen.getByLabelText<HTMLInputElement>(en["code.recovery"]);
    expect(field.inputMode || field.getAttribute("inputmode")).toBe("text");
    expect(field.value).toBe("k7");
  });

  it("offers no recovery code where none is good", () => {
    render(<Form recovery={false} />);
    expect(screen.queryByRole("button")).toBeNull();
  });
});
