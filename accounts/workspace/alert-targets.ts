import { Severity } from "../../modules/alerting/severity";
import type { Organization } from "../organization/organization";

type Alerts = Organization["alerts"];

/** A channel of Slack or of Microsoft Teams. */
export type ChatTarget = Alerts["chat"][number];

/** Who is told of the alerts of one severity. */
export interface AlertTargets {
  readonly emails: readonly string[];
  readonly webhooks: readonly string[];
  readonly chat: readonly ChatTarget[];
}

const told = <Item>(items: readonly (string | Item)[], severity: Severity, is: (item: Item) => string): string[] =>
  items.flatMap((item) => {
    if (typeof item === "string") return item;
    return (item as { severities: readonly Severity[] }).severities.includes(severity) ? is(item) : [];
  });

/** Whom the file names for a severity; its event buses get the events of all. */
export const alertTargets = ({ alerts }: Organization, severity: Severity): AlertTargets => ({
  emails: told(alerts.emails, severity, ({ address }) => address),
  webhooks: told(alerts.webhooks, severity, ({ url }) => url),
  chat: alerts.chat.filter(({ severities }) => severities.includes(severity)),
});
