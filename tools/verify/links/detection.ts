import {
  DescribePublishingDestinationCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListMembersCommand as ListGuardDutyMembersCommand,
  ListPublishingDestinationsCommand,
} from "@aws-sdk/client-guardduty";
import { BatchGetAccountStatusCommand, Inspector2Client } from "@aws-sdk/client-inspector2";
import {
  GetClassificationExportConfigurationCommand,
  GetFindingsPublicationConfigurationCommand,
  Macie2Client,
} from "@aws-sdk/client-macie2";
import {
  DescribeHubCommand,
  DescribeOrganizationConfigurationCommand,
  ListFindingAggregatorsCommand,
  SecurityHubClient,
} from "@aws-sdk/client-securityhub";
import type { DetectionName } from "../../../accounts/organization/detection";
import { detectionRegions } from "../../../accounts/workspace/detection-services";
import type { DetectionService } from "../../../modules/detection/service-availability";
import { broken, faultsOr, healthy, undecided } from "../answers";
import { accountsOf, atHome, inRegions } from "../expectations";
import { orNothing } from "../failure";
import type { Answer, Asked, Expected, Link, Place } from "../link";
import { allPages } from "../pages";

const destinations = "guardduty:DescribePublishingDestination";
const guardDutyMembers = "guardduty:ListMembers";
const accountStatus = "inspector2:BatchGetAccountStatus";
const exportOf = "macie2:GetClassificationExportConfiguration";
const publication = "macie2:GetFindingsPublicationConfiguration";
const organizationOf = "securityhub:DescribeOrganizationConfiguration";

const watched =
  (name: DetectionName & keyof Expected["organization"]["detection"], service: DetectionService) =>
  (expected: Expected): readonly Place[] =>
    expected.organization.detection[name].enabled
      ? inRegions("securityTooling", () => detectionRegions(expected.organization, service))(expected)
      : [];

async function detectorOf(asked: Asked): Promise<string | undefined> {
  const { DetectorIds: ids } = await asked.client(GuardDutyClient).send(new ListDetectorsCommand({}));
  return ids?.[0];
}

const noDetector = [broken("there is no detector", "guardduty:ListDetectors")];

async function findingsExport(asked: Asked): Promise<readonly Answer[]> {
  const DetectorId = await detectorOf(asked);
  if (!DetectorId) return noDetector;
  const client = asked.client(GuardDutyClient);
  const { Destinations: listed } = await client.send(new ListPublishingDestinationsCommand({ DetectorId }));
  const [first] = listed ?? [];
  if (!first) return [broken("findings are not exported", "guardduty:ListPublishingDestinations")];
  const found = await client.send(
    new DescribePublishingDestinationCommand({ DetectorId, DestinationId: first.DestinationId }),
  );
  const to = found.DestinationProperties?.DestinationArn;
  if (found.Status !== "PUBLISHING") {
    const stamp = found.PublishingFailureStartTimestamp;
    return [
      broken("findings are not exported", destinations, {
        error: found.Status,
        since: stamp ? new Date(stamp) : undefined,
      }),
    ];
  }
  return to?.includes(`:::${asked.names.bucketName("logs")}/`)
    ? [healthy("findings are exported", destinations)]
    : [broken(`findings are exported to ${to ?? "nothing"}`, destinations)];
}

async function members(asked: Asked): Promise<readonly Answer[]> {
  const DetectorId = await detectorOf(asked);
  if (!DetectorId) return noDetector;
  const client = asked.client(GuardDutyClient);
  const found = await allPages(async (NextToken) => {
    const page = await client.send(
      new ListGuardDutyMembersCommand({ DetectorId, OnlyAssociated: "false", MaxResults: 50, NextToken }),
    );
    return { items: page.Members, next: page.NextToken };
  });
  const status = new Map(found.map(({ AccountId: id, RelationshipStatus: each }) => [id, each]));
  const faults = accountsOf(asked.organization)
    .filter(({ id }) => id !== asked.accountId && status.get(id) !== "Enabled")
    .map(({ id, name }) =>
      broken(`GuardDuty does not watch an account`, guardDutyMembers, {
        resource: `${name} ${id}`,
        error: status.get(id) ?? "no member",
      }),
    );
  return faultsOr(faults, healthy(`GuardDuty watches ${found.length} members`, guardDutyMembers));
}

