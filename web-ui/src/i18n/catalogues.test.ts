import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, TYPE, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { createIntl } from "react-intl";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import ar from "./ar.json";
import en from "./en.json";
import fr from "./fr.json";
import tzm from "./tzm.json";

const CATALOGUES: Record<string, Record<string, string>> = { en, fr, ar, "tzm-Tfng": tzm };
const UNITS = new Set(["min", "ms"]);
const DRAFT = "catalogue.draft";
const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tsx"));

/** Texts that are the same in every language: an address, a command, the name of a key. */
const SPOKEN_ATTRIBUTES = new Set(["aria-label", "aria-description", "title", "placeholder", "alt", "label", "head"]);

/** Words between tags, or in an attribute that people read or hear. */
function hardCoded(file: string, code: string): string[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.ESNext, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) found.push(`${file}: ${node.text.trim()}`);
    const spoken = ts.isJsxAttribute(node) && SPOKEN_ATTRIBUTES.has(node.name.getText());
    if (spoken && node.initializer && ts.isStringLiteral(node.initializer) && /\p{L}/u.test(node.initializer.text)) {
      found.push(`${file}: ${node.getText()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** What a message wants to be given. */
function holes(message: string): string[] {
  const names = [...message.matchAll(/\{(\w+)\s*[,}]/g)].map(([, name]) => name ?? "");
  return [...new Set(names)].sort();
}

/** The forms of each plural in a message, leaving out exact numbers. */
function pluralsOf(message: string): string[][] {
  const walk = (elements: readonly MessageFormatElement[]): string[][] =>
    elements.flatMap((element) => {
      if (element.type !== TYPE.plural) return [];
      const inner = Object.values(element.options).flatMap(({ value }) => walk(value));
      return [Object.keys(element.options).filter((form) => !form.startsWith("=")).sort(), ...inner];
    });
  return walk(parse(message));
}

describe("catalogues", () => {
  it("say the same things in every language", () => {
    for (const catalogue of Object.values(CATALOGUES)) {
      expect(Object.keys(catalogue).filter((key) => key !== DRAFT).sort()).toEqual(Object.keys(en).sort());
    }
  });

  it.each(Object.keys(en))("%s wants the same values in every language", (key) => {
    for (const catalogue of Object.values(CATALOGUES)) expect(holes(catalogue[key] ?? "")).toEqual(holes(en[key as keyof typeof en]));
  });

  it.each(Object.keys(CATALOGUES))("%s can be read and formatted", (locale) => {
    const errors: unknown[] = [];
    const messages = CATALOGUES[locale] ?? {};
    const intl = createIntl({ locale, messages, onError: (error) => errors.push(error) });
    for (const [key, message] of Object.entries(messages)) {
      const values = Object.fromEntries(holes(message).map((name) => [name, 2]));
      expect(intl.formatMessage({ id: key }, values), key).not.toBe("");
    }
    expect(errors).toEqual([]);
  });

  it("are marked as drafts where no native speaker has read them", () => {
    expect(Object.keys(CATALOGUES).filter((locale) => DRAFT in (CATALOGUES[locale] ?? {}))).toEqual(["ar", "tzm-Tfng"]);
  });

  it("have all six forms of an Arabic plural, each time", () => {
    const forms = ["few", "many", "one", "other", "two", "zero"];
    const plurals = Object.entries(ar).flatMap(([key, message]) => pluralsOf(message).map((found) => [key, found] as const));
    expect(plurals.length).toBeGreaterThan(20);
    expect(plurals.filter(([, found]) => found.join() !== forms.join())).toEqual([]);
  });

  it("have both forms of a Tamazight plural, each time, with its number: one is also said of 11 to 99", () => {
    const plurals = Object.entries(tzm).flatMap(([key, message]) => pluralsOf(message).map((found) => [key, found] as const));
    expect(plurals.length).toBeGreaterThan(20);
    expect(plurals.filter(([, found]) => found.join() !== "one,other")).toEqual([]);
    expect(Object.entries(tzm).filter(([, message]) => / one \{[^{#]*\}/.test(message))).toEqual([]);
  });

  it("write Tamazight in Tifinagh, but for names and commands, which Arabic leaves as they are too, and units", () => {
    const latin = (message: string) => message.replace(/\{\w+(, (number|plural),?)?|\b(one|other) \{/g, "{").match(/\p{Script=Latin}{2,}/gu) ?? [];
    const words = Object.entries(tzm).flatMap(([key, message]) =>
      latin(message).filter((word) => !UNITS.has(word) && !ar[key as keyof typeof ar].includes(word)).map((word) => `${key}: ${word}`),
    );
    expect(words).toEqual([]);
  });

  it("break no French line before its punctuation", () => {
    expect(Object.values(fr).filter((text) => / [:;?!»]|« /.test(text))).toEqual([]);
  });

  it("have no text that no page uses", () => {
    const sources = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name) && !name.includes("__generated__"));
    const all = sources.map((name) => readFileSync(join("src", name), "utf8")).join("\n");
    const prefixes = [...all.matchAll(/`([a-z][\w.]*\.)\$\{/g)].map(([, prefix]) => prefix ?? "");
    const unused = Object.keys(en).filter((key) => !all.includes(`"${key}"`) && !prefixes.some((prefix) => key.startsWith(prefix)));
    expect(unused).toEqual([]);
  });
});

describe("components", () => {
  it("hold no text of their own", () => {
    expect(files.length).toBeGreaterThan(30);
    expect(files.flatMap((file) => hardCoded(file, readFileSync(join("src", file), "utf8")))).toEqual([]);
  });

  it("would be caught if they did", () => {
    expect(hardCoded("x.tsx", `const x = <p title="Hello" className="p">World {1} ·</p>;`)).toEqual([
      'x.tsx: title="Hello"',
      "x.tsx: World",
    ]);
  });
});
