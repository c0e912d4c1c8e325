import { edit, Mistake } from "./mistakes";

const alerts = (value: unknown) => edit("alerts", value);

const address = "security@example.com";

const webhookMistake = (mistake: string, url: string): Mistake => ({
  mistake: `a webhook ${mistake}`,
  change: alerts({ emails: [address], webhooks: [url] }),
  path: "alerts.webhooks[0]",
  found: new RegExp(JSON.stringify(url).replace(/[.*+?^${}()|[\]\\]/g, "\\$&")),
  write: /an address that begins with https:\/\/ and has the public name of a host, no user and no password/,
});

const busMistake = (mistake: string, arn: string, found: RegExp, write: RegExp): Mistake => ({
  mistake: `an event bus ${mistake}`,
  change: alerts({ emails: [address], eventBuses: [arn] }),
  path: "alerts.eventBuses[0]",
  found,
  write,
});

const slack = { slackWorkspace: "T0123456789", slackChannel: "C0123456789" };

const whoIsTold: readonly Mistake[] = [
  {
    mistake: "nobody who is told",
    change: alerts(undefined),
    path: "alerts",
    found: /nothing/,
    write: /\{ emails: \[security@example\.com\] \}/,
  },
  {
    mistake: "alerts without any target",
    change: alerts({}),
    path: "alerts",
    found: /nobody who is told of alerts of severity high and medium and low/,
    write:
      /an address, endpoint, channel or event bus for high and medium and low, .* an alert that nobody gets is worth nothing/,
  },
  {
    mistake: "no address at all",
    change: alerts({ emails: [] }),
    path: "alerts",
    found: /nobody who is told of alerts of severity high and medium and low/,
    write: /emails: \[security@example\.com\]/,
  },
  {
    mistake: "a severity that nobody is told of",
    change: alerts({ emails: [{ address, severities: ["high"] }], chat: [{ ...slack, severities: ["high", "low"] }] }),
    path: "alerts",
    found: /nobody who is told of alerts of severity medium$/,
    write: /an address, endpoint, channel or event bus for medium,/,
  },
  {
    mistake: "a channel that does not exist",
    change: alerts({ emails: [address], phones: ["+15555550100"] }),
    path: "alerts.phones",
    found: /unknown key/,
    write: /remove it/,
  },
  {
    mistake: "a choice of the benchmark that is no choice",
    change: alerts({ emails: ["security@example.com"], cis14: "yes" }),
    path: "alerts.cis14",
    found: /"yes"/,
    write: /true or false/,
  },
];

const addresses: readonly Mistake[] = [
  {
    mistake: "an address that is none",
    change: alerts({ emails: ["security"] }),
    path: "alerts.emails[0]",
    found: /"security"/,
    write: /^an email address, e\.g\. security@example\.com$/,
  },
  {
    mistake: "an address with severities that is none",
    change: alerts({ emails: [{ address: "security" }] }),
    path: "alerts.emails[0].address",
    found: /"security"/,
    write: /an email address, e\.g\. security@example\.com/,
  },
  {
    mistake: "a severity that does not exist",
    change: alerts({ emails: [address, { address: "night.watch@example.com", severities: ["critical"] }] }),
    path: "alerts.emails[1].severities[0]",
    found: /"critical"/,
    write: /one of high, medium, low/,
  },
  {
    mistake: "an address for no severity",
    change: alerts({ emails: [address, { address: "night.watch@example.com", severities: [] }] }),
    path: "alerts.emails[1].severities",
    found: /\[\]/,
    write: /at least one severity, or no severities: then it is told of all/,
  },
  {
    mistake: "an address twice",
    change: alerts({ emails: [address, address] }),
    path: "alerts.emails[1]",
    found: /as in alerts\.emails\[0\]/,
    write: /each of them once/,
  },
  {
    mistake: "an address twice, once with severities and in capitals",
    change: alerts({ emails: [address, { address: "Security@Example.com", severities: ["high"] }] }),
    path: "alerts.emails[1].address",
    found: /as in alerts\.emails\[0\]/,
    write: /each of them once/,
  },
];

