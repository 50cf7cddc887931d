import { render, screen } from "@testing-library/react";
import { IntlProvider } from "react-intl";
import { describe, expect, it } from "vitest";
import en from "../../i18n/en.json";
import type { Schemas } from "../../stream/frames";
import { ScriptList } from "./ScriptList";

const SCRIPT: Schemas["Script"] = {
  ...{ file: "migrations/common/20250601_0900_phone.sql", direction: "up", engine: "mariadb", serverVersion: "11.4.5" },
  ...{ rights: ["PROCESS"], counts: { TX: 300, ASK: 1 } },
  statements: [
    { number: 1, position: "phone.sql:5:1", class: "TX", because: "it shares a transaction", text: "UPDATE users SET a = 1" },
    { number: 301, position: "phone.sql:305:1", class: "ASK", because: "a procedure may commit", text: "CALL tidy()" },
  ],
};

function show(script: Schemas["Script"]) {
  return render(
    <IntlProvider locale="en" messages={en}>
      <ScriptList scripts={[script]} />
    </IntlProvider>,
  );
}

describe("the statements of a plan", () => {
  it("are shown with their class, place and reason", () => {
    const { container } = show(SCRIPT);
    expect(container.textContent).toContain("mariadb 11.4.5 PROCESS · 300 TX, 1 ASK");
    const [first, second] = screen.getAllByRole("listitem", { hidden: true }).filter((item) => item.parentElement?.tagName === "OL");
    expect(first?.textContent).toBe("TX: in one transaction with its record. it shares a transactionphone.sql:5:1 · UPDATE users SET a = 1");
    expect(second?.textContent).toContain("ASK: nobody could tell after a crash. a procedure may commit");
    expect(container.textContent).toContain("299 more");
  });

  it("say nothing of what is not listed where all are", () => {
    const { container } = show({ ...SCRIPT, counts: { TX: 1, ASK: 1 }, direction: "down" });
    expect(container.textContent).not.toContain("more");
    expect(container.textContent).toContain("undone · ");
  });
});
