import { AccountAlternateContact } from "@cdktf/provider-aws/lib/account-alternate-contact";
import { ITerraformDependable } from "cdktf";
import { AccountDefaults } from "../../modules/guardrails/account-defaults";
import { EbsEncryption } from "../../modules/guardrails/ebs-encryption";
import { PublicAccessBlock } from "../../modules/guardrails/public-access-block";
import { LogGroups, LogGroupsProps } from "../../modules/sources/log-groups";
import { sessionKeyStatement } from "../../modules/sources/session-permissions";
import { forwardOwnLogEvents, LogSubscription } from "../../modules/transport/log-subscription";
import { AccountDefault, setBy } from "../organization/account-defaults";
import { accountSources } from "./account-sources";
import { canaries } from "./canaries";
import { alertEvents } from "./alert-events";
import { malwareScans } from "./malware-scans";
import { ContractReader } from "../workspace/contracts";
import type { LogGroupPurpose } from "../workspace/log-group-names";
import { Workspace } from "../workspace/workspace";

export interface AccountBaselineOptions<Additional extends string> {
  /** What this workspace must make before the log destinations accept a subscription. @default - nothing */
  readonly destinationsOpen?: readonly ITerraformDependable[];
  /** Log groups that only this account has. @default - none */
  readonly logGroups?: LogGroupsProps<Additional>["groups"];
}

export interface AccountBaseline<Additional extends string> {
  readonly logGroups: LogGroups<LogGroupPurpose | Additional>;
  /** Region that is recorded -> what rules of AWS Config wait for: the recorder, or nothing where it is another's. */
  readonly recorders: Readonly<Record<string, readonly ITerraformDependable[]>>;
}

/** A log group of each Region in which little is written; where the edge Region is not governed, it has one alone. */
const quietLogGroups = (regions: readonly string[], { of }: LogGroups<LogGroupPurpose>): Record<string, string> =>
  Object.fromEntries(
    regions.flatMap((region) => {
      const quiet = of.reports[region] ?? of["public-zone-queries"][region];
      return quiet ? [[region, quiet.name]] : [];
    }),
  );

/**
 * What every account has, whatever else it does: management, log archive, security tooling and workloads alike.
 */
export function accountBaseline<Additional extends string = never>(
  workspace: Workspace,
  logArchive: ContractReader<"log-archive">,
  { destinationsOpen, logGroups: additional }: AccountBaselineOptions<Additional> = {},
): AccountBaseline<Additional> {
  const { organization, account, names } = workspace;
  const { partition } = names;
  const regions = organization.regions.governed;
  const ownedHere = setBy(organization.accountDefaults, "account");
  const setHere = (name: AccountDefault) => ownedHere.includes(name);
  new PublicAccessBlock(workspace, "public-access-block", {
    accountId: account.id,
    setHere: setHere("bucketPublicAccess"),
  });
  new EbsEncryption(workspace, "ebs-encryption", { regions, setHere: setHere("ebsEncryption") });
  new AccountDefaults(workspace, "account-defaults", { regions, setHere });
  const contact = organization.securityContact;
  if (contact) {
    new AccountAlternateContact(workspace, "security-contact", {
      alternateContactType: "SECURITY",
      name: contact.name,
      title: contact.title,
      emailAddress: contact.email,
      phoneNumber: contact.phone,
    });
  }

  const logGroups = new LogGroups<LogGroupPurpose | Additional>(workspace, "log-groups", {
    keyAlias: `${organization.namePrefix}-logs`,
    partition,
    accountId: account.id,
    deploymentRoleArn: names.deploymentRoleArn(account.id),
    breakGlassRoleArn: names.breakGlassRoleArn(account.id),
    groups: { ...names.logGroups, ...additional } as LogGroupsProps<LogGroupPurpose | Additional>["groups"],
    retentionDays: organization.logGroups.retentionDays,
    keyStatements: [sessionKeyStatement(partition, account.id)],
  });
  const recorders = accountSources(workspace, logArchive, logGroups);
  malwareScans(workspace);
  canaries(workspace, logGroups);
  alertEvents(workspace);

  if (organization.transport.mode !== "centralization") {
    new LogSubscription(workspace, "log-subscription", {
      policyName: names.pipeline,
      roleName: names.role("subscription"),
      partition,
      accountId: account.id,
      targetArns: Object.fromEntries(
        names.logRegions.map((region) => [region, logArchive.byRegion("log_destination_arns", region)]),
      ),
      checkedOn: quietLogGroups(names.logRegions, logGroups),
      permissions: [forwardOwnLogEvents(partition, account.id)],
      excludedLogGroups: names.neverForwarded,
      targetsOpen: destinationsOpen,
    });
  }
  return { logGroups, recorders };
}
