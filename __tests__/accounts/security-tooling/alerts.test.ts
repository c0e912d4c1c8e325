import { alarmActions } from "../../../accounts/workspace/alarms";
import { alarmPublishers } from "../../../accounts/workspace/alarm-publishers";
import { Organization } from "../../../accounts/organization/organization";
import { severities } from "../../../modules/alerting/severity";
import {
  alarmEvent,
  analyzerFinding,
  apiCall,
  guardDutyFinding,
  securityHubFinding,
  signIn,
} from "../../support/alert-events";
import { Event, matches, RoutingRule, rulesOf } from "../../support/alert-routing";
import { root, session } from "../../support/cloudtrail-events";
import { organization } from "../../support/organizations";
import { Arguments, resources, Stack, synthesize } from "../../support/synthesized";
import { variants } from "../../support/variants";

const described = variants["every source"] as Organization;
const stacks = synthesize(described);
const tooling = stacks["security-tooling"] as Stack;
const bus = "${aws_cloudwatch_event_bus.alert-bus.name}";
const routes = rulesOf(tooling, bus);

const workspaceOf: Readonly<Record<string, string>> = {
  "111111111111": "management",
  "222222222222": "log-archive",
  "333333333333": "security-tooling",
  "444444444444": "workloads-payments",
};
const forwarding = Object.fromEntries(
  Object.entries(workspaceOf).map(([account, workspace]) => [
    account,
    rulesOf(stacks[workspace] as Stack).filter(({ name }) => name.startsWith("example-logs-alert-")),
  ]),
);

const values = (type: string): Arguments[] => Object.values(resources(tooling, type));

/** Who is behind a target: endpoints of a topic, channels that show it, or what it is itself. */
function behind(target: Arguments): string[] {
  const arn = String(target.arn);
  if (!arn.startsWith("${aws_sns_topic.")) return [arn];
  const subscribed = values("aws_sns_topic_subscription").filter(({ topic_arn: topic }) => topic === arn);
  const channels = ["aws_chatbot_slack_channel_configuration", "aws_chatbot_teams_channel_configuration"]
    .flatMap(values)
    .filter(({ sns_topic_arns: topics }) => (topics as string[]).includes(arn));
  return [
    ...subscribed.map(({ endpoint }) => String(endpoint)),
    ...channels.map(({ slack_channel_id: slack, team_id: team }) => String(slack ?? team)),
  ];
}

const matching = (rules: readonly RoutingRule[], event: Event) =>
  rules.filter(({ pattern }) => matches(pattern, event));

/** Who hears of an event that happens in its account and Region. */
function reached(event: Event): string[] {
  const sent = matching(forwarding[String(event.account)] ?? [], event).filter(({ region }) => region === event.region);
  if (sent.length === 0) return [];
  const buses = sent.flatMap(({ targets }) => Object.values(targets).map(({ arn }) => String(arn)));
  const own = "arn:aws:events:eu-west-1:333333333333:event-bus/example-logs-alerts";
  const people = buses.includes(own)
    ? matching(routes, event).flatMap(({ targets }) => Object.values(targets).flatMap(behind))
    : [];
  return [...new Set([...buses.filter((arn) => arn !== own), ...people])].sort();
}

const siem = "arn:aws:events:eu-central-1:777777777777:event-bus/siem";
const opsItem = "arn:aws:ssm:eu-west-1:333333333333:opsitem";
const everyWebhook = "https://events.example.com/integration/0a1b2c3d/enqueue";
const graverWebhook = "https://alerts.example.com/v1/json/amazonsns?apiKey=0a1b2c3d";
const slack = "C0123456789";
const teams = "1a1b2c3d-0000-4000-8000-444455556666";

/** Whom the file names for a severity, by hand. */
const named = {
  high: ["night.watch@example.com", "security@example.com", everyWebhook, graverWebhook, slack, teams],
  medium: ["security@example.com", everyWebhook, graverWebhook, slack],
  low: ["security@example.com", everyWebhook],
} as const;
const channels: readonly string[] = [slack, teams];

