/**
 * What was done of the walkthrough. VS Code ticks a step when its context becomes true after the walkthrough was loaded, and never when it
 * was true before: so contexts are set once a page such as the walkthrough is in front.
 */

import * as vscode from "vscode";

export type Step = "running" | "wrote" | "previewed" | "rehearsed";

/** Milliseconds in which VS Code loads the walkthrough that it shows. */
const LOADING = 1000;
const steps = new Set<Step>();

/** Ticks a step of the walkthrough, now or when it is shown. */
export function done(step: Step): void {
  steps.add(step);
  tick();
}

export function showTicks(): vscode.Disposable {
  return vscode.window.tabGroups.onDidChangeTabs(tick);
}

function tick(): void {
  const inFront = vscode.window.tabGroups.all.some(({ activeTab }) => activeTab !== undefined && activeTab.input === undefined);
  if (inFront) {
    setTimeout(() => {
      for (const step of steps) {
        void vscode.commands.executeCommand("setContext", `smslint.${step}`, true);
      }
    }, LOADING);
  }
}
