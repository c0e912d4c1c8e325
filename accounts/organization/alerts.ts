import { z } from "zod";
import { severities } from "../../modules/alerting/severity";
import { arn } from "./fields";

/** How every target of alerts can be narrowed. */
const toldOf = z
  .array(z.enum(severities, { error: `one of ${severities.join(", ")}` }), {
    error: `a list of ${severities.join(", ")}`,
  })
  .min(1, { error: "at least one severity, or no severities: then it is told of all" })
  .default([...severities])
  .describe("Severities it is told of: high, medium, low; all of them by default.");

const urlCharacters = "([\\w.~:@+=,/-]|%[0-9A-Fa-f]{2})*";
const domain = "([a-z0-9](-*[a-z0-9])*\\.)+";

const anAddress = "an email address, e.g. security@example.com";
const address = z.email({ error: anAddress });

const aWebhook =
  "an address that begins with https:// and has the public name of a host, no user and no password, " +
  "e.g. https://events.pagerduty.com/integration/KEY/enqueue";
const webhook = z
  .string({ error: aWebhook })
  .max(2048, { error: "an address of at most 2,048 characters" })
  .regex(
    new RegExp(
      `^https://${domain}(?!(localhost|local|internal)[:/]|(localhost|local|internal)$)[a-z][a-z0-9-]*[a-z0-9](:\\d{1,5})?` +
        `(/${urlCharacters})?(\\?(${urlCharacters}&?)*)?$`,
    ),
    { error: aWebhook },
  );

const guid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/** @see https://docs.aws.amazon.com/chatbot/latest/APIReference/API_SlackChannelConfiguration.html */
const slack = z.strictObject({
  slackWorkspace: z
    .string({ error: "the id of a Slack workspace, e.g. T0123456789" })
    .regex(/^T[0-9A-Z]{5,20}$/, { error: "the id of a Slack workspace, e.g. T0123456789" })
    .describe(
      "Id of the workspace, which is authorized once by hand in the console of Amazon Q Developer in chat applications.",
    ),
  slackChannel: z
    .string({ error: "the id of a Slack channel, e.g. C0123456789" })
    .regex(/^[CG][0-9A-Z]{5,20}$/, { error: "the id of a Slack channel, e.g. C0123456789" })
    .describe("Id of the channel; a private one has to invite @Amazon Q first."),
  severities: toldOf,
});

/** @see https://docs.aws.amazon.com/chatbot/latest/APIReference/API_TeamsChannelConfiguration.html */
const teams = z.strictObject({
  teamsTenant: z
    .string({ error: "the id of a Microsoft tenant, in lower case" })
    .regex(new RegExp(`^${guid}$`), { error: "the id of a Microsoft tenant, 36 characters in lower case" })
    .describe("Id of the tenant."),
  teamsTeam: z
    .string({ error: "the id of a team, in lower case" })
    .regex(new RegExp(`^${guid}$`), { error: "the id of a team, 36 characters in lower case" })
    .describe(
      "Id of the team, which is authorized once by hand in the console of Amazon Q Developer in chat applications.",
    ),
  teamsChannel: z
    .string({
      error: "the id of a channel as its link has it, e.g. 19%3Ab6ef35dc342d56ba5654e6fc6d25a071%40thread.tacv2",
    })
    .regex(/^[\w=+/.,-]{1,120}%3[aA][\w=+/.,-]{1,120}%40[\w=+/.,-]{1,120}$/, {
      error: "the id of a channel as its link has it, e.g. 19%3Ab6ef35dc342d56ba5654e6fc6d25a071%40thread.tacv2",
    })
    .describe("Id of the channel, as the link to it has it."),
  severities: toldOf,
});

/** Targets that one rule of EventBridge has beside the bus of the alerts. */
const mostEventBuses = 4;

/** Who is told. There is no default: an alert that nobody gets is worth nothing. */
export const alertsSchema = z
  .strictObject(
    {
      emails: z
        .array(
          z.union([address, z.strictObject({ address: address.describe("The address."), severities: toldOf })], {
            error: `${anAddress}; or { address, severities }`,
          }),
          { error: "a list of email addresses" },
        )
        .default([])
        .describe("Addresses that get the alerts; each confirms the mails that SNS sends first, one per severity."),
      webhooks: z
        .array(
          z.union([webhook, z.strictObject({ url: webhook.describe("The address."), severities: toldOf })], {
            error: `${aWebhook}; or { url, severities }`,
          }),
          { error: "a list of addresses that begin with https://" },
        )
        .default([])
        .describe("HTTPS endpoints that SNS posts the alerts to; each confirms the subscription that SNS posts first."),
      chat: z
        .array(
          z.union([slack, teams], {
            error:
              "{ slackWorkspace, slackChannel } or { teamsTenant, teamsTeam, teamsChannel }, with severities if not all",
          }),
          { error: "a list of channels" },
        )
        .default([])
        .describe("Channels of Slack and Microsoft Teams, by Amazon Q Developer in chat applications."),
      eventBuses: z
        .array(
          arn(/events:[a-z0-9-]+:\d{12}:event-bus\/[\w./-]{1,256}/, "events:eu-west-1:777777777777:event-bus/siem"),
          { error: "a list of ARNs of event buses" },
        )
        .max(mostEventBuses, { error: `at most ${mostEventBuses} event buses: a rule of EventBridge has five targets` })
        .default([])
        .describe(
          "Event buses, e.g. a SIEM's, that every account and Region sends the events behind the alerts to, those of every severity.",
        ),
      runbooks: z
        .string({ error: "the address of a folder, e.g. https://wiki.example.com/runbooks/" })
        .regex(new RegExp(`^https://[a-z0-9][a-z0-9.-]*(:\\d{1,5})?(/${urlCharacters})?$`), {
          error: "the address of a folder, without a user and without a query, e.g. https://wiki.example.com/runbooks/",
        })
        .max(200, { error: "an address of at most 200 characters" })
        .optional()
        .describe(
          "Folder that has the pages of docs/runbooks/, to which alerts link; by default they name the path in this repository.",
        ),
      cis14: z
        .boolean({ error: "true or false" })
        .default(false)
        .describe(
          "Also the metric filters that Security Hub's controls of CIS 1.4 (CloudWatch.1 to .14) compare word for word, where they differ from those of CIS 5.0.",
        ),
    },
    { error: "{ emails: [security@example.com] }" },
  )
  .describe("Who is told when somebody tampers with the logging, when it stops, and of the gravest findings.");

export type Alerts = z.infer<typeof alertsSchema>;
