import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { roleArn } from "../../modules/policy/arn";
import type { Partition } from "../../modules/policy/region";
import type { Credentials } from "./clients";
import { errorText } from "./failure";
import type { Credential } from "./expectations";

export interface AssumedRole {
  readonly partition: Partition;
  /** Name of the role with its path, in every account. */
  readonly roleName: string;
  readonly region: string;
  readonly endpoint?: string;
}

/** Minutes before its end at which a session is renewed. */
const renewalMinutes = 5;

/**
 * Sessions of a role in each account, which can only read, whatever the role may do: AWS's `ReadOnlyAccess` is the session's
 * policy, and a session may do what both its role and its policy allow. Whoever runs it needs leave to assume the role, as
 * for a deployment.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
export function readOnlySessions({ partition, roleName, region, endpoint }: AssumedRole) {
  const sts = new STSClient({ region, endpoint, maxAttempts: 4 });
  const assume = async (accountId: string): Promise<Credentials> => {
    const { Credentials: given } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: roleArn(partition, accountId, roleName),
        RoleSessionName: "verify-logging",
        PolicyArns: [{ arn: `arn:${partition}:iam::aws:policy/ReadOnlyAccess` }],
      }),
    );
    if (!given?.AccessKeyId || !given.SecretAccessKey) throw new Error("STS gave no credentials");
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      sessionToken: given.SessionToken,
      expiration: given.Expiration,
    };
  };
  return async (accountId: string): Promise<Credential> => {
    try {
      let session = assume(accountId);
      let ends = (await session).expiration?.getTime() ?? Infinity;
      const credentials = async () => {
        if (Date.now() > ends - renewalMinutes * 60_000) {
          session = assume(accountId);
          ends = (await session).expiration?.getTime() ?? Infinity;
        }
        return session;
      };
      return { credentials };
    } catch (error) {
      return new Error(`no credentials for ${roleArn(partition, accountId, roleName)}: ${errorText(error)}`);
    }
  };
}