const jane = (account: string) => session(`arn:aws:iam::${account}:role/Administrator`);
const payments = "444444444444";
const stopLogging = (more = {}) =>
  apiCall({ service: "cloudtrail", name: "StopLogging", by: jane(payments), account: payments, more });
const retentionPolicy = (more = {}) =>
  apiCall({
    service: "logs",
    name: "PutAccountPolicy",
    parameters: { policyName: "all", policyType: "RETENTION_POLICY" },
    by: jane(payments),
    account: payments,
    more,
  });
const refused = {
  errorCode: "AccessDenied",
  errorMessage: "User is not authorized, with an explicit deny in a service control policy",
};

interface Told {
  readonly what: string;
  readonly event: Event;
  readonly severity: keyof typeof named;
  /** @default - no OpsItem is made by a rule */
  readonly opsItem?: boolean;
}

const told: readonly Told[] = [
  { what: "tampering that succeeded", event: stopLogging(), severity: "high", opsItem: true },
  { what: "tampering that was refused", event: stopLogging(refused), severity: "medium" },
  { what: "a retention policy of the account", event: retentionPolicy(), severity: "high", opsItem: true },
  { what: "a retention policy that was refused", event: retentionPolicy(refused), severity: "medium" },
  {
    what: "another policy of the account",
    event: apiCall({
      service: "logs",
      name: "PutAccountPolicy",
      parameters: { policyName: "all", policyType: "DATA_PROTECTION_POLICY" },
      by: jane(payments),
      account: payments,
    }),
    severity: "high",
    opsItem: true,
  },
  {
    what: "root's sign-in",
    event: signIn({ by: root(payments), account: payments }, "Success"),
    severity: "high",
    opsItem: true,
  },
  {
    what: "root's sign-in that failed",
    event: signIn({ by: root(payments), account: payments }, "Failure"),
    severity: "medium",
  },
  ...severities.map((severity) => ({
    what: `an alarm of severity ${severity} in a workload`,
    event: alarmEvent(`example-logs-${severity}-canary-silent`, payments, "eu-west-1"),
    severity,
  })),
  {
    what: "an alarm of Security Tooling outside the home Region",
    event: alarmEvent("example-logs-medium-subscription-errors", "333333333333", "us-east-1"),
    severity: "medium",
  },
  { what: "a high finding of GuardDuty", event: guardDutyFinding(7, 1), severity: "high", opsItem: true },
  { what: "a critical finding of GuardDuty", event: guardDutyFinding(9.5, 1), severity: "high", opsItem: true },
  { what: "a high finding of Security Hub", event: securityHubFinding(), severity: "high", opsItem: true },
  {
    what: "a critical finding of Security Hub",
    event: securityHubFinding({ Severity: { Label: "CRITICAL" } }),
    severity: "high",
    opsItem: true,
  },
];