async function macie(asked: Asked): Promise<readonly Answer[]> {
  const client = asked.client(Macie2Client);
  const { configuration } = await client.send(new GetClassificationExportConfigurationCommand({}));
  const bucket = configuration?.s3Destination?.bucketName;
  if (bucket !== asked.names.bucketName("logs")) {
    return [broken(`results of Macie go to ${bucket ?? "nothing"}`, exportOf)];
  }
  const { securityHubConfiguration } = await client.send(new GetFindingsPublicationConfigurationCommand({}));
  return securityHubConfiguration
    ? [healthy("results of Macie go into the archive", exportOf)]
    : [undecided("Macie says nothing of its findings", publication)];
}

async function hub(asked: Asked): Promise<readonly Answer[]> {
  const client = asked.client(SecurityHubClient);
  const made = await orNothing(
    client.send(new DescribeHubCommand({})),
    "InvalidAccessException",
    "ResourceNotFoundException",
  );
  if (!made?.HubArn) return [broken("Security Hub is off", "securityhub:DescribeHub")];
  const { FindingAggregators: aggregators } = await client.send(new ListFindingAggregatorsCommand({}));
  if (!aggregators?.length) return [broken("findings are not aggregated", "securityhub:ListFindingAggregators")];
  const { OrganizationConfiguration: configured } = await client.send(new DescribeOrganizationConfigurationCommand({}));
  const { Status: status, StatusMessage: error } = configured ?? {};
  if (status === "FAILED") return [broken("Security Hub cannot configure the organization", organizationOf, { error })];
  return status === "ENABLED"
    ? [healthy("Security Hub watches the organization", organizationOf)]
    : [undecided(`Security Hub's configuration is ${status ?? "not told"}`, organizationOf)];
}

/** Accounts that one call names at most. */
const accountsAtOnce = 100;

async function inspector(asked: Asked): Promise<readonly Answer[]> {
  const ids = accountsOf(asked.organization).map(({ id }) => id);
  const faults: Answer[] = [];
  for (let from = 0; from < ids.length; from += accountsAtOnce) {
    const accountIds = ids.slice(from, from + accountsAtOnce);
    const { accounts, failedAccounts } = await asked
      .client(Inspector2Client)
      .send(new BatchGetAccountStatusCommand({ accountIds }));
    const status = new Map(accounts?.map(({ accountId, state }) => [accountId, state]));
    for (const id of accountIds) {
      const failed = failedAccounts?.find(({ accountId }) => accountId === id);
      const state = status.get(id);
      if (state?.status === "ENABLED" && !failed) continue;
      const error = failed ? `${failed.errorCode}: ${failed.errorMessage}` : (state?.errorMessage ?? state?.status);
      faults.push(broken("Inspector does not scan an account", accountStatus, { resource: id, error }));
    }
  }
  return faultsOr(faults, healthy(`Inspector scans ${ids.length} accounts`, accountStatus));
}

export const detection: readonly Link[] = [
  {
    id: "guardduty-export",
    what: "GuardDuty exports findings of a Region into the archive.",
    source: "guardduty",
    alarms: ["tampering"],
    runbook: "runbooks/tampering#guardduty.amazonaws.com",
    calls: ["guardduty:ListDetectors", "guardduty:ListPublishingDestinations", destinations],
    places: watched("guardDuty", "guardduty"),
    ask: findingsExport,
  },
  {
    id: "guardduty-members",
    what: "GuardDuty watches every account in a Region.",
    source: "guardduty",
    alarms: ["tampering"],
    runbook: "runbooks/tampering#guardduty.amazonaws.com",
    calls: ["guardduty:ListDetectors", guardDutyMembers],
    places: watched("guardDuty", "guardduty"),
    ask: members,
  },
  {
    id: "macie-export",
    what: "Macie writes its results into the archive.",
    source: "macie",
    alarms: ["tampering"],
    runbook: "runbooks/tampering#macie2.amazonaws.com",
    calls: [exportOf, publication],
    places: watched("macie", "macie2"),
    ask: macie,
  },
  {
    id: "security-hub",
    what: "Security Hub gathers findings of the organization.",
    source: "securityhub",
    alarms: ["tampering"],
    runbook: "runbooks/tampering#securityhub.amazonaws.com",
    calls: ["securityhub:DescribeHub", "securityhub:ListFindingAggregators", organizationOf],
    places: (expected) =>
      expected.organization.detection.securityHub.enabled ? atHome("securityTooling")(expected) : [],
    ask: hub,
  },
  {
    id: "inspector",
    what: "Inspector scans every account in a Region.",
    source: "inspector",
    alarms: ["tampering"],
    runbook: "runbooks/tampering#inspector2.amazonaws.com",
    calls: [accountStatus],
    places: watched("inspector", "inspector2"),
    ask: inspector,
  },
];
