import { DescribeEventBusCommand, EventBridgeClient, ListRulesCommand } from "@aws-sdk/client-eventbridge";
import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { ListAccountsCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { ListSubscriptionsByTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";
import { severities } from "../../../modules/alerting/severity";
import { broken, faultsOr, healthy } from "../answers";
import { accountsOf, atHome, everywhere } from "../expectations";
import { orNothing } from "../failure";
import type { Answer, Asked, Link } from "../link";
import { allPages } from "../pages";

const listRules = "events:ListRules";
const describeBus = "events:DescribeEventBus";
const subscriptions = "sns:ListSubscriptionsByTopic";
const queue = "sqs:GetQueueAttributes";
const listAccounts = "organizations:ListAccounts";

/** Rules of ours on a bus: there are some, and all of them are on. */
async function rules(asked: Asked, NamePrefix: string, bus?: string): Promise<readonly Answer[]> {
  const client = asked.client(EventBridgeClient);
  const found = await orNothing(
    allPages(async (NextToken) => {
      const page = await client.send(new ListRulesCommand({ NamePrefix, EventBusName: bus, NextToken }));
      return { items: page.Rules, next: page.NextToken };
    }),
    "ResourceNotFoundException",
  );
  if (!found?.length) return [broken("no rule tells of what happens here", listRules)];
  const faults = found
    .filter(({ State: state }) => state === "DISABLED")
    .map(({ Name: resource }) => broken("a rule is switched off", listRules, { resource }));
  return faultsOr(faults, healthy(`${found.length} rules are on`, listRules));
}

async function bus(asked: Asked): Promise<readonly Answer[]> {
  const { names, organization } = asked;
  const found = await orNothing(
    asked.client(EventBridgeClient).send(new DescribeEventBusCommand({ Name: names.alertBus })),
    "ResourceNotFoundException",
  );
  if (!found) return [broken("there is no bus of alerts", describeBus, { error: "ResourceNotFoundException" })];
  if (!found.Policy?.includes(`"${organization.organization.id}"`)) {
    return [broken("the bus does not let the organization in", describeBus, { error: found.Policy })];
  }
  return rules(asked, `${organization.namePrefix}-`, names.alertBus);
}

async function topics(asked: Asked): Promise<readonly Answer[]> {
  const client = asked.client(SNSClient);
  const found: Answer[] = [];
  let subscribed = 0;
  for (const severity of severities) {
    const TopicArn = asked.names.alertTopicArn(severity);
    const all = await orNothing(
      allPages(async (NextToken) => {
        const page = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn, NextToken }));
        return { items: page.Subscriptions, next: page.NextToken };
      }),
      "NotFoundException",
      "NotFound",
    );
    if (!all) {
      found.push(broken("there is no topic", subscriptions, { resource: TopicArn }));
      continue;
    }
    for (const { SubscriptionArn: state, Endpoint: resource } of all) {
      // A subscription has no ARN of its own before it is confirmed.
      if (state?.startsWith("arn:")) continue;
      found.push(broken(`a subscription of ${severity} is ${state ?? "nothing"}`, subscriptions, { resource }));
    }
    subscribed += all.length;
  }
  // A severity may have no target of its own; that nobody hears of any is a fault.
  if (subscribed === 0 && asked.organization.alerts.emails.length > 0) {
    found.push(broken("nobody subscribes to any topic, and the file names addresses", subscriptions));
  }
  return faultsOr(found, healthy(`${subscribed} subscriptions are confirmed`, subscriptions));
}

async function undelivered(asked: Asked): Promise<readonly Answer[]> {
  const client = asked.client(SQSClient);
  const QueueName = `${asked.names.alertBus}-undelivered`;
  const found = await orNothing(
    client.send(new GetQueueUrlCommand({ QueueName })),
    "QueueDoesNotExist",
    "AWS.SimpleQueueService.NonExistentQueue",
  );
  if (!found) return [broken("alerts that cannot be delivered are lost: there is no queue", "sqs:GetQueueUrl")];
  const { Attributes: { ApproximateNumberOfMessages: count } = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: found.QueueUrl, AttributeNames: ["ApproximateNumberOfMessages"] }),
  );
  return Number(count) === 0
    ? [healthy("every alert was delivered", queue)]
    : [broken(`${count ?? "no one knows how many"} alerts were not delivered`, queue, { resource: QueueName })];
}

