import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Shell } from "./Shell";

test("the shell has one main landmark with the product's name as its heading", () => {
  render(<Shell />);
  const heading = screen.getByRole("heading", { level: 1, name: "Dihya" });
  expect(screen.getByRole("main").contains(heading)).toBe(true);
});
