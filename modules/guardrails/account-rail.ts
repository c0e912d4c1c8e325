import { Partition } from "../policy/region";
import { Statement } from "../policy/statement";
import { actionsDeniedBy } from "../tampering/tampering";
import { allBut } from "./exemption";

export interface AccountRailProps {
  readonly partition: Partition;
  /** Begins the names of roles and policies and the aliases of keys that belong to the logging. */
  readonly namePrefix: string;
  /** Roles that may do all of this, as ARNs with `*` for the account; they are protected themselves. */
  readonly exemptArns: readonly string[];
  readonly breakGlassRoleArn: string;
}

/**
 * Nobody takes over the roles and keys the logging rests on, or lowers what an account falls back to.
 *
 * Keys are told by their aliases: a key without one matches nothing.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-resource-aliases
 */
export function accountRail(props: AccountRailProps): Statement[] {
  const { partition, namePrefix, exemptArns, breakGlassRoleArn } = props;
  const iam = (resource: string) => `arn:${partition}:iam::*:${resource}`;
  const ourKeys = { "ForAnyValue:StringLike": { "kms:ResourceAliases": `alias/${namePrefix}-*` } };
  return [
    {
      sid: "DenyTakingOverRoles",
      effect: "Deny",
      actions: actionsDeniedBy("DenyTakingOverRoles"),
      resources: [
        ...exemptArns,
        iam(`instance-profile/${namePrefix}-*`),
        iam(`policy/${namePrefix}-*`),
        iam(`role/${namePrefix}-*`),
      ],
      conditions: allBut(...exemptArns),
    },
    {
      sid: "DenyDestroyingKeys",
      effect: "Deny",
      actions: actionsDeniedBy("DenyDestroyingKeys"),
      resources: ["*"],
      conditions: { ...allBut(breakGlassRoleArn), ...ourKeys },
    },
    {
      sid: "DenyRedirectingKeys",
      effect: "Deny",
      // CloudWatch encrypts central log groups only with a key that carries its tag.
      actions: actionsDeniedBy("DenyRedirectingKeys"),
      resources: ["*"],
      conditions: { ...allBut(...exemptArns), ...ourKeys },
    },
    {
      sid: "DenyLoweringDefaults",
      effect: "Deny",
      actions: actionsDeniedBy("DenyLoweringDefaults"),
      resources: ["*"],
      conditions: allBut(...exemptArns),
    },
    {
      // Whom AWS writes to when it sees an account misused.
      sid: "DenyChangingSecurityContact",
      effect: "Deny",
      actions: actionsDeniedBy("DenyChangingSecurityContact"),
      resources: ["*"],
      conditions: {
        ...allBut(...exemptArns),
        "ForAnyValue:StringEquals": { "account:AlternateContactTypes": "SECURITY" },
      },
    },
  ];
}
