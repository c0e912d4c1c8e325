import { Command, CommanderError, InvalidArgumentError } from "commander";
import { OrganizationFileError } from "../accounts/organization/load";
import { UserProblem } from "./problem";
import { progressLine } from "./progress";
import { htmlPage } from "./verify/html";
import { verifyTrial } from "./verify/trial-run";
import { Surroundings, verify, VerifyOptions } from "./verify/verify";

/** Exit code of wrong use, and of what cannot be told. */
const cannotTell = 2;

function callsPerSecond(text: string): number {
  const rate = Number(text);
  if (Number.isFinite(rate) && rate >= 1 && rate <= 1000) return rate;
  throw new InvalidArgumentError("write: calls a second, from 1 to 1000");
}

const gathered = (value: string, before: readonly string[] = []) => [...before, value];

/** The one program that people run beside a deployment. */
function program(surroundings: Surroundings, exit: (code: number) => void): Command {
  const root = new Command("tools")
    .description("What people run beside a deployment. It reads, and changes nothing.")
    .exitOverride();
  root
    .command("verify")
    .description("Asks AWS whether the organization's logs arrive: 0 all well, 1 something broken, 2 cannot tell.")
    .option("--organization <file>", "organization file; ORGANIZATION names it, too")
    .option("--role <name>", "role to assume in each account, for reading alone (default: the deployment role)")
    .option("--account <id>", "ask this account alone; several times for several", gathered)
    .option("--json", "print the report as JSON")
    .option("--html <file>", "write the report as a page, too")
    .option("--state <file>", "what is found is kept here (default: .verify/ORGANIZATION.jsonl)")
    .option("--resume", "go on with a run that was killed")
    .option("--rate <calls>", "calls a second at most", callsPerSecond, 40)
    .option("--trial [folder]", "ask the two accounts of a trial what AWS's pages leave open (default: trial)")
    .allowExcessArguments(false)
    .action(async (options: VerifyOptions) => {
      exit(await (options.trial ? verifyTrial : verify)(options, surroundings));
    });
  return root;
}

/** What a user is told of an error: never where in the program it came up. */
const said = (error: unknown) =>
  error instanceof UserProblem || error instanceof OrganizationFileError
    ? error.message
    : `this should not have happened: ${error instanceof Error ? error.message : String(error)}`;

/**
 * Runs the program.
 * @param args - without the program's own name
 * @returns the exit code
 */
export async function main(
  args: readonly string[],
  surroundings: Surroundings,
  complain: (text: string) => void,
): Promise<number> {
  let code = 0;
  const command = program(surroundings, (given) => (code = given));
  for (const each of [command, ...command.commands]) {
    each.exitOverride().configureOutput({ writeOut: surroundings.write, writeErr: complain });
  }
  try {
    await command.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    // Commander has said it already; asking for help is no mistake.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : cannotTell;
    complain(`${said(error)}\n`);
    return cannotTell;
  }
}

if (require.main === module) {
  // The SDK warns of Node 20 on every run; the releases that we pin work on it, as `engines` says.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  const surroundings: Surroundings = {
    write: (text) => process.stdout.write(text),
    progress: progressLine(process.stderr),
    environment: process.env,
    page: htmlPage,
  };
  void main(process.argv.slice(2), surroundings, (text) => process.stderr.write(text)).then((code) => {
    process.exitCode = code;
  });
}