const untold: readonly (readonly [what: string, event: Event])[] = [
  [
    "what the deployment role does",
    apiCall({
      service: "cloudtrail",
      name: "StopLogging",
      by: session(`arn:aws:iam::${payments}:role/OrganizationLoggingDeployment`),
      account: payments,
    }),
  ],
  [
    "a call that reads",
    apiCall({ service: "cloudtrail", name: "GetTrailStatus", by: jane(payments), account: payments }),
  ],
  ["an alarm that is over", alarmEvent("example-logs-high-canary-silent", payments, "eu-west-1", "OK")],
  ["an alarm of somebody else", alarmEvent("website-high-load", payments, "eu-west-1")],
  ["a medium finding of GuardDuty", guardDutyFinding(6.9, 1)],
  ["a finding of GuardDuty that is seen again", guardDutyFinding(8, 2)],
  ["a finding of GuardDuty that is archived by a rule", guardDutyFinding(8, 1, true)],
  ["a medium finding of Security Hub", securityHubFinding({ Severity: { Label: "MEDIUM" } })],
  ["a finding of Security Hub that somebody looks at", securityHubFinding({ Workflow: { Status: "NOTIFIED" } })],
  ["a finding of Security Hub that is over", securityHubFinding({ RecordState: "ARCHIVED" })],
  [
    "a failed check of a standard",
    securityHubFinding({ ProductName: "Security Hub", Compliance: { Status: "FAILED" } }),
  ],
  ["a check that another product reports", securityHubFinding({ Compliance: { Status: "FAILED" } })],
  ["a vulnerability", securityHubFinding({ ProductName: "Inspector" })],
  ["GuardDuty's finding once more, by Security Hub", securityHubFinding({ ProductName: "GuardDuty" })],
  ["the analyzer's own event, where Security Hub has the finding", analyzerFinding(true)],
];

describe("alerts", () => {
  test.each(told)(
    "$what reaches whom the file names for $severity, and nobody else",
    ({ event, severity, ...more }) => {
      expect(reached(event)).toEqual([...named[severity], siem, ...(more.opsItem ? [opsItem] : [])].sort());
    },
  );

  test.each(untold)("%s reaches nobody", (_, event) => {
    expect(reached(event)).toEqual([]);
  });

  test("one rule of the bus matches each, so that nobody is told twice", () => {
    const perForm = told.map(({ what, event }) => [
      what,
      matching(routes, event).flatMap(({ targets }) => Object.keys(targets)),
    ]);
    for (const [what, forms] of perForm)
      expect([what, [...new Set(forms)].sort()]).toEqual([what, [...(forms ?? [])].sort()]);
  });

  test.each(severities)(
    "alarms of severity %s that publish themselves reach channels and event buses by their event alone",
    (severity) => {
      for (const account of alarmPublishers(described)) {
        expect(alarmActions(described, account, "eu-west-1", severity)).toEqual(
          expect.arrayContaining([`arn:aws:sns:eu-west-1:333333333333:example-logs-alerts-${severity}`]),
        );
        expect(reached(alarmEvent(`example-logs-${severity}-x`, account, "eu-west-1"))).toEqual(
          [siem, ...named[severity].filter((each) => channels.includes(each))].sort(),
        );
      }
    },
  );

  test("the analyzer tells of access for everybody itself where Security Hub is off", () => {
    const alone = synthesize(
      organization((draft) => Object.assign(draft, { detection: { securityHub: { enabled: false } } })),
    )["security-tooling"] as Stack;
    const sent = rulesOf(alone).filter(({ name }) => name.startsWith("example-logs-alert-"));
    const names = (event: Event) => matching(sent, event).map(({ name, region }) => `${name} ${region}`);
    expect(names(analyzerFinding(true))).toContain("example-logs-alert-access-analyzer-findings eu-west-1");
    expect(names(analyzerFinding(false))).toEqual([]);
    expect(names(analyzerFinding(true, "RESOLVED"))).toEqual([]);
    expect(matching(rulesOf(alone, bus), analyzerFinding(true)).map(({ name }) => name)).toEqual([
      "example-logs-high-access-analyzer-findings",
    ]);
  });

  test("every governed Region of every account forwards to the bus, and to the event buses of the file", () => {
    for (const [account, rules] of Object.entries(forwarding)) {
      const regions = new Set(rules.filter(({ name }) => !name.endsWith("-findings")).map(({ region }) => region));
      expect([account, [...regions].sort()]).toEqual([account, [...described.regions.governed].sort()]);
      for (const { targets } of rules) {
        expect(Object.values(targets).map(({ arn }) => arn)).toEqual([
          "arn:aws:events:eu-west-1:333333333333:event-bus/example-logs-alerts",
          siem,
        ]);
      }
    }
  });
});