const channels: readonly Mistake[] = [
  {
    mistake: "a channel without its workspace",
    change: alerts({ emails: [address], chat: [{ slackChannel: "C0123456789" }] }),
    path: "alerts.chat[0].slackWorkspace",
    found: /nothing/,
    write: /the id of a Slack workspace, e\.g\. T0123456789/,
  },
  {
    mistake: "a channel by its name",
    change: alerts({ emails: [address], chat: [{ ...slack, slackChannel: "#security" }] }),
    path: "alerts.chat[0].slackChannel",
    found: /"#security"/,
    write: /the id of a Slack channel, e\.g\. C0123456789/,
  },
  {
    mistake: "a channel of Slack and of Teams",
    change: alerts({ emails: [address], chat: [{ ...slack, teamsTenant: "0a1b2c3d-0000-4000-8000-444455556666" }] }),
    path: "alerts.chat[0].teamsTenant",
    found: /unknown key/,
    write: /remove it/,
  },
  {
    mistake: "a channel that is only a name",
    change: alerts({ emails: [address], chat: ["#security"] }),
    path: "alerts.chat[0]",
    found: /"#security"/,
    write: /\{ slackWorkspace, slackChannel \} or \{ teamsTenant, teamsTeam, teamsChannel \}/,
  },
  {
    mistake: "a channel twice",
    change: alerts({ emails: [address], chat: [slack, { ...slack, severities: ["high"] }] }),
    path: "alerts.chat[1]",
    found: /"T0123456789, C0123456789", as in alerts\.chat\[0\]/,
    write: /each of them once/,
  },
  {
    mistake: "chat in GovCloud, where it does not reach",
    change: (draft) => {
      draft.regions = { ...draft.regions, home: "us-gov-west-1" };
      draft.alerts = { ...draft.alerts, chat: [{ ...slack, severities: ["high"] }] };
    },
    path: "alerts.chat[0]",
    found: /T0123456789, C0123456789, which Amazon Q Developer in chat applications does not reach from us-gov-west-1/,
    write: /name an address, an endpoint or an event bus/,
  },
];

const buses: readonly Mistake[] = [
  busMistake("by its name", "siem", /"siem"/, /an ARN such as arn:aws:events:eu-west-1:777777777777:event-bus\/siem/),
  busMistake(
    "of another partition",
    "arn:aws-us-gov:events:us-gov-west-1:777777777777:event-bus/siem",
    /us-gov-west-1/,
    /an ARN of the partition aws, to which eu-west-1 belongs/,
  ),
  busMistake(
    "that is the alerts' own",
    "arn:aws:events:eu-west-1:333333333333:event-bus/example-logs-alerts",
    /the bus of the alerts itself/,
    /another bus/,
  ),
  {
    mistake: "more event buses than a rule has targets",
    change: alerts({
      emails: [address],
      eventBuses: [1, 2, 3, 4, 5].map((index) => `arn:aws:events:eu-west-1:777777777777:event-bus/siem-${index}`),
    }),
    path: "alerts.eventBuses",
    found: /siem-5/,
    write: /at most 4 event buses: a rule of EventBridge has five targets/,
  },
];

/** What may not be written under `alerts`. */
export const alertMistakes: readonly Mistake[] = [
  ...whoIsTold,
  ...addresses,
  webhookMistake("over plain HTTP", "http://events.example.com/enqueue"),
  webhookMistake("with a user and a password", "https://user:secret@events.example.com/enqueue"),
  webhookMistake("at an IP address", "https://10.0.0.1/enqueue"),
  webhookMistake("at localhost", "https://localhost/enqueue"),
  webhookMistake("at a name below localhost", "https://siem.localhost:8443/enqueue"),
  webhookMistake("at a private name", "https://siem.internal/enqueue"),
  webhookMistake("with spaces", "https://events.example.com/a b"),
  {
    mistake: "a webhook with severities over plain HTTP",
    change: alerts({ emails: [address], webhooks: [{ url: "http://events.example.com/enqueue" }] }),
    path: "alerts.webhooks[0].url",
    found: /"http:/,
    write: /an address that begins with https:\/\//,
  },
  {
    mistake: "a webhook twice",
    change: alerts({
      emails: [address],
      webhooks: ["https://events.example.com/a", { url: "https://events.example.com/a", severities: ["low"] }],
    }),
    path: "alerts.webhooks[1].url",
    found: /as in alerts\.webhooks\[0\]/,
    write: /each of them once/,
  },
  ...channels,
  ...buses,
  {
    mistake: "runbooks at an address with a password",
    change: alerts({ emails: [address], runbooks: "https://user:secret@wiki.example.com/runbooks/" }),
    path: "alerts.runbooks",
    found: /wiki\.example\.com/,
    write: /the address of a folder, without a user and without a query/,
  },
];
