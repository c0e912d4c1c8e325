import { AwsReads } from "../trial/aws-reads";
import type { Side } from "../trial/facts";
import { TrialMistakes } from "../trial/facts";
import { trialFolder } from "../trial/trial";
import { trialExitCode, trialText, trialVerdicts } from "../trial/verdicts";
import { writtenTrial } from "../trial/workspaces";
import { UserProblem } from "../problem";
import { CallCounter } from "./call-counter";
import { Access, AccountClients, ClientClass, Credentials } from "./clients";
import { readOnlySessions } from "./credentials";
import { Pace } from "./pace";
import type { Surroundings, VerifyOptions } from "./verify";

/** The trial in a folder, said as every other mistake where there is none. */
function written(folder: string) {
  try {
    return writtenTrial(folder);
  } catch (error) {
    if (!(error instanceof TrialMistakes)) throw error;
    throw new UserProblem(error.message, "npm run trial -- --accounts A B --region R, and deploy it first");
  }
}

/**
 * Asks the two accounts of a trial what AWS's pages leave open, by reads alone.
 * @returns the exit code: 0 all settled yes, 1 one settled no, 2 one not settled
 * @throws UserProblem where no trial was written
 */
export async function verifyTrial(
  options: Pick<VerifyOptions, "role" | "rate" | "json" | "trial">,
  { write, environment, answerer, credentialsOf }: Surroundings,
): Promise<number> {
  const facts = written(typeof options.trial === "string" ? options.trial : trialFolder);
  const endpoint = environment.AWS_ENDPOINT_URL;
  const roleName = options.role ?? facts.deploymentRoleName;
  const access: Access = { pace: new Pace(options.rate), counter: new CallCounter(), answerer, endpoint };
  const sessionOf =
    credentialsOf ?? readOnlySessions({ partition: facts.partition, roleName, region: facts.region, endpoint });
  const clientsOf = async (accountId: string) => {
    const given = await sessionOf(accountId);
    const credentials =
      given instanceof Error ? async (): Promise<Credentials> => Promise.reject(given) : given.credentials;
    return new AccountClients(accountId, access, credentials);
  };
  const clients: Readonly<Record<Side, AccountClients>> = {
    archive: await clientsOf(facts.accounts.archive),
    source: await clientsOf(facts.accounts.source),
  };
  const clientOf = <Client extends object>(side: Side, Class: ClientClass<Client>, region: string) =>
    clients[side].of(Class, region);
  const verdicts = await trialVerdicts(facts, new AwsReads(facts, clientOf));
  write(options.json ? `${JSON.stringify(verdicts, null, 2)}\n` : trialText(verdicts));
  return trialExitCode(verdicts);
}
