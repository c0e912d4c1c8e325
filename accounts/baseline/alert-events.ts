import { AlertForwarding, ForwardedEvents } from "../../modules/alerting/alert-forwarding";
import { findingPatterns } from "../../modules/alerting/finding-patterns";
import { detectionRegions } from "../workspace/detection-services";
import type { Organization } from "../organization/organization";
import { accountTamperPatterns } from "../workspace/tampering";
import { Workspace } from "../workspace/workspace";

/**
 * Alarms of this project that go off.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
const alarmStates = ({ namePrefix }: Organization): ForwardedEvents => ({
  name: "alarms",
  pattern: {
    source: ["aws.cloudwatch"],
    "detail-type": ["CloudWatch Alarm State Change"],
    detail: { alarmName: [{ prefix: `${namePrefix}-` }], state: { value: ["ALARM"] } },
  },
});

/** Findings are those of the whole organization in the account that administers the services, Region by Region. */
function findings(organization: Organization): Record<string, ForwardedEvents[]> {
  const { guardDuty, securityHub, accessAnalyzer } = organization.detection;
  const { home } = organization.regions;
  const regions: Readonly<Record<keyof typeof findingPatterns, readonly string[]>> = {
    guardduty: guardDuty.enabled ? detectionRegions(organization, "guardduty") : [],
    // Brings the findings of every Region home.
    securityhub: securityHub.enabled ? [home] : [],
    "access-analyzer":
      accessAnalyzer.enabled && !securityHub.enabled ? detectionRegions(organization, "access-analyzer") : [],
  };
  const all = Object.entries(regions).flatMap(([name, each]) => each.map((region) => ({ name, region })));
  return Object.fromEntries(
    [...new Set(all.map(({ region }) => region))].map((region) => [
      region,
      all
        .filter((each) => each.region === region)
        .map(({ name }) => ({
          name: `${name}-findings`,
          pattern: findingPatterns[name as keyof typeof findingPatterns],
        })),
    ]),
  );
}

/**
 * Sends what matters from the account, in every governed Region, to the bus of the alerts in Security Tooling, and to the
 * buses that the file names: tampering, done or tried, alarms that go off, and in Security Tooling findings.
 */
export function alertEvents(workspace: Workspace): void {
  const { organization, account, names } = workspace;
  const found = account.id === organization.accounts.securityTooling.id ? findings(organization) : {};
  const everywhere = [...accountTamperPatterns(organization, account.id), alarmStates(organization)];
  const regions = new Set([...organization.regions.governed, ...Object.keys(found)]);
  new AlertForwarding(workspace, "alert-forwarding", {
    rulePrefix: names.alertRulePrefix,
    roleName: names.role("alert-forwarding"),
    partition: names.partition,
    accountId: account.id,
    eventBusArns: {
      alerts: names.alertBusArn,
      ...Object.fromEntries(organization.alerts.eventBuses.map((arn, index) => [`event-bus-${index + 1}`, arn])),
    },
    events: Object.fromEntries(
      [...regions].map((region) => [
        region,
        [...(organization.regions.governed.includes(region) ? everywhere : []), ...(found[region] ?? [])],
      ]),
    ),
  });
}
