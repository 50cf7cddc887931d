import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A running `dihya`, as a process of its own. */
export class Program {
  private readonly process: ChildProcess;
  private text = "";

  /** DIHYA_COMMAND holds the command line that starts the program, as a JSON array. */
  constructor(workspace: string, args: readonly string[]) {
    const given = process.env["DIHYA_COMMAND"];
    if (!given) throw new Error('DIHYA_COMMAND is not set; it is such as ["java","-jar","../server/target/dihya.jar"]');
    const [program, ...first] = JSON.parse(given) as [string, ...string[]];
    this.process = spawn(program, [...first, ...args], { cwd: workspace, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.setEncoding("utf8").on("data", (more: string) => (this.text += more));
  }

  /** What it says, as soon as it has said it. */
  async says(pattern: RegExp, seconds: number): Promise<string> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const found = pattern.exec(this.text);
      if (found) return found[1] ?? found[0];
      assert.ok(!this.ended, `ended before it said ${String(pattern)}:\n${this.text}`);
      assert.ok(Date.now() < end, `did not say ${String(pattern)} in ${String(seconds)} s:\n${this.text}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async signInLink(seconds: number): Promise<URL> {
    return new URL(await this.says(/(http:\/\/\S+\/sign-in#\S+)/, seconds));
  }

  private get ended(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    if (this.ended) return;
    const exit = once(this.process, "exit");
    this.process.kill(signal);
    const hard = setTimeout(() => this.process.kill("SIGKILL"), 30_000);
    await exit;
    clearTimeout(hard);
  }
}

export const temporaryWorkspace = () => mkdtempSync(join(tmpdir(), "dihya-browser-"));

export function remove(workspace: string): void {
  rmSync(workspace, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
