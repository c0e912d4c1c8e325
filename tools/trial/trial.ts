import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { loadOrganization, OrganizationFileError } from "../../accounts/organization/load";
import { trialFacts, TrialMistakes } from "./facts";
import { trialPage } from "./page";
import { writeTrial } from "./workspaces";

const usage = "usage: npm run trial -- --accounts A B --region R";

/** Where the pair is written to; git ignores it. */
export const trialFolder = resolve(__dirname, "../../trial");

/** Where people read what the trial settles. */
export const trialPageFile = resolve(__dirname, "../../docs/trial.md");

/** @throws TrialMistakes for wrong use */
function options(given: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...given],
      allowPositionals: true,
      options: { accounts: { type: "string" }, region: { type: "string" }, page: { type: "boolean" } },
    });
    const { accounts, region, page } = values;
    if (!page && (accounts === undefined || region === undefined)) throw new Error("--accounts or --region is missing");
    return { accounts: [...(accounts === undefined ? [] : [accounts]), ...positionals], region: region ?? "", page };
  } catch (error) {
    throw new TrialMistakes(`${(error as Error).message}\n${usage}`);
  }
}

/**
 * Writes the pair for the organization file in use, or the page about it.
 * @returns the exit code: 0 written, 2 wrong use, which is said
 */
export function trial(given: readonly string[], folder: string, say: (text: string) => void): 0 | 2 {
  try {
    const { accounts, region, page } = options(given);
    if (page) {
      writeFileSync(trialPageFile, trialPage());
      return 0;
    }
    writeTrial(folder, trialFacts(loadOrganization(), accounts, region));
    say(`Wrote ${folder}. Deploy trial-archive, then trial-source, as docs/trial.md says.\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof TrialMistakes) && !(error instanceof OrganizationFileError)) throw error;
    say(`${error.message}\n`);
    return 2;
  }
}

if (require.main === module) {
  process.exitCode = trial(process.argv.slice(2), trialFolder, (text) => process.stderr.write(text));
}
