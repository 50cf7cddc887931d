import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { IntlProvider } from "react-intl";
import { describe, expect, it } from "vitest";
import en from "../../i18n/en.json";
import type { Schemas } from "../../stream/frames";
import { Swept, SweepPart } from "./SweepPart";

const CONSTRAINT: Schemas["Sweep"]["constraints"][number] = {
  kind: "unique",
  ...{ number: 1, place: "a.sql:4:1", table: "invoices", name: "u", text: "UNIQUE (number)" },
  ...{ offending: 1, clean: 1, notProbed: 1, rows: 4 },
};

const SWEEP: Schemas["Sweep"] = {
  ...{ plan: "P-0001", at: "2026-11-21T09:00:00Z", millis: 12, budgetSeconds: 60, tenants: 3 },
  victims: ["acme"],
  constraints: [CONSTRAINT],
  findings: [
    { tenant: "acme", constraint: 1, outcome: "offending", rows: 4, because: "" },
    { tenant: "fine", constraint: 1, outcome: "clean", rows: 0, because: "" },
    { tenant: "far", constraint: 1, outcome: "not-probed", rows: 0, because: "it does not answer" },
  ],
};

function show(swept: Schemas["Sweep"]) {
  return render(
    <IntlProvider locale="en" messages={en}>
      <Swept of={swept} />
    </IntlProvider>,
  );
}

describe("what a sweep found", () => {
  it("counts who would fail and who is not known, and lists these and not the clean ones", () => {
    const { container } = show(SWEEP);
    expect(container.textContent).toContain("1 tenant would fail as the rows are now. Of 1 tenant something is not known.");
    expect(container.querySelector("table")?.getAttribute("aria-rowcount")).toBe("3");
  });

  it("says so where nobody was found", () => {
    const { container } = show({ ...SWEEP, victims: [], findings: SWEEP.findings.slice(1, 2) });
    expect(container.textContent).toContain("No tenant was found that would fail.");
    expect(container.querySelector("table")).toBeNull();
  });

  it("is asked for by those who may, and the others read why not", () => {
    render(
      <IntlProvider locale="en" messages={en}>
        <QueryClientProvider client={new QueryClient()}>
          <SweepPart plan="P-0001" action={{ allowed: false, because: "the role viewer looks for no rows" }} />
        </QueryClientProvider>
      </IntlProvider>,
    );
    expect(screen.getByRole("button").getAttribute("aria-disabled")).toBe("true");
    expect(screen.getByRole("tooltip").textContent).toContain("viewer");
  });
});
