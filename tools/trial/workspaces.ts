import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { ArchiveSide } from "./archive-side";
import { TrialFacts, TrialMistakes } from "./facts";
import { SourceSide } from "./source-side";
import type { TrialWorkspace } from "./workspace";

/** The workspace pair, in the order in which it is deployed. */
export const trialWorkspaces = (app: App, facts: TrialFacts): readonly [TrialWorkspace, TrialWorkspace] => [
  new ArchiveSide(app, facts),
  new SourceSide(app, facts),
];

const factsFile = (folder: string) => join(folder, "trial.json");

/** Writes the pair, and what is needed to find it again, to a folder; state that lies there is kept. */
export function writeTrial(folder: string, facts: TrialFacts): void {
  const app = new App({ outdir: folder });
  trialWorkspaces(app, facts);
  app.synth();
  writeFileSync(factsFile(folder), `${JSON.stringify(facts, null, 2)}\n`);
}

/**
 * The trial that was written to a folder.
 * @throws TrialMistakes where there is none
 */
export function writtenTrial(folder: string): TrialFacts {
  try {
    return JSON.parse(readFileSync(factsFile(folder), "utf8")) as TrialFacts;
  } catch {
    throw new TrialMistakes(
      `${factsFile(folder)}: there is no trial; write one: npm run trial -- --accounts A B --region R`,
    );
  }
}