async function forwardingRole(asked: Asked): Promise<readonly Answer[]> {
  const RoleName = asked.names.role("alert-forwarding");
  const found = await orNothing(
    asked.client(IAMClient).send(new GetRoleCommand({ RoleName })),
    "NoSuchEntityException",
    "NoSuchEntity",
  );
  return found?.Role
    ? [healthy("alerts are sent under their role", "iam:GetRole")]
    : [broken("there is no role to send alerts under", "iam:GetRole", { resource: RoleName })];
}

async function members(asked: Asked): Promise<readonly Answer[]> {
  const client = asked.client(OrganizationsClient);
  const found = await allPages(async (NextToken) => {
    const page = await client.send(new ListAccountsCommand({ NextToken }));
    return { items: page.Accounts, next: page.NextToken };
  });
  const known = accountsOf(asked.organization);
  const strangers = found
    .filter(({ Id: id, Status: status }) => status === "ACTIVE" && !known.some((account) => account.id === id))
    .map(({ Id: resource, Name: name, JoinedTimestamp: since }) =>
      broken(`the organization file lacks an account, ${name ?? ""}: nobody logs it`, listAccounts, {
        resource,
        since,
      }),
    );
  const left = known
    .filter(({ id }) => !found.some((account) => account.Id === id))
    .map(({ id, name }) => broken(`${name} is no account of the organization`, listAccounts, { resource: id }));
  return faultsOr([...strangers, ...left], healthy(`all ${found.length} accounts are in the file`, listAccounts));
}

/** From what happens to people. */
export const alerts: readonly Link[] = [
  {
    id: "alert-rules",
    what: "Rules of an account tell of tampering, alarms and findings.",
    source: "alerts",
    alarms: ["tampering"],
    runbook: "runbooks/tampering#events.amazonaws.com",
    calls: [listRules],
    places: everywhere,
    ask: (asked) => rules(asked, `${asked.organization.namePrefix}-alert-`),
  },
  {
    id: "alert-forwarding",
    what: "Alerts of an account are sent to the bus under a role.",
    source: "alerts",
    alarms: ["alert-forwarding-failed"],
    runbook: "runbooks/pipeline-health#alert-forwarding-failed",
    calls: ["iam:GetRole"],
    places: ({ organization }) => accountsOf(organization).map(({ id }) => ({ accountId: id, region: "global" })),
    ask: forwardingRole,
  },
  {
    id: "alert-bus",
    what: "The bus takes alerts of the organization, and its rules route them.",
    source: "alerts",
    alarms: ["alert-forwarding-failed", "tampering"],
    runbook: "runbooks/pipeline-health#alert-forwarding-failed",
    calls: [describeBus, listRules],
    places: atHome("securityTooling"),
    ask: bus,
  },
  {
    id: "alert-topics",
    what: "Topics reach people, who have confirmed it.",
    source: "alerts",
    alarms: ["alert-undelivered"],
    runbook: "runbooks/pipeline-health#alert-undelivered",
    calls: [subscriptions],
    places: atHome("securityTooling"),
    ask: topics,
  },
  {
    id: "alert-dead-letters",
    what: "No alert was left undelivered.",
    source: "alerts",
    alarms: ["alert-dead-letters"],
    runbook: "runbooks/pipeline-health#alert-dead-letters",
    calls: ["sqs:GetQueueUrl", queue],
    places: atHome("securityTooling"),
    ask: undelivered,
  },
  {
    id: "accounts",
    what: "Every account of the organization is in the file, and so is logged.",
    source: "organization",
    alarms: ["tampering"],
    runbook: "runbooks/tampering#organizations.amazonaws.com",
    calls: [listAccounts],
    places: atHome("management"),
    ask: members,
  },
];
