import { actingFor, Context } from "../contexts";
import { absent, Delivery, Refused } from "../derivation";
import { accounts, AdmittedLogGroup, admittedLogGroups, home, logGroupArn } from "../organization-under-test";

const { payments, website } = accounts;

interface Writer {
  readonly name: string;
  readonly page: string;
  readonly principal: string;
  readonly group: AdmittedLogGroup;
  readonly context: Context;
  readonly refused: Refused;
}

const writes = (writer: Writer): Delivery[] => {
  const { name, region, account } = admittedLogGroups[writer.group];
  const stream = (owner: string, group: string) => `${logGroupArn(owner, group, region)}:log-stream:a`;
  return ["logs:CreateLogStream", "logs:PutLogEvents"].map((action) => ({
    sentence: `${writer.name} with ${action}`,
    page: writer.page,
    request: {
      policy: `log group ${writer.group}`,
      principal: writer.principal,
      action,
      resource: stream(account, name),
      owner: account,
      context: writer.context,
    },
    refused: {
      ...writer.refused,
      action: ["logs:DeleteLogStream"],
      resource: [stream(account, `${name}-2`), stream(account, "/example-logs/sessions"), stream(website, name)],
    },
  }));
};

/** The account and the source are checked, each by itself. */
const only = (sourceOf: (account: string) => string, ...others: string[]): Pick<Writer, "context" | "refused"> => ({
  context: actingFor(payments, sourceOf(payments)),
  refused: { "aws:SourceAccount": [website, absent], "aws:SourceArn": [...others, absent] },
});

/** The ARN of a hosted zone names no account. */
const zone = () => "arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ";
const directory = (account: string) => `arn:aws:ds:${home}:${account}:directory/d-1234567890`;

/** Services that write to log groups of an account under a resource policy, without a role. */
export const accountLogGroups: readonly Delivery[] = [
  ...writes({
    name: "Route 53 logs queries for a public zone",
    page: "Route53/latest/DeveloperGuide/query-logs.html",
    principal: "route53.amazonaws.com",
    group: "public-zone-queries",
    ...only(zone, "arn:aws:route53:::healthcheck/a"),
  }),
  ...writes({
    name: "a directory logs its security events",
    page: "directoryservice/latest/admin-guide/cross-service-confused-deputy-prevention.html",
    principal: "ds.amazonaws.com",
    group: "directories",
    ...only(directory, directory(website), directory(payments).replace(home, "us-east-1")),
  }),
  ...(["reports", "canary", "findings"] as const).flatMap((group) =>
    ["events.amazonaws.com", "delivery.logs.amazonaws.com"].flatMap((principal) =>
      writes({
        name: `EventBridge logs ${group} as ${principal}`,
        page: "eventbridge/latest/userguide/eb-use-resource-based.html",
        principal,
        group,
        context: { "aws:PrincipalIsAWSService": "true" },
        refused: {},
      }),
    ),
  ),
];
